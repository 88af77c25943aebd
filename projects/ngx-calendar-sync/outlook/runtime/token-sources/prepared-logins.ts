import { BehaviorSubject } from 'rxjs';
import { ɵinvalidConfig as invalidConfig } from 'ngx-calendar-sync/base';
import { prepareLogin, type PreparedLogin } from './login-proof';

/** One for a click, and one for the click that follows before the next is made. */
const KEPT_LOGINS = 2;

/** Logins that are made before they are needed, each for one use. */
export class PreparedLogins {
  readonly #logins: PreparedLogin[] = [];
  readonly ready$ = new BehaviorSubject(false);

  /** @throws CalendarSyncError `invalid-config` where the page is not secure, so that browsers keep cryptography from it. */
  async prepare(): Promise<void> {
    if (!globalThis.isSecureContext) {
      throw invalidConfig(
        "the page's address",
        ngDevMode && 'Microsoft signs in to pages of https alone, and of http://localhost.',
      );
    }
    while (this.#logins.length < KEPT_LOGINS) {
      this.#logins.push(await prepareLogin());
    }
    this.ready$.next(true);
  }

  take(): PreparedLogin | undefined {
    const login = this.#logins.shift();
    void this.prepare();
    return login;
  }
}
