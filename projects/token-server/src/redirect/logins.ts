import type { Context } from 'hono';
import type { TokenEnv } from '../http/token-env.ts';
import { isPlain, PageCookie } from '../sealed/page-cookie.ts';
import { Sealer } from '../sealed/sealer.ts';
import type { Settings } from '../settings.ts';

/** What has to be remembered while the user is at Google. */
export interface Login {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly returnTo: URL;
}

const LIFETIME_S = 10 * 60;

/** Logins under way, each in its browser's cookie: Lax, as a Strict one would not come back from Google. */
export class Logins {
  private readonly cookie = new PageCookie('google-calendar-login', 'Lax', LIFETIME_S);
  private readonly sealer: Sealer;

  constructor({ sessionSecrets, now }: Settings) {
    this.sealer = new Sealer(sessionSecrets, 'login', LIFETIME_S, now);
  }

  async begin(context: Context<TokenEnv>, login: Login): Promise<void> {
    const claims = { ...login, returnTo: login.returnTo.href };
    this.cookie.set(context, login.returnTo, await this.sealer.seal(claims));
  }

  /** Takes the login out of its cookie: it is good for one answer. */
  async end(context: Context<TokenEnv>): Promise<Login | undefined> {
    const found = this.cookie.find(context);
    const opened = found && (await this.sealer.open(found.value));
    const { state, verifier, redirectUri, returnTo } = opened?.claims ?? {};
    if (
      typeof state !== 'string' ||
      typeof verifier !== 'string' ||
      typeof redirectUri !== 'string' ||
      typeof returnTo !== 'string'
    ) {
      return undefined;
    }
    const login = { state, verifier, redirectUri, returnTo: new URL(returnTo) };
    // Without its prefix a cookie may have been planted by a neighbouring host.
    if (found?.plain !== isPlain(login.returnTo)) {
      return undefined;
    }
    this.cookie.clear(context, login.returnTo);
    return login;
  }
}
