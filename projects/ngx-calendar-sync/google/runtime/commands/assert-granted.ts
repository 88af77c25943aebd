import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { allowsCommand, type CommandScope, scopeOf } from '../config/google-scopes';
import type { GoogleProvider } from '../provider/google-provider';

/**
 * To be called before a command sends anything. While nobody is signed in, nothing is known: the request itself fails.
 * @throws CalendarSyncError `insufficient-scopes`, whose message names the scopes to ask for.
 */
export function assertGranted(
  { grantedScopes }: GoogleProvider,
  ...names: readonly CommandScope[]
): void {
  const missing = grantedScopes ? names.filter((name) => !allowsCommand(grantedScopes, name)) : [];
  if (missing.length > 0) {
    const scopes = missing.map((name) => `'${scopeOf(name)}'`).join(', ');
    throw new CalendarSyncError(
      'insufficient-scopes',
      `The user has not granted the scope that this needs: call requestScopes(${scopes}) in a click.`,
    );
  }
}
