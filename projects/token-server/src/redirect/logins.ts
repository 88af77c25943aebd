import type { Context } from 'hono';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import { isPlain, PageCookie } from '../sealed/page-cookie.ts';
import { Sealer } from '../sealed/sealer.ts';
import type { Settings } from '../settings.ts';
import { readReturnTo } from './return-to.ts';

/** What has to be remembered while the user is at Google. */
export interface Login {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly returnTo: URL;
}

const LIFETIME_S = 10 * 60;
const COOKIE = 'google-calendar-login-';
const STATE = /^[\w-]{43}$/;
/** The beginning of a state names its cookie; the other 33 characters stay the secret that a state has to be. */
const COOKIE_ID_LENGTH = 10;
/** Proxies refuse requests with more than 8 kB of cookies, and the app has cookies of its own. */
const MAX_COOKIES_LENGTH = 6000;

/**
 * Logins under way, each in a cookie of its own, so that two tabs can sign in at once and a forged or old answer takes
 * nothing away. The cookies are Lax, as a Strict one would not come back from Google.
 */
export class Logins {
  private readonly sealer: Sealer;
  private readonly allowedOrigins: readonly string[];

  constructor({ sessionSecrets, allowedOrigins, now }: Settings) {
    this.sealer = new Sealer(sessionSecrets, 'login', LIFETIME_S, now);
    this.allowedOrigins = allowedOrigins;
  }

  async begin(context: Context<TokenEnv>, login: Login): Promise<void> {
    const sealed = await this.sealer.seal({ ...login, returnTo: login.returnTo.href });
    this.makeRoom(context, sealed.length);
    cookieOf(login.state).set(context, login.returnTo, sealed);
  }

  /**
   * The login that the state belongs to, which stays where it is.
   * @throws Refusal 503 where another instance may be able to read it.
   */
  async find(context: Context<TokenEnv>, state: string): Promise<Login | undefined> {
    const found = STATE.test(state) ? cookieOf(state).find(context) : undefined;
    if (!found) {
      return undefined;
    }
    const login = await this.open(found.value, found.plain);
    if (!login && (await this.sealer.isOfUnknownSecret(found.value))) {
      const text = 'The sign-in cannot be finished at this moment. Reload this page to try again.';
      throw new Refusal(503, 'unknown_session_secret', text);
    }
    return login?.state === state ? login : undefined;
  }

  /** A login is good for one answer. */
  end(context: Context<TokenEnv>, { state, returnTo }: Login): void {
    cookieOf(state).clear(context, returnTo);
  }

  /** Where the newest login of this browser came from. */
  async newestReturnTo(context: Context<TokenEnv>): Promise<URL | undefined> {
    for (const { value, plain } of PageCookie.findAll(context, COOKIE).reverse()) {
      const login = await this.open(value, plain);
      if (login) {
        return login.returnTo;
      }
    }
    return undefined;
  }

  private async open(sealed: string, plain: boolean): Promise<Login | undefined> {
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
    // Without its prefix a cookie may have been planted by a neighbouring host.
    return page && plain === isPlain(page)
      ? { state, verifier, redirectUri, returnTo: page }
      : undefined;
  }

  /** Gives up the oldest logins, so that the cookies of many never make every later request too large. */
  private makeRoom(context: Context<TokenEnv>, needed: number): void {
    let length = needed;
    // Browsers send the oldest first (RFC 6265, section 5.4).
    for (const cookie of PageCookie.findAll(context, COOKIE).reverse()) {
      length += cookie.value.length;
      if (length > MAX_COOKIES_LENGTH) {
        PageCookie.drop(context, cookie);
      }
    }
  }
}

function cookieOf(state: string): PageCookie {
  return new PageCookie(`${COOKIE}${state.slice(0, COOKIE_ID_LENGTH)}`, 'Lax', LIFETIME_S);
}
