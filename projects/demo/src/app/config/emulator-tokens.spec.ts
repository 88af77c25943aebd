import { DEFAULT_GOOGLE_SCOPES } from 'ngx-calendar-sync/google';
import { emulatorTokens, OWN_SIGN_IN_KEY } from './emulator-tokens';

const ADA = { account: 'ada@example.com', tokenUrl: 'http://localhost:4300/_emulator/token' };

describe('emulatorTokens', () => {
  let asked: string[];

  beforeEach(() => {
    asked = [];
    spyOn(window, 'fetch').and.callFake((_, init) => {
      asked.push(init?.body as string);
      const issued = {
        access_token: `token ${String(asked.length)}`,
        expires_in: 60,
        scope: 'a b',
      };
      return Promise.resolve(Response.json(issued));
    });
  });

  afterEach(() => {
    sessionStorage.removeItem(OWN_SIGN_IN_KEY);
  });

  it('gives no token before the user has signed in, and asks the emulator for none', async () => {
    expect(await emulatorTokens(ADA).getAccessToken({ interactive: false })).toBeNull();
    expect(asked).toEqual([]);
  });

  it('a click signs in; a reload stays signed in; a sign-out ends it', async () => {
    const before = Date.now();
    const given = await emulatorTokens(ADA).getAccessToken({ interactive: true, scopes: ['a'] });
    const { token, expiresAt, scopes } = given as Exclude<typeof given, string | null>;
    expect(token).toBe('token 1');
    expect(scopes).toEqual(['a', 'b']);
    expect(expiresAt?.getTime()).toBeGreaterThanOrEqual(before + 60_000);

    const reloaded = emulatorTokens(ADA);
    const renewed = await reloaded.getAccessToken({ interactive: false, refused: 'token 1' });
    expect((renewed as typeof given & object).token).toBe('token 2');
    await reloaded.signOut?.();
    expect(await reloaded.getAccessToken({ interactive: false })).toBeNull();
    expect(await emulatorTokens(ADA).getAccessToken({ interactive: false })).toBeNull();
    expect(asked.map((body) => JSON.parse(body) as unknown)).toEqual([
      { email: ADA.account, scopes: ['a'] },
      { email: ADA.account, scopes: ['a'] },
    ]);
  });

  it('works until the reload where the storage is switched off, or holds something else', async () => {
    sessionStorage.setItem(OWN_SIGN_IN_KEY, '{"not": "scopes"}');
    expect(await emulatorTokens(ADA).getAccessToken({ interactive: false })).toBeNull();
    const refusal = new DOMException('Storage is switched off.', 'SecurityError');
    spyOn(Storage.prototype, 'getItem').and.throwError(refusal);
    spyOn(Storage.prototype, 'setItem').and.throwError(refusal);
    const tokens = emulatorTokens(ADA);
    await tokens.getAccessToken({ interactive: true });
    expect(await tokens.getAccessToken({ interactive: false })).not.toBeNull();
    expect(JSON.parse(asked[0] ?? '')).toEqual({
      email: ADA.account,
      scopes: DEFAULT_GOOGLE_SCOPES,
    });
  });

  it('rejects where the emulator issues no token', async () => {
    (window.fetch as jasmine.Spy).and.resolveTo(new Response('', { status: 403 }));
    await expectAsync(
      emulatorTokens(ADA).getAccessToken({ interactive: true }),
    ).toBeRejectedWithError(/issued no token \(403\)/);
  });
});
