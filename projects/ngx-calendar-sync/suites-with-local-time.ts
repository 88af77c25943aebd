/**
 * `npm test` runs the specs in browsers of several time zones. A suite that is named here uses the browser's time zone and runs
 * in each of them. Any other behaves in all of them alike and runs in one of them, in turn: a spec of it that uses the browser's
 * time zone all the same fails, so that no suite can be missing here.
 */
import { ZoneClock } from './core/model/zone-clock';

declare const __karma__: { readonly config: { readonly timeZones: readonly string[] } };

const SUITES_WITH_LOCAL_TIME: ReadonlySet<string> = new Set([
  'A conference in an edit',
  'A copy of Outlook while others write',
  'An account of many calendars with a local copy',
  'An insert whose answer is lost',
  'asGiven',
  'calendar commands with an offline replica',
  'CalendarSession with a replica of masters and everything: one occurrence of a series',
  'CalendarSession with a replica of occurrences in a window: one occurrence of a series',
  'CalendarSession with client ids and versions',
  'CalendarSession with ids of the service, no versions, small pages',
  'CalendarSession with masters and everything: events that were never loaded',
  'CalendarSession with occurrences in a window: events that were never loaded',
  'changes$ of two tabs with a replica of masters and everything',
  'changes$ of two tabs with a replica of occurrences in a window',
  'Code behind the service',
  'Code of writing',
  'colors$ and setEventLabels',
  'Colours of drafts',
  'conference: create',
  'CopiedEvents of a service of masters and everything: series',
  'CopiedEvents of a service of occurrences in a window: series',
  'CopyWorker',
  'Dates that do not exist',
  'deleteCalendar',
  'describeRecurrence',
  'diagnostics()',
  'Drafts with googleEvent',
  'Edits in googleEvent',
  'Event labels',
  'Event mapping',
  'event reads',
  'event time',
  'Events of a zone other than that of the view, dragged over a change of its clocks',
  'Events that Google makes itself, in an edit',
  'Events with hostile content',
  'expandSeries',
  'fault matrix',
  'fault matrix of Outlook',
  'fault matrix of writes',
  'fault matrix of writes to Outlook',
  'Fields of Google that an event shows',
  'fullCalendarOptions with FullCalendar 6',
  'fullCalendarOptions with FullCalendar 7',
  'Google configuration',
  'Google event writes',
  'Google event writes: two of one event',
  'Google writes of a tab that is closed in the middle',
  'GoogleCalendarProvider',
  'GoogleCalendarService',
  'GoogleCalendarService: filters, signals and guests’ mails',
  'GoogleCalendarService: the alias primary and the id name the same calendar',
  'GoogleCalendarService: views that follow signals',
  'googleCalendarSync',
  'Google’s fields in an edit',
  'Guests, reminders and visibility in an edit',
  'importEvent',
  'importIcs',
  'InMemoryCalendarProvider: pulls of occurrences',
  'InMemoryCalendarProvider: writes',
  'LocalCopy',
  'LocalCopy in a session, with a provider of occurrences in a window',
  'LocalCopy in a session, with a provider of series',
  'LocalCopy in several tabs',
  'moveEvent against the emulator',
  'newSeriesOf',
  'Outbox of several tabs, at a service like Google',
  'Outbox of several tabs, at a service like Graph',
  'Outbox of several tabs, at a service without versions',
  'Outbox over a log that outlives the page, at a service like Google',
  'Outbox over a log that outlives the page, at a service like Graph',
  'Outbox over a log that outlives the page, at a service without versions',
  'Outbox: a deleted event that comes back, at a service like Google',
  'Outbox: a deleted event that comes back, at a service like Graph',
  'Outbox: a deleted event that comes back, at a service without versions',
  'Outbox: two hundred writes that wait',
  'Outbox: an answer that waits for others',
  'Outbox: a write of an event that was moved since, at a service like Google',
  'Outbox: a write of an event that was moved since, at a service without versions',
  'Outbox: many writes at a time, at a service like Google',
  'Outbox: many writes at a time, at a service like Graph',
  'Outbox: many writes at a time, at a service without versions',
  'Outbox: somebody else changes what waits, at a service like Google',
  'Outbox: somebody else changes what waits, at a service like Graph',
  'Outbox: somebody else changes what waits, at a service without versions',
  'Outlook writes in time zones',
  'outlookCalendarSync',
  'outlookCalendarSync: events that were edited',
  'outlookCalendarSync: options of the sign-in',
  'outlookCalendarSync: time zones',
  'outlookCalendarSync: what the plug-in documents',
  'patchOfAll',
  'provideOutlookCalendarTesting',
  'provideCalendarSyncTesting',
  'provideCalendarSyncTesting with offlineWrites',
  'provideCalendarSyncTesting: calendars',
  'provideCalendarSyncTesting: commands of calendars',
  'provideCalendarSyncTesting: commands of events',
  'provideCalendarSyncTesting: events',
  'provideCalendarSyncTesting: requests of commands',
  'provideCalendarSyncTesting: sendUpdates of the configuration',
  'provideGoogleCalendarSync',
  'pull from a service of occurrences in a window',
  'quickAdd',
  'Random series that are divided',
  'README',
  'refittedExceptions',
  'respond',
  'Samples of the plug-in that this library replaces',
  'session',
  'sign-in',
  'Sign-out while writes wait',
  'splitSeries',
  "start: 'lazy'",
  'Status events in an edit',
  'subscribeCalendar, unsubscribeCalendar',
  'The guests of a series that is divided',
  'The model of events',
  'Time zones that Google does not accept',
  'time-range',
  'Times in a pull',
  'Times without an offset',
  'Types of events',
  'undoLast after a merge, at a service like Google',
  'undoLast after a merge, at a service like Graph',
  'undoLast at a service like Google',
  'undoLast at a service like Graph',
  'undoLast at a service without versions',
  'updateCalendar',
  'What the outbox tells of its writes, at a service like Google',
  'What the outbox tells of its writes, at a service like Graph',
  'What the outbox tells of its writes, at a service without versions',
  'withOfflineReplica',
  'Writes of a series of which somebody else has changed an occurrence meanwhile',
  'Writes of several apps on random histories',
  'ZoneClock',
  // It uses no local time, but service-methods.spec.ts counts its tests among those of the suites above.
  'provideCalendarSyncTesting: sign-in',
]);

/** Makes the suites that are not named above run in one of the browsers each. */
export function runSuitesWithoutLocalTimeOnce(): void {
  const { timeZones } = __karma__.config;
  const own = timeZones.findIndex((zone) => canonicalZone(zone) === canonicalZone());
  const describeEverywhere = globalThis.describe;
  let [suites, isInsideSuite] = [0, false];

  globalThis.describe = (name, specs) => {
    if (isInsideSuite) {
      describeEverywhere(name, specs);
      return;
    }
    const usesLocalTime = SUITES_WITH_LOCAL_TIME.has(name);
    if (!usesLocalTime) {
      suites += 1;
    }
    if (!usesLocalTime && own !== -1 && suites % timeZones.length !== own) {
      return;
    }
    describeEverywhere(name, () => {
      if (!usesLocalTime) {
        failWhereLocalTimeIsUsed();
      }
      isInsideSuite = true;
      specs();
      isInsideSuite = false;
    });
  };
}

/** The browser's name of a zone, or of its own. */
function canonicalZone(timeZone?: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}

/** Watches everything by which code can use the browser's time zone, during each spec of the suite. */
function failWhereLocalTimeIsUsed(): void {
  const original = { Date: globalThis.Date, DateTimeFormat: Intl.DateTimeFormat };
  const methods = localMethods(original.Date.prototype);
  let uses: string[] = [];
  const use = (name: string) => uses.push(new Error(name).stack ?? name);

  beforeEach(() => {
    uses = [];
    // The clock of the browser's zone is made once, and knows by heart what it was asked before.
    const clockOf = ZoneClock.of.bind(ZoneClock);
    spyOn(ZoneClock, 'of').and.callFake((timeZone) => {
      if (!ZoneClock.find(timeZone)) {
        use('ZoneClock.of');
      }
      return clockOf(timeZone);
    });
    globalThis.Date = watchedDate(original.Date, use);
    Intl.DateTimeFormat = new Proxy(original.DateTimeFormat, {
      construct: (target, args: [string?, Intl.DateTimeFormatOptions?], newTarget) => {
        if (!args[1]?.timeZone) {
          use('Intl.DateTimeFormat');
        }
        return Reflect.construct(target, args, newTarget) as object;
      },
      apply: (target, _this, args: [string?, Intl.DateTimeFormatOptions?]) => {
        if (!args[1]?.timeZone) {
          use('Intl.DateTimeFormat');
        }
        return target(...args);
      },
    });
    for (const [name, method] of methods) {
      Object.defineProperty(original.Date.prototype, name, {
        configurable: true,
        writable: true,
        value(this: Date, ...args: unknown[]) {
          const [, options] = args as [unknown, Intl.DateTimeFormatOptions?];
          if (!(name.startsWith('toLocale') && options?.timeZone)) {
            use(`Date.${name}`);
          }
          return method.apply(this, args);
        },
      });
    }
  });

  afterEach(() => {
    globalThis.Date = original.Date;
    Intl.DateTimeFormat = original.DateTimeFormat;
    for (const [name, value] of methods) {
      Object.defineProperty(original.Date.prototype, name, {
        configurable: true,
        writable: true,
        value,
      });
    }
    if (uses.length > 0) {
      fail(`The browser’s time zone is used, so this suite must run in each:\n${uses[0] ?? ''}`);
    }
  });
}

type DateMethod = (this: Date, ...args: readonly unknown[]) => unknown;

/** The methods of a Date that use the browser's time zone, by name. */
function localMethods(prototype: Date): readonly (readonly [string, DateMethod])[] {
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => /^(get|set)(?!UTC|Time$)|^to(Locale|String|Date|Time)/.test(name))
    .map((name) => [name, Reflect.get(prototype, name) as DateMethod] as const);
}

/** A Date that tells where it makes an instant of a local time. */
function watchedDate(original: DateConstructor, use: (name: string) => void): DateConstructor {
  const parse = (text: string) => {
    if (isLocalTime(text, original)) {
      use('Date.parse');
    }
    return original.parse(text);
  };
  return new Proxy(original, {
    get: (target, name) => (name === 'parse' ? parse : (Reflect.get(target, name) as unknown)),
    construct: (target, args: unknown[], newTarget) => {
      if (args.length > 1 || isLocalTime(args[0], original)) {
        use('new Date');
      }
      return Reflect.construct(target, args, newTarget) as object;
    },
    apply: (target) => {
      use('Date');
      return target();
    },
  });
}

/** Whether a text is a time without an offset. A date alone is the start of the day in UTC. */
function isLocalTime(value: unknown, original: DateConstructor): boolean {
  const hasOffset = /^[+-]?\d+(-\d\d){0,2}$|(Z|GMT|UTC|[+-]\d\d:?\d\d)$/i;
  return (
    typeof value === 'string' && !hasOffset.test(value) && !Number.isNaN(original.parse(value))
  );
}
