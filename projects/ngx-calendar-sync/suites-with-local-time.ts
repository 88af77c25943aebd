/**
 * `npm test` runs the specs in browsers of several time zones. What does not use the browser's time zone behaves in all of
 * them alike: the long suites of such code run in one of the browsers alone. A spec of theirs that uses the browser's time
 * zone all the same fails, so that no suite can be here by mistake.
 */
import { ZoneClock } from './core/model/zone-clock';

declare const __karma__: { readonly config: { readonly timeZones: readonly string[] } };

/** The beginnings of their names. */
const SUITES_WITHOUT_LOCAL_TIME = [
  // The local copy stores, merges and deletes what it was given.
  'pull in a tab that is killed',
  'CopySync',
  'ReplicaStore in',
  // Requests, their answers and their repetition.
  'GoogleCalendarProvider.batches',
  'GoogleCalendarProvider in a pull',
  'every HTTP failure is told in words',
  'access rules',
  // A sign-in.
  'nextSignIn on random histories',
  // Rules of series, whose zones are their own. The tables of starts stay with those that run everywhere.
  'Recurrence in comparison with rrule-temporal',
  'Hostile rules',
  'WorkBudget',
];

/** Makes the suites above run in one of the browsers each, in turn. */
export function runSuitesWithoutLocalTimeOnce(): void {
  const { timeZones } = __karma__.config;
  const own = timeZones.findIndex((zone) => canonicalZone(zone) === canonicalZone());
  const describeEverywhere = globalThis.describe;
  let suites = 0;

  globalThis.describe = (name, specs) => {
    if (!SUITES_WITHOUT_LOCAL_TIME.some((beginning) => name.startsWith(beginning))) {
      describeEverywhere(name, specs);
      return;
    }
    suites += 1;
    const isElsewhere = own !== -1 && suites % timeZones.length !== own;
    if (!isElsewhere) {
      describeEverywhere(name, () => {
        failWhereLocalTimeIsUsed();
        specs();
      });
    }
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
