/** What the configurations of the plug-in have and the library's have not. */
const PLUGIN_OPTIONS: ReadonlySet<string> = new Set([
  'timezone',
  'timezonePlugin',
  'onInit',
  'onSignedIn',
  'onSignedOut',
]);

/** The options that the plug-in has for each provider. */
export interface MobiscrollOptions {
  /**
   * The time zone in which events are given, and in which times without an offset are read: an IANA name, `utc`, or `local`, the
   * browser's. Left out, events have the offset of the zone in which the provider shows them, and times are read in the browser's.
   */
  readonly timezone?: string;
  /** Not needed here: browsers know the time zones. */
  readonly timezonePlugin?: unknown;
  /**
   * The start is over: the user can sign in, unless it has failed, and what needs no sign-in can be read, such as Google's public
   * calendars, also where the provider's script is blocked. What fails, the commands say.
   */
  readonly onInit?: () => void;
  /** Somebody is signed in: after `signIn()`, after a reload that finds the session, or after it was renewed. */
  readonly onSignedIn?: () => void;
  /** Nobody is signed in any more. */
  readonly onSignedOut?: () => void;
}

/** The configuration of the library in that of the plug-in: without what that alone has, and with its time zone. */
export function setupOf(config: MobiscrollOptions): object {
  const { timezone } = config;
  const setup = Object.entries(config).filter(([name]) => !PLUGIN_OPTIONS.has(name));
  return {
    ...Object.fromEntries(setup),
    ...(timezone === undefined ? {} : { timeZone: zoneNameOf(timezone) }),
  };
}

/** Mobiscroll has names of its own for two zones. */
function zoneNameOf(timezone: string): string {
  switch (timezone) {
    case 'utc':
      return 'UTC';
    case 'local':
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    default:
      return timezone;
  }
}

/** Lists and plain objects, which an app may write anew for each `init()`, are the same where what is in them is. */
export function isSameSetup(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || !isListOrPlain(a) || !isListOrPlain(b)) {
    return Object.is(a, b);
  }
  const names = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameSetup(a[name], b[name]))
  );
}

function isListOrPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
  );
}
