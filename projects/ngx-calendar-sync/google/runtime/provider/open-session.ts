import type { ɵCalendarSession as CalendarSession } from 'ngx-calendar-sync/core';
import type { ɵSignIn as SignIn } from 'ngx-calendar-sync/account';
import type { GoogleIdentity } from '../api/google-identity';
import type { ResolvedConfig } from '../config/resolved-config';
import type { GoogleTypes } from '../mapping/google-calendar-event';
import type { GoogleProvider } from './google-provider';

/** The writes of a session. */
export type SessionWrites = OpenSession['session']['writes'];

/** The session of one account, or of nobody. */
export interface OpenSession {
  readonly auth: Pick<SignIn<GoogleIdentity, ResolvedConfig>, 'identity$' | 'state$'>;
  readonly provider: GoogleProvider;
  readonly session: CalendarSession<GoogleTypes>;
  /** Its e-mail address; `undefined` for the session of nobody. */
  readonly account: string | undefined;
  /** The id of a calendar that an app names by its id or as `primary`. */
  readonly idOf: (name: string) => string;
}
