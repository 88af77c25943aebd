/** What a request is for, as far as its method and address say. */
export interface RequestPurpose {
  readonly kind:
    | 'calendar'
    | 'colors'
    | 'calendar-list'
    | 'changes'
    | 'events'
    | 'event'
    | 'write'
    | 'batch'
    | 'other'
    | 'sign-in';
  /** The calendars that it reads or changes. */
  readonly calendarIds: readonly string[];
  /** The path without any id in it, as `/calendars/…/events`. */
  readonly route: string;
}

const API_PATH = /^.*\/calendar\/v3(?=\/)/;
/** A request line within a batch. */
const BATCHED_CALL = /^GET (\S+)/gm;
const BATCHED_STATUS = /^HTTP\/\S+ (\d{3})/gm;

/** @param body The body of a batch, in which its requests stand; it is not looked at otherwise. */
export function purposeOf(method: string, address: string, body: unknown): RequestPurpose {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  if (pathname.endsWith('/batch/calendar/v3')) {
    const calls = typeof body === 'string' ? [...body.matchAll(BATCHED_CALL)] : [];
    const calendarIds = calls.flatMap(([, path = '']) => calendarIdsIn(path.split('?')[0] ?? ''));
    return { kind: 'batch', calendarIds, route: '/batch/calendar/v3' };
  }
  if (!API_PATH.test(pathname)) {
    return { kind: 'sign-in', calendarIds: [], route: pathname };
  }
  const path = pathname.replace(API_PATH, '');
  const of = (kind: RequestPurpose['kind']) => ({
    kind,
    calendarIds: calendarIdsIn(path),
    route: withoutIds(path),
  });
  if (method !== 'GET' && path !== '/freeBusy') {
    return of('write');
  }
  if (path === '/users/me/calendarList') {
    return of('calendar-list');
  }
  if (path === '/colors') {
    return of('colors');
  }
  if (path.endsWith('/events')) {
    return of(searchParams.has('syncToken') ? 'changes' : 'events');
  }
  if (path.includes('/events/')) {
    return of('event');
  }
  return of(/^\/calendars\/[^/]+$/.test(path) ? 'calendar' : 'other');
}

/** The statuses of the answers in a batch that are errors. */
export function batchedErrors(body: unknown): readonly number[] {
  return typeof body === 'string'
    ? [...body.matchAll(BATCHED_STATUS)].map(([, status]) => Number(status)).filter((s) => s >= 400)
    : [];
}

function calendarIdsIn(path: string): readonly string[] {
  const [, id] = /\/calendars\/([^/]+)/.exec(path) ?? [];
  return id === undefined ? [] : [decodeURIComponent(id)];
}

/** Ids may be addresses of people. */
function withoutIds(path: string): string {
  return path.replace(
    /\/(calendars|events|users\/me\/calendarList|acl)\/(?!import$|quickAdd$)[^/]+/g,
    '/$1/…',
  );
}
