import type { ɵCalendarSession as CalendarSession } from 'ngx-calendar-sync/core';
import type { AccountState } from './account-auth';
import type { AccountProvider, AccountTypes } from './account-types';

/** The writes of a session. */
export type SessionWrites<A extends AccountTypes> = OpenSession<A>['session']['writes'];

/** The session of one account, or of nobody. */
export interface OpenSession<A extends AccountTypes> {
  readonly auth: AccountState<A['identity']>;
  readonly provider: AccountProvider<A>;
  readonly session: CalendarSession<A['types']>;
  /** What tells it from other accounts; `undefined` for the session of nobody. */
  readonly account: string | undefined;
  /** The id of a calendar that an app names by its id or as `primary`. */
  readonly idOf: (name: string) => string;
}
