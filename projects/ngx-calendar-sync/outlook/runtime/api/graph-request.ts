import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { TimeRange } from 'ngx-calendar-sync/core';

/** A request to Graph. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL of Graph, with its query: `/me/calendars?$top=100`. */
  readonly path: string;
  readonly body?: object;
  readonly ifMatch?: string | undefined;
  /** How many rows a page has at most. */
  readonly pageSize?: number;
  /** Asks for descriptions as they are stored; by default they come as text. */
  readonly asHtml?: true;
  /** Whether the path has a cursor of delta. */
  readonly hasCursor?: boolean;
  /** Set where a repetition could do the same twice: then the request is repeated only after a refusal. */
  readonly notRepeatable?: true;
}

/** One page of a list. Its links are paths below the base URL, as {@link GraphRequest.path}. */
export interface GraphPage<Row> {
  readonly rows: readonly Row[];
  readonly nextPath?: string;
  /** Of delta, after its last page: where its changes are asked for. */
  readonly deltaPath?: string;
}

/** A page as Graph sends it. */
export interface SentPage<Row> {
  readonly value?: readonly Row[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

/** What a request asks of its answer. None of it is in the links of a page: it goes with every page. */
export function preferencesOf({ pageSize, asHtml }: GraphRequest): string {
  return [
    // Wall times of UTC are instants; those of other zones come twice when clocks are set back.
    'outlook.timezone="UTC"',
    `outlook.body-content-type="${asHtml ? 'html' : 'text'}"`,
    ...(pageSize === undefined ? [] : [`odata.maxpagesize=${pageSize}`]),
  ].join(', ');
}

/**
 * The path and query of a link below the base URL. Links are stored: whatever host they name, no token is sent there.
 * @throws CalendarSyncError `unavailable` for a link that leads elsewhere.
 */
export function pathOfLink(link: string, base: string, baseURI: string): string {
  if (URL.canParse(link, baseURI)) {
    const { pathname, search } = new URL(link, baseURI);
    const basePath = new URL(base, baseURI).pathname.replace(/\/+$/, '');
    if (pathname.startsWith(`${basePath}/`)) {
      return pathname.slice(basePath.length) + search;
    }
  }
  throw new CalendarSyncError(
    'unavailable',
    ngDevMode && 'Outlook names a next page that is not below its own address.',
  );
}

/** A path with query parameters; those that are `undefined` are left out. */
export function withQuery(
  path: string,
  params: Readonly<Record<string, string | number | undefined>>,
): string {
  const query = Object.entries(params).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

/** The parameters of a range. */
export function inQuery({ start, end }: TimeRange): Readonly<Record<string, string>> {
  return { startDateTime: start.toISOString(), endDateTime: end.toISOString() };
}

/** Ids hold characters that have a meaning in addresses. */
export const calendarPath = (calendarId: string): string =>
  `/me/calendars/${encodeURIComponent(calendarId)}`;

/** Events are written without their calendar in the path: Graph refuses some of the longer paths. */
export const eventPath = (eventId: string): string => `/me/events/${encodeURIComponent(eventId)}`;
