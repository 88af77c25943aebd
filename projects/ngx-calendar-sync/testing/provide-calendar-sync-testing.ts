import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  PendingTasks,
  provideEnvironmentInitializer,
} from '@angular/core';
import { NEVER, of } from 'rxjs';
import {
  type Calendar,
  ɵCLOCK as CLOCK,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵVISIBLE as VISIBLE,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync';
import {
  type GoogleCalendar,
  type GoogleIdentityServices,
  provideGoogleCalendarSync,
  ɵAccessTokens as AccessTokens,
  ɵGoogleIdentities as GoogleIdentities,
  ɵOPEN_GOOGLE as OPEN_GOOGLE,
  ɵopenGoogle as openGoogle,
} from 'ngx-calendar-sync/google';
import { CalendarSyncTesting } from './calendar-sync-testing';
import { aClock, FakeClock } from './fake-clock';
import { aCalendar } from './fixtures';
import { type EventInTest, InMemoryGoogle } from './in-memory-google';

/** What there is in a test. */
export interface CalendarSyncTestingOptions {
  /** By default one for each `calendarId` of the events. */
  readonly calendars?: readonly Calendar[];
  readonly events?: readonly EventInTest[];
  /** The address of the account that is signed in; by default `you@example.com`. */
  readonly account?: string;
  /** When the library's clock stands still; by default at the real time. */
  readonly now?: Date | string;
}

/**
 * In place of `provideGoogleCalendarSync` in the tests of an app: the same service, with somebody signed in and Google
 * Calendar in memory. `await fixture.whenStable()` waits for its answers; {@link CalendarSyncTesting} says what happens.
 */
export function provideCalendarSyncTesting({
  events = [],
  calendars = calendarsOf(events),
  account = 'you@example.com',
  now = new Date(),
}: CalendarSyncTestingOptions = {}): EnvironmentProviders {
  const googleCalendars = calendars.map(toGoogleCalendar);
  const calendarList = googleCalendars.map(({ googleCalendar }) => googleCalendar);
  const google = () => {
    const tokens = inject(AccessTokens);
    const memory = new InMemoryGoogle(googleCalendars, openGoogle(), tokens, inject(PendingTasks));
    for (const event of events) memory.putInTest(event);
    return memory;
  };
  const identities = {
    find: ({ scopes }: { readonly scopes: readonly string[] }) =>
      Promise.resolve({ account, grantedScopes: scopes, calendarList }),
  };
  return makeEnvironmentProviders([
    provideGoogleCalendarSync({ clientId: 'testing', gis: consentingUser() }),
    { provide: FakeClock, useFactory: () => aClock(now) },
    { provide: CLOCK, useExisting: FakeClock },
    { provide: TAB_CONNECTIONS, useValue: undefined },
    { provide: LOCAL_STORAGE, useValue: undefined },
    { provide: VISIBLE, useValue: of(true) },
    { provide: WAKE, useValue: NEVER },
    { provide: GoogleIdentities, useValue: identities },
    { provide: InMemoryGoogle, useFactory: google },
    {
      provide: OPEN_GOOGLE,
      useFactory: () => {
        const memory = inject(InMemoryGoogle);
        return memory.openFor.bind(memory);
      },
    },
    CalendarSyncTesting,
    provideEnvironmentInitializer(() => inject(CalendarSyncTesting)),
  ]);
}

function calendarsOf(events: readonly EventInTest[]): readonly Calendar[] {
  const ids = new Set(events.map(({ calendarId }) => calendarId));
  return [...ids].map((id, index) => aCalendar(id, { primary: index === 0 }));
}

function toGoogleCalendar(calendar: Calendar): GoogleCalendar {
  const { id, name, description, color, textColor, timeZone } = calendar;
  const { accessRole, primary, selected } = calendar;
  const googleCalendar = {
    id,
    summary: name,
    accessRole,
    primary,
    selected,
    ...(description === undefined ? {} : { description }),
    ...(color === undefined ? {} : { backgroundColor: color }),
    ...(textColor === undefined ? {} : { foregroundColor: textColor }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  return { ...calendar, googleCalendar };
}

/** Google's script with a user who grants whatever is asked for, at once and without a window. */
function consentingUser(): GoogleIdentityServices {
  let given = 0;
  return {
    initTokenClient: ({ scope, callback }) => ({
      requestAccessToken: (options) => {
        given += 1;
        callback({ access_token: `token${given}`, scope: options?.scope ?? scope });
      },
    }),
    initCodeClient: () => ({ requestCode: () => undefined }),
    revoke: (_token, done) => {
      done();
    },
  };
}
