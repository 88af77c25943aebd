import { CodeChallengeMethod, type GenerateAuthUrlOpts } from 'google-auth-library';
import { ADA, CALENDAR, CALENDAR_READONLY, EVENTS_OWNED } from '../testing/small-world.ts';
import { SignInWindow } from '../testing/sign-in-window.ts';
import { authClient, authOptions } from './testing/target.ts';
import { onlyOnEmulator, refusalOf, target, useTarget } from './testing/test-calendar.ts';

/** Google's sign-in needs a person, so these specs run against the emulator alone. */
describe('Conformance: sign-in', () => {
  useTarget();
  const auth = () => authClient(target);

  beforeEach(() => {
    if (target.isEmulator) {
      target.control.reset();
    }
  });

  const urlOf = (options: GenerateAuthUrlOpts = {}) =>
    auth().generateAuthUrl({
      access_type: 'offline',
      prompt: 'consent',
      scope: [CALENDAR],
      login_hint: ADA,
      ...options,
    });

  async function newCode(options: GenerateAuthUrlOpts = {}): Promise<string> {
    return (await target.allow(urlOf(options))).redirect.fields['code'] ?? '';
  }

  /** The opened window. It shows a page, or has already redirected. */
  function opened(options: GenerateAuthUrlOpts): Promise<SignInWindow> {
    const url = new URL(urlOf(options));
    return SignInWindow.open(url.origin, Object.fromEntries(url.searchParams));
  }

  onlyOnEmulator('sign-in: a code is exchanged for tokens of Google’s form', async () => {
    const { tokens } = await auth().getToken(await newCode());
    expect(tokens.access_token).toMatch(/^ya29\./);
    expect(tokens.refresh_token).toMatch(/^1\/\//);
    expect([tokens.scope, tokens.token_type]).toEqual([CALENDAR, 'Bearer']);
    expect(tokens.expiry_date).toBeGreaterThan(Date.now() + 3_500_000);
  });

  onlyOnEmulator('sign-in: the response has the state of the request', async () => {
    const window = await target.allow(urlOf({ state: 'a & b' }));
    expect(window.redirect.fields['state']).toBe('a & b');
  });

  onlyOnEmulator('sign-in: a code with PKCE needs the right code verifier', async () => {
    const { codeVerifier, codeChallenge } = await auth().generateCodeVerifierAsync();
    const code = await newCode({
      code_challenge_method: CodeChallengeMethod.S256,
      code_challenge: codeChallenge ?? '',
    });
    expect(await refusalOf(auth().getToken({ code, codeVerifier: 'x'.repeat(43) }))).toBe(
      '400 invalid_grant: Invalid code verifier.',
    );
    expect(await refusalOf(auth().getToken(code))).toBe(
      '400 invalid_grant: Missing code verifier.',
    );
    const { tokens } = await auth().getToken({ code, codeVerifier });
    expect(tokens.access_token).toBeDefined();
  });

  onlyOnEmulator('sign-in: a code that was redeemed answers invalid_grant', async () => {
    const code = await newCode();
    await auth().getToken(code);
    expect(await refusalOf(auth().getToken(code))).toBe(
      '400 invalid_grant: Code was already redeemed.',
    );
  });

  onlyOnEmulator('sign-in: another redirect URI answers redirect_uri_mismatch', async () => {
    const code = await newCode();
    const elsewhere = auth().getToken({ code, redirect_uri: 'http://localhost:4200/elsewhere' });
    expect(await refusalOf(elsewhere)).toBe('400 redirect_uri_mismatch: Bad Request');
  });

  onlyOnEmulator('sign-in: a code of ten minutes ago answers invalid_grant', async () => {
    const code = await newCode();
    target.control.advanceClock(600_000);
    expect(await refusalOf(auth().getToken(code))).toMatch(/^400 invalid_grant/);
  });

  onlyOnEmulator('sign-in: access_type=online answers no refresh token', async () => {
    const { tokens } = await auth().getToken(await newCode({ access_type: 'online' }));
    expect(tokens.refresh_token).toBeUndefined();
  });

  onlyOnEmulator('sign-in: without the consent page no refresh token is issued', async () => {
    await auth().getToken(await newCode());
    const silent = (await opened({ prompt: '' })).redirect.fields['code'] ?? '';
    const { tokens } = await auth().getToken(silent);
    expect(tokens.access_token).toBeDefined();
    expect(tokens.refresh_token).toBeUndefined();
  });

  onlyOnEmulator('sign-in: every consent page issues a new refresh token', async () => {
    const first = await auth().getToken(await newCode());
    const second = await auth().getToken(await newCode());
    expect(second.tokens.refresh_token).toBeDefined();
    expect(second.tokens.refresh_token).not.toBe(first.tokens.refresh_token);
  });

  onlyOnEmulator('sign-in: only ticked scopes are granted', async () => {
    const window = await opened({ scope: [CALENDAR_READONLY, EVENTS_OWNED] });
    const done = await window.allow([EVENTS_OWNED]);
    const { tokens } = await auth().getToken(done.redirect.fields['code'] ?? '');
    expect(tokens.scope).toBe(EVENTS_OWNED);
  });

  onlyOnEmulator('sign-in: Cancel answers access_denied with the state', async () => {
    const done = await (await opened({ state: 's' })).cancel();
    expect(done.redirect.fields).toEqual({ error: 'access_denied', state: 's' });
  });

  onlyOnEmulator('sign-in: include_granted_scopes adds earlier grants', async () => {
    await newCode({ scope: [CALENDAR_READONLY] });
    const code = await newCode({ scope: [EVENTS_OWNED], include_granted_scopes: true });
    const { tokens } = await auth().getToken(code);
    expect(tokens.scope?.split(' ').sort()).toEqual([EVENTS_OWNED, CALENDAR_READONLY].sort());
  });

  onlyOnEmulator(
    'sign-in: prompt=none answers interaction_required before consent and a code after it',
    async () => {
      const before = await opened({ prompt: 'none' });
      expect(before.redirect.fields['error']).toBe('interaction_required');
      await auth().getToken(await newCode());
      expect((await opened({ prompt: 'none' })).redirect.fields['code']).toMatch(/^4\//);
    },
  );

  onlyOnEmulator(
    'sign-in: prompt=select_account with an unknown login_hint shows the choice of an account',
    async () => {
      await auth().getToken(await newCode());
      const window = await opened({ prompt: 'select_account', login_hint: 'nobody@example.com' });
      expect(window.title).toBe('Choose an account');
      const done = await window.choose(ADA);
      expect(done.redirect.fields['code']).toMatch(/^4\//);
    },
  );

  for (const redirectUri of ['postmessage', 'http://localhost:4200']) {
    onlyOnEmulator(
      `sign-in: a popup’s code is exchanged with the redirect URI ${redirectUri}`,
      async () => {
        const redirect_uri = 'storagerelay://http/localhost:4200?id=auth12345678';
        const window = await target.allow(urlOf({ redirect_uri }));
        const code = window.message.fields['code'] ?? '';
        const { tokens } = await auth().getToken({ code, redirect_uri: redirectUri });
        expect(tokens.refresh_token).toBeDefined();
      },
    );
  }

  onlyOnEmulator(
    'sign-in: response_type=token answers an access token to the GIS script',
    async () => {
      const url = new URL(urlOf({ response_type: 'token', access_type: 'online' }));
      url.searchParams.set('redirect_uri', 'storagerelay://http/localhost:4200?id=auth12345678');
      const { fields } = (await target.allow(url.href)).message;
      expect([fields['token_type'], fields['expires_in']]).toEqual(['Bearer', '3599']);
      const { scopes } = await auth().getTokenInfo(fields['access_token'] ?? '');
      expect(scopes).toEqual([CALENDAR]);
    },
  );

  onlyOnEmulator(
    'sign-in: a foreign redirect URI shows an error page and does not redirect',
    async () => {
      const window = await opened({ redirect_uri: 'https://evil.test/' });
      expect(window.response.status).toBe(400);
      expect(window.title).toContain('redirect_uri_mismatch');
      expect(authOptions(target).redirectUri).not.toContain('evil');
    },
  );
});
