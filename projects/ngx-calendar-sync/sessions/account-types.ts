import type {
  ɵCalendarProvider as CalendarProvider,
  ɵCalendarProviderTypes as CalendarProviderTypes,
} from 'ngx-calendar-sync/core';
import type { ɵAccountIdentity as AccountIdentity } from 'ngx-calendar-sync/account';

/** What differs between the accounts of one provider and those of another. */
export interface AccountTypes {
  /** Its calendars, events and drafts. */
  readonly types: CalendarProviderTypes;
  readonly identity: AccountIdentity;
  /** Its provider, with what only its own commands call. */
  readonly provider: object;
}

/** The calendar service as one account sees it. */
export type AccountProvider<A extends AccountTypes> = A['provider'] &
  CalendarProvider<A['types']> & {
    /** Replaces the identity by a newer one of the same account, such as one with more granted scopes. */
    update(identity: A['identity']): void;
  };

/** An event of the account's calendars. */
export type EventOf<A extends AccountTypes> = A['types']['event'];
