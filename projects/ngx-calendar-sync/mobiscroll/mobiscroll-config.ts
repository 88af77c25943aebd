import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';

/** What the plug-in's configuration has and the library's has not. */
const PLUGIN_OPTIONS: ReadonlySet<string> = new Set([
  'timezone',
  'timezonePlugin',
  'onInit',
  'onSignedIn',
  'onSignedOut',
]);

/**
 * What `googleCalendarSync.init` takes: the options of Mobiscroll's plug-in, and all of `provideGoogleCalendarSync`, such as
 * `tokenServer` or `endpoints`.
 */
export interface MobiscrollSyncConfig extends GoogleCalendarSyncConfig {
  /** The time zone of events: an IANA name, `utc`, or by default `local`, the browser's. */
  readonly timezone?: string;
  /** Not needed here: browsers know the time zones. */
  readonly timezonePlugin?: unknown;
  /**
   * The start is over: public calendars can be read and the user can sign in, unless it has failed. Where Google's script is
   * blocked, public calendars can be read all the same; what else fails, the commands say.
   */
  readonly onInit?: () => void;
  /** Somebody is signed in: after `signIn()`, after a reload that finds the session, or after it was renewed. */
  readonly onSignedIn?: () => void;
  /** Nobody is signed in any more. */
  readonly onSignedOut?: () => void;
}

/** The configuration of the library in that of the plug-in. */
export function setupOf(config: MobiscrollSyncConfig): GoogleCalendarSyncConfig {
  const { timezone = 'local' } = config;
  const setup = Object.entries(config).filter(([name]) => !PLUGIN_OPTIONS.has(name));
  const timeZone = timezone === 'utc' ? 'UTC' : timezone;
  return { ...Object.fromEntries(setup), ...(timezone === 'local' ? {} : { timeZone }) };
}

/** Whether two configurations set up the same, whatever callbacks they have. */
export function isSameSetup(a: MobiscrollSyncConfig, b: MobiscrollSyncConfig | undefined): boolean {
  return isSameValue(setupOf(a), setupOf(b ?? {}));
}

/** Lists and plain objects, which an app may write anew for each `init()`, are the same where what is in them is. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || !isListOrPlain(a) || !isListOrPlain(b)) {
    return Object.is(a, b);
  }
  const names = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameValue(a[name], b[name]))
  );
}

function isListOrPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
  );
}
