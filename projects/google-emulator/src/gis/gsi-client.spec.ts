import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

/** A window that the script opened. The spec sends its answer. */
class FakePopup {
  closed = false;
  close(): void {
    this.closed = true;
  }
}

type Listener = (event: object) => void;
interface TokenClient {
  requestAccessToken(override?: object): void;
}
interface CodeClient {
  requestCode(): void;
}
interface OAuth2 {
  initTokenClient(config: object): TokenClient;
  initCodeClient(config: object): CodeClient;
  hasGrantedAllScopes(response: object, ...scopes: string[]): boolean;
  hasGrantedAnyScope(response: object, ...scopes: string[]): boolean;
  revoke(token: string, done: (result: object) => void): void;
}

const SOURCE = readFileSync(new URL('./gsi-client.js', import.meta.url), 'utf8');

/** A page with the script loaded, with those globals of a browser that the script uses. */
function pageWithScript() {
  const listeners = new Set<Listener>();
  const opened: { readonly url: URL; readonly popup: FakePopup | null }[] = [];
  const assigned: URL[] = [];
  let isPopupBlocked = false;
  class HTMLScriptElement {
    readonly src = 'http://localhost:4300/gsi/client';
  }
  const globals = {
    HTMLScriptElement,
    document: { currentScript: new HTMLScriptElement() },
    location: {
      protocol: 'http:',
      host: 'localhost:4200',
      origin: 'http://localhost:4200',
      pathname: '/calendar',
      assign: (url: string) => assigned.push(new URL(url)),
    },
    open: (url: string) => {
      const popup = isPopupBlocked ? null : new FakePopup();
      opened.push({ url: new URL(url), popup });
      return popup;
    },
    screenX: 0,
    screenY: 0,
    outerWidth: 1000,
    outerHeight: 800,
    addEventListener: (_: string, listener: Listener) => listeners.add(listener),
    removeEventListener: (_: string, listener: Listener) => listeners.delete(listener),
    setInterval,
    clearInterval,
    setTimeout,
    crypto,
    URL,
    URLSearchParams,
    fetch: () => Promise.reject(new TypeError('offline')),
  };
  const context = createContext({ ...globals, window: globals });
  runInContext(SOURCE, context);
  const { oauth2 } = (context as unknown as { google: { accounts: { oauth2: OAuth2 } } }).google
    .accounts;
  return {
    oauth2,
    opened,
    assigned,
    block: () => (isPopupBlocked = true),
    listening: () => listeners.size,
    answer(fields: object, change: object = {}, channel?: string) {
      const last = opened.at(-1);
      const redirect = last?.url.searchParams.get('redirect_uri') ?? '';
      const event = {
        origin: 'http://localhost:4300',
        source: last?.popup,
        data: {
          type: 'google-oauth-answer',
          channel: channel ?? /id=(.*)$/.exec(redirect)?.[1],
          fields,
        },
        ...change,
      };
      listeners.forEach((listener) => {
        listener(event);
      });
    },
  };
}

describe('Identity Services script', () => {
  const SCOPE = 'https://www.googleapis.com/auth/calendar';
  const config = { client_id: 'c', scope: SCOPE, state: 's' };

  let page: ReturnType<typeof pageWithScript>;
  let callback: jasmine.Spy<(response: object) => void>;
  let onError: jasmine.Spy<(error: { type: string }) => void>;

  beforeEach(() => {
    page = pageWithScript();
    callback = jasmine.createSpy('callback');
    onError = jasmine.createSpy('error_callback');
  });

  const tokenClient = (more: object = {}) =>
    page.oauth2.initTokenClient({ ...config, callback, error_callback: onError, ...more });

  const asked = () => Object.fromEntries(page.opened.at(-1)?.url.searchParams ?? []);

  it('gsi client: requestAccessToken opens the window before it returns', () => {
    tokenClient().requestAccessToken();
    expect(page.opened.length).toBe(1);
    expect(page.opened[0]?.url.origin).toBe('http://localhost:4300');
    expect(asked()).toEqual(
      jasmine.objectContaining({
        client_id: 'c',
        response_type: 'token',
        scope: SCOPE,
        prompt: 'select_account',
        state: 's',
        include_granted_scopes: 'true',
      }),
    );
    expect(asked()['redirect_uri']).toMatch(
      /^storagerelay:\/\/http\/localhost:4200\?id=auth[0-9a-f]{32}$/,
    );
  });

  it('gsi client: requestAccessToken overrides the configuration', () => {
    tokenClient({ prompt: 'consent' }).requestAccessToken({
      prompt: '',
      login_hint: 'ada@example.com',
      scope: 'openid',
    });
    expect(asked()).toEqual(
      jasmine.objectContaining({ prompt: '', login_hint: 'ada@example.com', scope: 'openid' }),
    );
  });

  it('gsi client: an answer is passed to the callback, closes the window and removes the listener', () => {
    tokenClient().requestAccessToken();
    page.answer({ access_token: 't', expires_in: '3599', scope: SCOPE });
    expect(callback).toHaveBeenCalledOnceWith({
      access_token: 't',
      expires_in: 3599,
      scope: SCOPE,
    });
    expect(page.opened[0]?.popup?.closed).toBeTrue();
    expect(page.listening()).toBe(0);
  });

  it('gsi client: an OAuth error is passed to callback, not to error_callback', () => {
    tokenClient().requestAccessToken();
    page.answer({ error: 'access_denied' });
    expect(callback).toHaveBeenCalledOnceWith({ error: 'access_denied' });
    expect(onError).not.toHaveBeenCalled();
  });

  it('gsi client: messages of another origin, window or channel are ignored', () => {
    tokenClient().requestAccessToken();
    const forged = { access_token: 'forged' };
    page.answer(forged, { origin: 'http://localhost:9999' });
    page.answer(forged, { source: new FakePopup() });
    page.answer(forged, {}, 'auth0000000000000000');
    page.answer(forged, { data: null });
    expect(callback).not.toHaveBeenCalled();
    page.answer({ access_token: 't' });
    expect(callback).toHaveBeenCalledTimes(1);
  });

  describe('closed and blocked windows', () => {
    beforeEach(() => jasmine.clock().install());
    afterEach(() => {
      jasmine.clock().uninstall();
    });

    it('gsi client: a blocked window calls error_callback after requestAccessToken has returned', () => {
      page = pageWithScript();
      page.block();
      tokenClient().requestAccessToken();
      expect(onError).not.toHaveBeenCalled();
      jasmine.clock().tick(1);
      expect(onError).toHaveBeenCalledOnceWith(
        jasmine.objectContaining({ type: 'popup_failed_to_open' }),
      );
    });

    it('gsi client: a closed window calls error_callback once', () => {
      page = pageWithScript();
      tokenClient().requestAccessToken();
      jasmine.clock().tick(5_000);
      expect(onError).not.toHaveBeenCalled();
      page.opened[0]?.popup?.close();
      jasmine.clock().tick(5_000);
      expect(onError).toHaveBeenCalledOnceWith(jasmine.objectContaining({ type: 'popup_closed' }));
      expect(page.listening()).toBe(0);
    });

    it('gsi client: an answer that arrives just after the window has closed is still taken', () => {
      page = pageWithScript();
      tokenClient().requestAccessToken();
      page.opened[0]?.popup?.close();
      jasmine.clock().tick(250);
      page.answer({ access_token: 't' });
      jasmine.clock().tick(5_000);
      expect(callback).toHaveBeenCalledTimes(1);
      expect(onError).not.toHaveBeenCalled();
    });
  });

  it('gsi client: requestCode asks for offline access and consent', () => {
    const client = page.oauth2.initCodeClient({ ...config, callback, error_callback: onError });
    client.requestCode();
    expect(asked()).toEqual(
      jasmine.objectContaining({
        response_type: 'code',
        access_type: 'offline',
        prompt: 'consent',
      }),
    );
    page.answer({ code: '4/0A', scope: SCOPE, state: 's' });
    expect(callback).toHaveBeenCalledOnceWith({ code: '4/0A', scope: SCOPE, state: 's' });
  });

  it('gsi client: requestCode in redirect mode navigates the page', () => {
    page.oauth2
      .initCodeClient({
        ...config,
        ux_mode: 'redirect',
        redirect_uri: 'http://localhost:4200/back',
      })
      .requestCode();
    expect(page.opened).toEqual([]);
    expect(page.assigned[0]?.searchParams.get('redirect_uri')).toBe('http://localhost:4200/back');
  });

  it('gsi client: hasGrantedAllScopes and hasGrantedAnyScope compare whole scopes', () => {
    const response = { scope: `openid ${SCOPE}.readonly` };
    const { oauth2 } = page;
    expect(oauth2.hasGrantedAllScopes(response, 'openid', `${SCOPE}.readonly`)).toBeTrue();
    expect(oauth2.hasGrantedAllScopes(response, 'openid', SCOPE)).toBeFalse();
    expect(oauth2.hasGrantedAnyScope(response, SCOPE, 'openid')).toBeTrue();
    expect(oauth2.hasGrantedAnyScope(response, SCOPE)).toBeFalse();
    expect(oauth2.hasGrantedAnyScope({ error: 'access_denied' }, SCOPE)).toBeFalse();
  });

  it('gsi client: revoke answers network_error when the endpoint cannot be reached', async () => {
    const result = await new Promise((resolve) => {
      page.oauth2.revoke('t', resolve);
    });
    expect(result).toEqual(jasmine.objectContaining({ successful: false, error: 'network_error' }));
  });

  for (const missing of ['client_id', 'scope', 'callback']) {
    it(`gsi client: a configuration without ${missing} throws`, () => {
      expect(() => tokenClient({ [missing]: undefined })).toThrowError(new RegExp(missing));
    });
  }
});
