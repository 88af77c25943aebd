import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  PendingTasks,
  type Provider,
  provideEnvironmentInitializer,
} from '@angular/core';
import type { Calendar } from 'ngx-calendar-sync/core';
import { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendar,
  type GoogleCalendarSettings,
  provideGoogleCalendarSync,
  ɵGOOGLE_CODE as GOOGLE_CODE,
  type ɵGoogleCode as GoogleCode,
} from 'ngx-calendar-sync/google';
import { type GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google/start';
import {
  ɵCONFIG as CONFIG,
  ɵGoogleCalendarApi as GoogleCalendarApi,
  ɵGoogleIdentities as GoogleIdentities,
  ɵLOCAL_COPIES as LOCAL_COPIES,
  ɵOPEN_GOOGLE as OPEN_GOOGLE,
  ɵopenGoogle as openGoogle,
  ɵTOKEN_SOURCE_CODE as TOKEN_SOURCE_CODE,
} from 'ngx-calendar-sync/google/runtime';
import * as runtime from 'ngx-calendar-sync/google/runtime';
import * as writes from 'ngx-calendar-sync/google/writes';
import { CalendarSyncTesting } from './calendar-sync-testing';
import { ConsentingUser } from './consenting-user';
import { localCopiesInTest } from './event-backend-in-test';
import { FakeClock } from './fake-clock';
import { aCalendar, type EventInTest } from './fixtures';
import { InMemoryGoogle } from './in-memory-google';
import { InMemoryGoogleApi } from './in-memory-google-api';
import { testEnvironment } from './test-environment';
import { TestNetwork } from './test-network';

const ALL_SCOPES = [...DEFAULT_GOOGLE_SCOPES, 'https://www.googleapis.com/auth/calendar'];

/** What a test begins with. */
export interface CalendarSyncTestingOptions {
  /**
   * By default the user's own calendar and one for each other `calendarId` of the events. `primary` is the calendar
   * that says so, else the first one.
   */
  readonly calendars?: readonly Calendar[];
  /** What Google Calendar holds at the start; by default nothing. */
  readonly events?: readonly EventInTest[];
  /** The address of the account; by default `you@example.com`. */
  readonly account?: string;
  /**
   * Whether the account is signed in at the start; by default `true`, unless {@link start} is `lazy`. Else the app's own
   * `signIn()` succeeds at once.
   */
  readonly signedIn?: boolean;
  /**
   * When the sign-in starts, as the app's configuration has it; by default `eager`. With `lazy` nobody is signed in until the
   * app has called `initialize()` and then `signIn()`.
   */
  readonly start?: GoogleCalendarSyncConfig['start'];
  /** The user's settings in Google Calendar; by default those of a new account, in UTC and English. */
  readonly settings?: Partial<Omit<GoogleCalendarSettings, 'all'>>;
  /** The app's own properties, as its configuration has them. */
  readonly ownProperties?: GoogleCalendarSyncConfig['ownProperties'];
  /** What the app asks the user for, as its configuration has it; by default all of Google Calendar. */
  readonly scopes?: GoogleCalendarSyncConfig['scopes'];
  /** Which guests are told of writes by e-mail, as the app's configuration has it; by default `none`. */
  readonly sendUpdates?: GoogleCalendarSyncConfig['sendUpdates'];
  /** The zone of times and days, as the app's configuration has it. */
  readonly timeZone?: GoogleCalendarSyncConfig['timeZone'];
  /**
   * Whether writes wait for the network and for the user, as with `withOfflineReplica()`: `pendingWrites` keeps those that have
   * failed, and `conflicts` has both sides. By default a write is sent at once, and is not kept where it fails.
   */
  readonly offlineWrites?: boolean;
  /** What becomes of properties that both have changed, as the app's configuration has it; by default `ask`. */
  readonly conflicts?: GoogleCalendarSyncConfig['conflicts'];
  /** The time that the library's clock shows until it is moved; by default the real time. */
  readonly now?: Date | string;
}

/**
 * In place of `provideGoogleCalendarSync` in the tests of an app: the same service, with somebody signed in and Google
 * Calendar in memory. `await fixture.whenStable()` waits for its answers; {@link CalendarSyncTesting} says what
 * happens. Some commands load their code by a dynamic `import()` here, too: `whenStable()` waits for that, but `fakeAsync`
 * cannot. Events are not copied; {@link CalendarSyncTestingOptions.offlineWrites} has writes wait as with a local copy.
 * @example
 * TestBed.configureTestingModule({
 *   providers: [provideCalendarSyncTesting({ events: [anEvent('standup')] })],
 * });
 */
export function provideCalendarSyncTesting({
  events = [],
  account = 'you@example.com',
  calendars = calendarsOf(account, events),
  signedIn = true,
  start = 'eager',
  ownProperties = {},
  now = new Date(),
  settings = {},
  scopes: askedScopes = ALL_SCOPES,
  sendUpdates = 'none',
  timeZone,
  offlineWrites = false,
  conflicts = 'ask',
}: CalendarSyncTestingOptions = {}): EnvironmentProviders {
  const primary = (calendars.find((calendar) => calendar.primary) ?? calendars[0])?.id ?? account;
  const googleCalendars = calendars.map((calendar) =>
    toGoogleCalendar({ ...calendar, primary: calendar.id === primary }),
  );
  const google = () => {
    const memory = new InMemoryGoogle({
      account,
      calendars: googleCalendars,
      clock: inject(FakeClock),
      config: inject(CONFIG),
      open: openGoogle(),
      tasks: inject(PendingTasks),
      tokens: inject(AccessTokens),
      network: inject(TestNetwork),
    });
    for (const event of events) {
      memory.putInTest(event);
    }
    return memory;
  };
  const identities = () => {
    const memory = inject(InMemoryGoogle);
    return {
      find: ({ scopes }: { readonly scopes: readonly string[] }) =>
        Promise.resolve({ account, grantedScopes: scopes, calendarList: memory.entries }),
    };
  };
  const inMemory: readonly Provider[] = [
    // The sign-in loads no code: promises alone pass, so that a test of it may run in a fake zone.
    {
      provide: TOKEN_SOURCE_CODE,
      useValue: { client: () => Promise.resolve(() => new ConsentingUser()) },
    },
    { provide: GoogleIdentities, useFactory: identities },
    { provide: InMemoryGoogle, useFactory: google },
    { provide: GoogleCalendarApi, useFactory: () => new InMemoryGoogleApi(settingsOf(settings)) },
    {
      provide: OPEN_GOOGLE,
      useFactory: () => {
        const memory = inject(InMemoryGoogle);
        return memory.openFor.bind(memory);
      },
    },
    ...(offlineWrites ? [{ provide: LOCAL_COPIES, useFactory: localCopiesInTest }] : []),
  ];
  const code: GoogleCode = { runtime, writes };
  return makeEnvironmentProviders([
    provideGoogleCalendarSync(
      {
        clientId: 'testing',
        ownProperties,
        scopes: askedScopes,
        sendUpdates,
        conflicts,
        start,
        ...(timeZone === undefined ? {} : { timeZone }),
      },
      { ɵkind: 'testing', ɵset: { providers: inMemory } },
    ),
    // What an app loads is there from the start.
    { provide: GOOGLE_CODE, useValue: code },
    ...testEnvironment(now),
    { provide: CalendarSyncTesting, useFactory: () => new CalendarSyncTesting(start, signedIn) },
    provideEnvironmentInitializer(() => inject(CalendarSyncTesting)),
  ]);
}

/** Under Google's ids, as the texts that Google sends. */
function settingsOf({
  timeZone = 'UTC',
  weekStart = 0,
  format24HourTime = false,
  locale = 'en',
}: NonNullable<CalendarSyncTestingOptions['settings']>): Readonly<Record<string, string>> {
  return {
    timezone: timeZone,
    weekStart: String(weekStart),
    format24HourTime: String(format24HourTime),
    locale,
  };
}

function calendarsOf(account: string, events: readonly EventInTest[]): readonly Calendar[] {
  const ids = new Set([account, ...events.map(({ calendarId }) => calendarId)]);
  ids.delete('primary');
  return [...ids].map((id) => aCalendar(id, { primary: id === account }));
}

function toGoogleCalendar(calendar: Calendar): GoogleCalendar {
  const { id, name, description, color, textColor, timeZone } = calendar;
  const { accessRole, primary, selected, hidden } = calendar;
  const googleCalendar = {
    id,
    summary: name,
    accessRole,
    primary,
    selected,
    hidden,
    ...(description === undefined ? {} : { description }),
    ...(color === undefined ? {} : { backgroundColor: color }),
    ...(textColor === undefined ? {} : { foregroundColor: textColor }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
  return { ...calendar, googleCalendar };
}
