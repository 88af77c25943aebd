import type { GoogleTokenGiver } from '../config/google-calendar-sync.config';
import { GoogleCalendarService } from '../google-calendar.service';
import { aTab, aToken, aUser, control } from '../specs/emulator';

const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe('with tokens of its own the app', () => {
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

  it('is signed in from the start where it has one', async () => {
    const email = await aUser();
    const { service, requests } = await open(() => tokenOf(email));
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: email }),
    );
    expect(requests).toEqual([{ interactive: false }]);
    expect(service.calendars().length).toBe(1);
  });

  it('is asked in the gesture where it has none', async () => {
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

  it('is asked for another one when Google refuses the first, and nobody notices', async () => {
    const email = await aUser();
    const { service, requests } = await open(() => tokenOf(email));
    await control('expireTokens', { email });
    expect((await service.getCalendars()).length).toBe(1);
    expect(requests.length).toBe(2);
    expect(requests[1]?.refused).toMatch(/^ya29/);
    expect(service.authState().status).toBe('signed-in');
  });

  it('has expired when it gives the refused one again, and not asked in circles', async () => {
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

  it('is told to sign out, and to take back the grant itself', async () => {
    const email = await aUser();
    const signOut = jasmine.createSpy();
    const { service } = await open(() => tokenOf(email), signOut);
    await expectAsync(service.disconnect()).toBeRejectedWith(code('invalid-request'));
    await service.signOut();
    expect(signOut).toHaveBeenCalledTimes(1);
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('is told when it refuses', async () => {
    const { service } = await open(() => Promise.resolve(null));
    await expectAsync(service.signIn()).toBeRejectedWith(code('access-denied'));
  });
});
