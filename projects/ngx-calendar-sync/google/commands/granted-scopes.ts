import { inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { allowsCommand, type CommandScope, scopeOf } from '../config/google-scopes';
import { GoogleAuth } from '../google-auth';

/** What the account has granted the app, as far as commands of calendars need it. */
export class GrantedScopes {
  readonly #auth = inject(GoogleAuth);

  /**
   * To be called before a command sends anything. While nobody is signed in, nothing is known: the request itself fails.
   * @throws CalendarSyncError `insufficient-scopes`, whose message names the scopes to ask for.
   */
  async assertAllowed(...names: readonly CommandScope[]): Promise<void> {
    const identity = await firstValueFrom(this.#auth.identity$);
    const missing = identity
      ? names.filter((name) => !allowsCommand(identity.grantedScopes, name))
      : [];
    if (missing.length > 0) {
      const scopes = missing.map((name) => `'${scopeOf(name)}'`).join(', ');
      throw new CalendarSyncError(
        'insufficient-scopes',
        `The user has not granted the scope that this needs: call requestScopes(${scopes}) in a click.`,
      );
    }
  }
}
