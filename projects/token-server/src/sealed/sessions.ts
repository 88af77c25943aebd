import type { Context } from 'hono';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';
import type { Settings } from '../settings.ts';
import { isLoopbackHttp, PageCookie } from './page-cookie.ts';
import { Sealer } from './sealer.ts';

const DAY_S = 24 * 60 * 60;
/** Google revokes a refresh token that was not used for six months, so a longer session would be of no use. */
const SESSION_LIFETIME_S = 180 * DAY_S;
/** A session that is used gets a new cookie before the old one expires, but not with every answer. */
const RESEAL_AFTER_MS = 7 * DAY_S * 1000;

/** Two servers of one host, for one provider each, do not take each other's sessions. */
const COOKIE_NAMES = { google: 'google-calendar-session', microsoft: 'outlook-calendar-session' };

const UNKNOWN_SECRET_RETRY_AFTER_S = 5;

/** A signed-in user of the page, read from the cookie: the server stores nothing. */
export interface Session {
  readonly refreshToken: string;
  /** Whether the cookie should be written again: it is older than a week, or an old secret encrypted it. */
  readonly needsResealing: boolean;
}

/** The session cookie, which holds the encrypted refresh token. */
export class Sessions {
  private readonly cookie: PageCookie;
  private readonly sealer: Sealer;
  private hasWarned = false;

  constructor(private readonly settings: Settings) {
    this.cookie = new PageCookie(COOKIE_NAMES[settings.provider], 'Strict', SESSION_LIFETIME_S);
    this.sealer = new Sealer(settings.sessionSecrets, 'session', SESSION_LIFETIME_S, settings.now);
  }

  /** @throws Refusal 503 if only another instance has the secret that encrypted the session. */
  async read(context: Context<TokenEnv>, page: URL): Promise<Session | undefined> {
    const sealed = this.cookie.get(context, page);
    if (sealed === undefined) {
      // The cookie is not cleared: that would remove the one which another tab may get at this moment.
      return undefined;
    }
    const opened = await this.sealer.open(sealed);
    const refreshToken = opened?.claims['refresh_token'];
    if (!opened && (await this.sealer.isSealedByUnknownSecret(sealed))) {
      throw unknownSecret();
    }
    if (!opened || typeof refreshToken !== 'string') {
      // The cookie was changed or has expired, so it will never become readable.
      this.clear(context, page);
      return undefined;
    }
    const isOld = this.settings.now() - opened.sealedAt > RESEAL_AFTER_MS;
    return { refreshToken, needsResealing: opened.isByOldSecret || isOld };
  }

  async write(context: Context<TokenEnv>, page: URL, refreshToken: string): Promise<void> {
    if (isLoopbackHttp(page) && !this.hasWarned) {
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
    { headers: { 'Retry-After': String(UNKNOWN_SECRET_RETRY_AFTER_S) } },
  );
}
