import type { GoogleTokenGiver } from '../../start/google-calendar-sync.config';
import { GoogleCalendarService } from '../../google-calendar.service';
import { aTab, aToken, aUser, control } from '../../specs/emulator';

const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe('OwnTokenSource', () => {
  type Request = Parameters<GoogleTokenGiver['getAccessToken']>[0];

  /** An app that signs in itself; `give` is what it answers. */
  async function open(give: (request: Request) => Promise<string | null>, signOut = () => {}) {
    const requests: Request[] = [];
    const auth: GoogleTokenGiver = {
      getAccessToken: (request) => {
        requests.push(request);
        return give(request);
      },
      signOut: () => {
        signOut();
        return Promise.resolve();
      },
    };
    const service = aTab({ auth }).get(GoogleCalendarService);
    await service.initialize();
    return { service, requests };
  }

  const tokenOf = async (email: string) => (await aToken(email)).access_token ?? '';

  it('initialize(): a token of the app signs in', async () => {
    const email = await aUser();
    const { service, requests } = await open(() => tokenOf(email));
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: email }),
    );
    expect(requests).toEqual([{ interactive: false }]);
    expect(service.calendars().length).toBe(1);
  });

  it('signIn(): the app is asked within the gesture', async () => {
    const email = await aUser();
    const { service, requests } = await open(({ interactive }) =>
      interactive ? tokenOf(email) : Promise.resolve(null),
    );
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.ready()).toBeTrue();
    const signingIn = service.signIn();
    expect(requests[1]?.interactive).toBeTrue();
    await signingIn;
    expect(service.authState()).toEqual(jasmine.objectContaining({ account: email }));
  });

  it('renewal: the app is asked for another token when Google refuses one, and requests succeed', async () => {
    const email = await aUser();
    const { service, requests } = await open(() => tokenOf(email));
    await control('expireTokens', { email });
    expect((await service.getCalendars()).length).toBe(1);
    expect(requests.length).toBe(2);
    expect(requests[1]?.refused).toMatch(/^ya29/);
    expect(service.authState().status).toBe('signed-in');
  });

  it('renewal: the session has expired when the app gives the refused token again, and the app is asked once', async () => {
    const email = await aUser();
    const same = await tokenOf(email);
    const { service, requests } = await open(() => Promise.resolve(same));
    await control('expireTokens', { email });
    service.getCalendars().catch(() => undefined);
    while (service.authState().status !== 'expired') {
      await new Promise((r) => setTimeout(r, 10));
    }
    expect(requests.length).toBe(2);
  });

  it('signOut(): calls signOut() of the app; disconnect() rejects with invalid-request', async () => {
    const email = await aUser();
    const signOut = jasmine.createSpy();
    const { service } = await open(() => tokenOf(email), signOut);
    await expectAsync(service.disconnect()).toBeRejectedWith(code('invalid-request'));
    await service.signOut();
    expect(signOut).toHaveBeenCalledTimes(1);
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('signIn(): rejects with access-denied when the app gives no token', async () => {
    const { service } = await open(() => Promise.resolve(null));
    await expectAsync(service.signIn()).toBeRejectedWith(code('access-denied'));
  });
});
