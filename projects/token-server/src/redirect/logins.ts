import type { Context } from 'hono';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import { isLoopbackHttp, PageCookie } from '../sealed/page-cookie.ts';
import { Sealer } from '../sealed/sealer.ts';
import type { Settings } from '../settings.ts';
import { readReturnTo } from './return-to.ts';

/** A sign-in by redirect between `/login` and `/callback`, while the user is at Google. */
export interface Login {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly returnTo: URL;
}

const LOGIN_LIFETIME_S = 10 * 60;
const COOKIE_NAME_START = 'google-calendar-login-';
const STATE = /^[\w-]{43}$/;
/** The first characters of the state name its cookie. The other 33 stay secret, as a state must not be guessed. */
const COOKIE_ID_LENGTH = 10;
/** Proxies refuse requests with more than 8 kB of headers, and the app has cookies of its own. */
const MAX_COOKIES_LENGTH = 6000;

/**
 * The logins that this browser has begun, each in a cookie of its own. So two tabs can sign in at once, and a forged or old
 * `/callback` removes no login. The cookies are `SameSite=Lax`: a Strict one is not sent with Google's redirect.
 */
export class Logins {
  private readonly sealer: Sealer;
  private readonly allowedOrigins: readonly string[];

  constructor({ sessionSecrets, allowedOrigins, now }: Settings) {
    this.sealer = new Sealer(sessionSecrets, 'login', LOGIN_LIFETIME_S, now);
    this.allowedOrigins = allowedOrigins;
  }

  async begin(context: Context<TokenEnv>, login: Login): Promise<void> {
    const sealed = await this.sealer.seal({ ...login, returnTo: login.returnTo.href });
    this.makeRoom(context, sealed.length);
    cookieOf(login.state).set(context, login.returnTo, sealed);
  }

  /**
   * The login of this state, whose cookie stays; undefined if this browser has begun none.
   * @throws Refusal 503 if only another instance has the secret that encrypted the cookie.
   */
  async find(context: Context<TokenEnv>, state: string): Promise<Login | undefined> {
    const found = STATE.test(state) ? cookieOf(state).find(context) : undefined;
    if (!found) {
      return undefined;
    }
    const login = await this.open(found.value, found.isPrefixed);
    if (!login && (await this.sealer.isSealedByUnknownSecret(found.value))) {
      const text = 'The sign-in cannot be finished at this moment. Reload this page to try again.';
      throw new Refusal(503, 'unknown_session_secret', text);
    }
    return login?.state === state ? login : undefined;
  }

  /** Removes the login: it may be answered once. */
  end(context: Context<TokenEnv>, { state, returnTo }: Login): void {
    cookieOf(state).clear(context, returnTo);
  }

  /** The page from which this browser has begun its newest login. */
  async newestReturnTo(context: Context<TokenEnv>): Promise<URL | undefined> {
    for (const { value, isPrefixed } of PageCookie.findAll(context, COOKIE_NAME_START).reverse()) {
      const login = await this.open(value, isPrefixed);
      if (login) {
        return login.returnTo;
      }
    }
    return undefined;
  }

  private async open(sealed: string, isPrefixed: boolean): Promise<Login | undefined> {
    const { claims = {} } = (await this.sealer.open(sealed)) ?? {};
    const { state, verifier, redirectUri, returnTo } = claims;
    if (
      typeof state !== 'string' ||
      typeof verifier !== 'string' ||
      typeof redirectUri !== 'string' ||
      typeof returnTo !== 'string'
    ) {
      return undefined;
    }
    const page = readReturnTo(returnTo, this.allowedOrigins);
    // A cookie without the __Host- prefix may have been set by another host of the same domain.
    return page && isPrefixed !== isLoopbackHttp(page)
      ? { state, verifier, redirectUri, returnTo: page }
      : undefined;
  }

  /** Removes the oldest logins, so that their cookies do not make every later request too large. */
  private makeRoom(context: Context<TokenEnv>, newLength: number): void {
    let length = newLength;
    // Browsers send the oldest cookie first (RFC 6265, section 5.4); the newest ones are kept.
    for (const cookie of PageCookie.findAll(context, COOKIE_NAME_START).reverse()) {
      length += cookie.value.length;
      if (length > MAX_COOKIES_LENGTH) {
        PageCookie.drop(context, cookie);
      }
    }
  }
}

function cookieOf(state: string): PageCookie {
  return new PageCookie(
    `${COOKIE_NAME_START}${state.slice(0, COOKIE_ID_LENGTH)}`,
    'Lax',
    LOGIN_LIFETIME_S,
  );
}
