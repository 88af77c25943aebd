import { ɵNAVIGATE as NAVIGATE } from 'ngx-calendar-sync/base';
import type { OutlookAuth } from '../runtime/outlook-auth';
import { aTab, aUser, closeTabs, control, stateOf, statusAtGraph } from './outlook-app';

const code = (expected: string) => jasmine.objectContaining({ code: expected });
const never = () => undefined;

describe("Outlook, auth: 'redirect'", () => {
  let left: string[];
  const navigate = {
    provide: NAVIGATE,
    useValue: (url: string) => {
      left.push(url);
    },
  };
  let start = '';

  beforeEach(() => {
    left = [];
    start = location.href;
  });
  afterEach(() => {
    history.replaceState(null, '', start);
  });

  async function open(): Promise<OutlookAuth> {
    // The specs' own page cannot be left: the window of the other way takes the answer, which stands in this page then.
    const { auth } = aTab({ auth: 'redirect', redirectUri: 'outlook-redirect.html' }, navigate);
    await auth.initialize();
    return auth;
  }

  /** What stands in the fragment when Microsoft leads back. */
  function answerOf(url: string): Promise<string> {
    const state = new URL(url).searchParams.get('state') ?? '';
    const channel = new BroadcastChannel(`ngx-calendar-sync sign-in ${state}`);
    const answer = new Promise<string>((resolve) => {
      channel.onmessage = ({ data }) => {
        channel.postMessage('received');
        channel.close();
        resolve(String(data));
      };
    });
    window.open(url);
    return answer;
  }

  /** Leaves the page of this address, and comes back as Microsoft says. */
  async function signIn(loginHint: string, page = start): Promise<OutlookAuth> {
    const auth = await open();
    history.replaceState(null, '', page);
    auth.signIn({ loginHint }).catch(never);
    await closeTabs();
    const answer = await answerOf(left.at(-1) ?? '');
    history.replaceState(null, '', `#${answer}`);
    return open();
  }

  it('return: signs in, and the address is that of the page that was left, without the code', async () => {
    const email = await aUser('accept');
    const page = new URL('?week=3#/month', start).href;
    const auth = await signIn(email, page);
    expect(await stateOf(auth, 'signed-in')).toEqual(jasmine.objectContaining({ account: email }));
    expect(location.href).toBe(page);
    expect(await statusAtGraph(await auth.getAccessToken())).toBe(200);
    expect(JSON.stringify(sessionStorage)).not.toContain('verifier');
  });

  it('return: tokens are renewed without leaving the page', async () => {
    const auth = await signIn(await aUser('accept'));
    const first = await auth.getAccessToken();
    await auth.renew();
    expect(await auth.getAccessToken()).not.toBe(first);
    expect(left.length).toBe(1);
  });

  it('return: after a refusal nobody is signed in, and the state says why', async () => {
    const auth = await signIn(await aUser('decline'));
    expect(await stateOf(auth, 'signed-out')).toEqual(
      jasmine.objectContaining({ reason: code('access-denied') }),
    );
    expect(location.href).toBe(start);
  });

  it('a foreign answer: signs nobody in, since this tab has begun no such login', async () => {
    const email = await aUser('accept');
    const first = await open();
    first.signIn({ loginHint: email }).catch(never);
    const answer = await answerOf(left.at(-1) ?? '');
    await closeTabs();
    sessionStorage.clear();
    history.replaceState(null, '', `#${answer}`);
    const auth = await open();
    expect(await stateOf(auth, 'signed-out')).toEqual({ status: 'signed-out' });
  });

  it('renew(): after a day the page is left again', async () => {
    const email = await aUser('accept');
    const auth = await signIn(email);
    await control('ageSignIns', { email, milliseconds: 24 * 3_600_000 });
    await expectAsync(auth.renew()).toBeRejectedWith(code('expired'));
    expect(auth.isRenewableInWindow()).toBeFalse();
    auth.renew().catch(never);
    expect(new URL(left.at(-1) ?? '').searchParams.get('login_hint')).toBe(email);
    expect(left.length).toBe(2);
  });
});

describe('Outlook, auth: {getAccessToken}', () => {
  it('the app gives its own token, and Graph says whose it is', async () => {
    const email = await aUser();
    const scopes = ['Calendars.ReadWrite', 'User.Read'];
    const getAccessToken = async () => {
      const { access_token: token } = await control<{ access_token: string }>('token', {
        email,
        scopes,
      });
      return { token, scopes };
    };
    const { auth } = aTab({ auth: { getAccessToken } });
    await auth.initialize();
    expect(await stateOf(auth, 'signed-in')).toEqual(
      jasmine.objectContaining({ account: email, missingScopes: ['MailboxSettings.Read'] }),
    );
  });

  it('without User.Read the owner of the own calendar says whose it is', async () => {
    const email = await aUser();
    const scopes = ['Calendars.Read'];
    const getAccessToken = async () => {
      const { access_token: token } = await control<{ access_token: string }>('token', {
        email,
        scopes,
      });
      return { token, scopes };
    };
    const { auth } = aTab({ auth: { getAccessToken }, scopes });
    await auth.initialize();
    expect(await stateOf(auth, 'signed-in')).toEqual(jasmine.objectContaining({ account: email }));
  });
});
