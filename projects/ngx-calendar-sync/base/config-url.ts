import { CalendarSyncError } from './calendar-sync-error';

/**
 * URLs in the configuration may be relative to the page. They are checked as if this were the page, since under server
 * rendering there is none. Which page it is makes no difference to whether they are valid.
 */
export const PLACEHOLDER_PAGE_URL = 'https://app.invalid/';

/**
 * @param option What is wrong in the configuration, or with it.
 * @param advice What to set, in words. Pass them as `ngDevMode && …`: in production builds Angular's `ngDevMode` is
 * false, and the words are left out.
 */
export function invalidConfig(
  option: string,
  advice: string | false | null,
  cause?: unknown,
): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-config',
    `ngx-calendar-sync is not set up: ${typeof advice === 'string' ? advice : `${option} cannot be used. A development build says why.`}`,
    cause === undefined ? {} : { cause },
  );
}

/** How an error message shows a wrong value. Configurations come from JSON files too, so it may be of any type. */
export function describeValue(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : `of the type ${typeOf(value)}`;
}

/**
 * An HTTP or HTTPS URL, absolute or relative to the page.
 * @throws CalendarSyncError `invalid-config` for any other value, and for credentials, wildcards or a fragment in it.
 */
export function readWebUrl(name: string, value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const url =
    text !== '' && URL.canParse(text, PLACEHOLDER_PAGE_URL)
      ? new URL(text, PLACEHOLDER_PAGE_URL)
      : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!isWeb || url.username || url.password || url.hash || /[*%]/.test(url.hostname)) {
    throw invalidConfig(
      name,
      ngDevMode &&
        `${name} is ${describeValue(value)}. Set an http or https URL, without a password, "*" or "#" in it.`,
    );
  }
  return text;
}

/**
 * A web URL to which paths are appended, without slashes at its end.
 * @throws CalendarSyncError `invalid-config` for no web URL, or one with a query.
 */
export function readBaseUrl(name: string, value: unknown): string {
  const url = readWebUrl(name, value);
  if (url.includes('?')) {
    throw invalidConfig(
      name,
      ngDevMode &&
        `${name} is ${describeValue(value)}. Remove the "?", since paths are appended to this URL.`,
    );
  }
  return url.replace(/\/+$/, '');
}

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'array' : typeof value;
}
