import { originOf } from '../origins.ts';

/** The parameter of the fragment that tells the page how its login ended. */
const OUTCOME_PARAMETER = 'google-calendar-login';

/** The address is stored in the login's cookie, and browsers keep no cookie above 4 kB. */
const MAX_RETURN_TO_LENGTH = 2000;

/** The page that a login returns to; undefined unless it is an address of an allowed origin, without user and password. */
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
 * The page's address with the outcome at the end of its fragment, which is sent to no server. A fragment that the address
 * has already, such as the route of a hash router, stays in front of the outcome.
 *
 * @param outcome `ok` or the code of an error.
 */
export function withOutcome(returnTo: URL, outcome: string): string {
  const url = new URL(returnTo);
  const before = url.hash === '' ? '' : `${url.hash.slice(1)}&`;
  url.hash = `${before}${OUTCOME_PARAMETER}=${encodeURIComponent(outcome)}`;
  return url.href;
}
