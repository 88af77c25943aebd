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
  DEFAULT_OUTLOOK_SCOPES,
  type OutlookCalendarSyncConfig,
  ɵOUTLOOK_CODE as OUTLOOK_CODE,
  type ɵOutlookCode as OutlookCode,
  type OutlookMailboxSettings,
  provideOutlookCalendarSync,
} from 'ngx-calendar-sync/outlook';
import * as runtime from 'ngx-calendar-sync/outlook/runtime';
import {
  ɵOPEN_OUTLOOK as OPEN_OUTLOOK,
  ɵOUTLOOK_LOCAL_COPIES as OUTLOOK_LOCAL_COPIES,
  ɵOUTLOOK_TOKEN_SOURCE_CODE as OUTLOOK_TOKEN_SOURCE_CODE,
  type ɵOutlookAccount as OutlookAccount,
  ɵOutlookApi as OutlookApi,
  ɵOutlookIdentities as OutlookIdentities,
} from 'ngx-calendar-sync/outlook/runtime';
import * as writes from 'ngx-calendar-sync/outlook/writes';
import {
  aCalendar,
  ɵConsentingUser as ConsentingUser,
  FakeClock,
  ɵlocalCopiesInTest as localCopiesInTest,
  ɵtestEnvironment as testEnvironment,
  ɵTestNetwork as TestNetwork,
} from 'ngx-calendar-sync/testing';
import { InMemoryOutlook } from './in-memory-outlook';
import { InMemoryOutlookApi } from './in-memory-outlook-api';
import { OutlookCalendarTesting } from './outlook-calendar-testing';
import { type OutlookEventInTest, toOutlookCalendar } from './outlook-fixtures';

/** What a test begins with. */
export interface OutlookCalendarTestingOptions {
  /**
   * By default the user's own calendar and one for each other `calendarId` of the events. `primary` is the calendar
   * that says so, else the first one.
   */
  readonly calendars?: readonly Calendar[];
  /** What Outlook holds at the start; by default nothing. */
  readonly events?: readonly OutlookEventInTest[];
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
  readonly start?: OutlookCalendarSyncConfig['start'];
  /** What the app asks the user for, as its configuration has it; by default {@link DEFAULT_OUTLOOK_SCOPES}. */
  readonly scopes?: OutlookCalendarSyncConfig['scopes'];
  /** The zone of times and days, as the app's configuration has it: an IANA name. */
  readonly timeZone?: OutlookCalendarSyncConfig['timeZone'];
  /**
   * Whether writes wait for the network and for the user, as with `withOfflineReplica()`: `pendingWrites` keeps those that have
   * failed, and `conflicts` has both sides. By default a write is sent at once, and is not kept where it fails.
   */
  readonly offlineWrites?: boolean;
  /** What becomes of properties that both have changed, as the app's configuration has it; by default `ask`. */
  readonly conflicts?: OutlookCalendarSyncConfig['conflicts'];
  /** The time that the library's clock shows until it is moved; by default the real time. */
  readonly now?: Date | string;
  /** What the user has set in Outlook; by default what a new account has, in UTC and English. */
  readonly mailboxSettings?: OutlookMailboxSettings;
}

const DEFAULT_SETTINGS: OutlookMailboxSettings = {
  timeZone: 'UTC',
  timeFormat: 'h:mm tt',
  language: { locale: 'en-US', displayName: 'English (United States)' },
};

/**
 * In place of `provideOutlookCalendarSync` in the tests of an app: the same service, with somebody signed in and Outlook's
 * calendars in memory. `await fixture.whenStable()` waits for its answers; {@link OutlookCalendarTesting} says what happens.
 * Events are not copied; {@link OutlookCalendarTestingOptions.offlineWrites} has writes wait as with a local copy. What Graph itself
 * does, such as its refusals, is tested against the graph-calendar-emulator.
 * @example
 * TestBed.configureTestingModule({
 *   providers: [provideOutlookCalendarTesting({ events: [anOutlookEvent('standup')] })],
 * });
 */
export function provideOutlookCalendarTesting({
  events = [],
  account = 'you@example.com',
  calendars = calendarsOf(account, events),
  signedIn = true,
  start = 'eager',
  now = new Date(),
  scopes = DEFAULT_OUTLOOK_SCOPES,
  timeZone,
  offlineWrites = false,
  conflicts = 'ask',
  mailboxSettings = DEFAULT_SETTINGS,
}: OutlookCalendarTestingOptions = {}): EnvironmentProviders {
  const primary = (calendars.find((calendar) => calendar.primary) ?? calendars[0])?.id ?? account;
  const outlook = () => {
    const memory = new InMemoryOutlook({
      calendars: calendars.map((calendar) =>
        toOutlookCalendar({ ...calendar, primary: calendar.id === primary }, account),
      ),
      clock: inject(FakeClock),
      timeZone,
      tasks: inject(PendingTasks),
      tokens: inject(AccessTokens),
      network: inject(TestNetwork),
    });
    for (const event of events) {
      memory.putInTest(event);
    }
    return memory;
  };
  const identities = {
    find: ({ scopes: grantedScopes }: { readonly scopes: readonly string[] }) =>
      Promise.resolve({ account, grantedScopes }),
  };
  const inMemory: readonly Provider[] = [
    // The sign-in loads no code: promises alone pass, so that a test of it may run in a fake zone.
    {
      provide: OUTLOOK_TOKEN_SOURCE_CODE,
      useValue: { client: () => Promise.resolve(() => new ConsentingUser()) },
    },
    { provide: OutlookIdentities, useValue: identities },
    { provide: InMemoryOutlook, useFactory: outlook },
    {
      provide: OutlookApi,
      useFactory: () => new InMemoryOutlookApi(inject(InMemoryOutlook), mailboxSettings),
    },
    {
      provide: OPEN_OUTLOOK,
      useFactory: () => {
        const memory = inject(InMemoryOutlook);
        return memory.openFor.bind(memory);
      },
    },
    ...(offlineWrites
      ? [{ provide: OUTLOOK_LOCAL_COPIES, useFactory: () => localCopiesInTest<OutlookAccount>() }]
      : []),
  ];
  const code: OutlookCode = { runtime, writes };
  return makeEnvironmentProviders([
    provideOutlookCalendarSync(
      {
        clientId: '11111111-2222-4333-8444-555555555555',
        scopes,
        conflicts,
        start,
        ...(timeZone === undefined ? {} : { timeZone }),
      },
      { ɵkind: 'testing', ɵset: { providers: inMemory } },
    ),
    // What an app loads is there from the start.
    { provide: OUTLOOK_CODE, useValue: code },
    ...testEnvironment(now),
    {
      provide: OutlookCalendarTesting,
      useFactory: () => new OutlookCalendarTesting(start, signedIn),
    },
    provideEnvironmentInitializer(() => inject(OutlookCalendarTesting)),
  ]);
}

function calendarsOf(account: string, events: readonly OutlookEventInTest[]): readonly Calendar[] {
  const ids = new Set([account, ...events.map(({ calendarId }) => calendarId)]);
  ids.delete('primary');
  return [...ids].map((id) => aCalendar(id, { primary: id === account }));
}
