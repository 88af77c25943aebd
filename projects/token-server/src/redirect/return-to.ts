import { originOf } from '../origins.ts';

/** Name of the fragment's parameter that tells the page how its login ended. */
const OUTCOME = 'google-calendar-login';

/** So that the cookie which remembers it stays below the 4 kB that browsers keep. */
const MAX_RETURN_TO_LENGTH = 2000;

/** Where a login comes from and goes back to: a page of the list, and nothing else that looks like one. */
export function readReturnTo(
  text: string | undefined,
  allowedOrigins: readonly string[],
): URL | undefined {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isListed = url !== undefined && allowedOrigins.includes(originOf(url));
  const isPlainAddress = url?.username === '' && url.password === '';
  return isListed && isPlainAddress && url.href.length <= MAX_RETURN_TO_LENGTH ? url : undefined;
}

/**
 * The page's address with the outcome at the end of its fragment, which no server on the way sees. A fragment that is
 * there already, such as the route of a hash router, stays in front of it.
 *
 * @param outcome `ok` or the code of an error.
 */
export function withOutcome(returnTo: URL, outcome: string): string {
  const url = new URL(returnTo);
  const before = url.hash === '' ? '' : `${url.hash.slice(1)}&`;
  url.hash = `${before}${OUTCOME}=${encodeURIComponent(outcome)}`;
  return url.href;
}
