import type { Context } from 'hono';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import type { Settings } from '../settings.ts';
import { isPlain, PageCookie } from './page-cookie.ts';
import { Sealer } from './sealer.ts';

const DAY_S = 24 * 60 * 60;
/** Google lets a refresh token die after six months without use. */
const LIFETIME_S = 180 * DAY_S;
/** So that who comes back is never signed out by the cookie's age, and not every answer carries a cookie. */
const RENEW_AFTER_MS = 7 * DAY_S * 1000;

const ASK_ANOTHER_INSTANCE_AFTER_S = 5;

/** What the server knows of a signed-in page, all of it out of the cookie. */
export interface Session {
  readonly refreshToken: string;
  /** Sealed by an old secret, or a while ago. */
  readonly needsSealing: boolean;
}

/** Sessions that live in the browser: the refresh token, sealed. */
export class Sessions {
  private readonly cookie = new PageCookie('google-calendar-session', 'Strict', LIFETIME_S);
  private readonly sealer: Sealer;
  private hasWarned = false;

  constructor(private readonly settings: Settings) {
    this.sealer = new Sealer(settings.sessionSecrets, 'session', LIFETIME_S, settings.now);
  }

  /** @throws Refusal 503 for a session that another instance may be able to read. */
  async read(context: Context<TokenEnv>, page: URL): Promise<Session | undefined> {
    const sealed = this.cookie.get(context, page);
    if (sealed === undefined) {
      // Nothing is cleared: another tab may be signing in at this moment.
      return undefined;
    }
    const opened = await this.sealer.open(sealed);
    const refreshToken = opened?.claims['refresh_token'];
    if (!opened && (await this.sealer.isOfUnknownSecret(sealed))) {
      throw unknownSecret();
    }
    if (!opened || typeof refreshToken !== 'string') {
      // What cannot be read now will not be readable next time.
      this.clear(context, page);
      return undefined;
    }
    const isOld = this.settings.now() - opened.sealedAt > RENEW_AFTER_MS;
    return { refreshToken, needsSealing: opened.byOldSecret || isOld };
  }

  async write(context: Context<TokenEnv>, page: URL, refreshToken: string): Promise<void> {
    if (isPlain(page) && !this.hasWarned) {
      this.hasWarned = true;
      this.settings.log(
        `note: for ${page.origin} the session cookie goes without Secure and the __Host- prefix, as plain http has neither`,
      );
    }
    this.cookie.set(context, page, await this.sealer.seal({ refresh_token: refreshToken }));
  }

  clear(context: Context<TokenEnv>, page: URL): void {
    this.cookie.clear(context, page);
  }
}

function unknownSecret(): Refusal {
  return new Refusal(
    503,
    'unknown_session_secret',
    'This instance does not have the secret that sealed the session: SESSION_SECRETS lacks it. ' +
      'Try again, or sign in again where it stays so.',
    { headers: { 'Retry-After': String(ASK_ANOTHER_INSTANCE_AFTER_S) } },
  );
}
