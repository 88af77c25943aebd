import type { ɵApiRequest as ApiRequest } from 'ngx-calendar-sync/google/runtime';

/** A request of Google's REST interface, as its answer is made of it. */
export interface RestCall {
  /** What the path has in place of `:calendarId` and the like. */
  readonly ids: Readonly<Record<string, string>>;
  readonly params: NonNullable<ApiRequest['params']>;
  readonly body: object;
  /** The version that the event must have. */
  readonly ifMatch: string | undefined;
}

/** What Google in memory does with one kind of request. */
export interface Route {
  readonly method: ApiRequest['method'];
  /** Below the base URL, such as `/calendars/:calendarId/events`. */
  readonly path: string;
  /** What the request is called in `requests` of a test, such as `get :calendarId/:eventId`. */
  readonly name: string;
  /** Whether this route answers a request of its path; by default it answers all of them. */
  readonly takes?: (call: RestCall) => boolean;
  readonly answer: (call: RestCall) => unknown;
}

/** What the path has in place of the names of a route's path; `undefined` where it is another path. */
export function idsIn(path: string, { path: pattern }: Route): RestCall['ids'] | undefined {
  const parts = path.split('/');
  const names = pattern.split('/');
  const fits = (name: string, index: number) => name.startsWith(':') || name === parts[index];
  if (names.length !== parts.length || !names.every(fits)) {
    return undefined;
  }
  return Object.fromEntries(
    names.flatMap((name, index) =>
      name.startsWith(':') ? [[name.slice(1), decodeURIComponent(parts[index] ?? '')]] : [],
    ),
  );
}

/** The name of a request, with the ids that it is about. */
export function nameOf({ name }: Route, ids: RestCall['ids']): string {
  return name.replaceAll(/:(\w+)/g, (_, id: string) => ids[id] ?? '');
}

/** What the path of the request has in place of `:name`. */
export function idOf({ ids }: RestCall, name: string): string {
  const id = ids[name];
  if (id === undefined) {
    throw new Error(`The path of this route has no :${name}.`);
  }
  return id;
}

/** One page of a list; the page token says where it begins. */
export function pageOf<Item>(
  items: readonly Item[],
  { params }: RestCall,
): { readonly items: readonly Item[]; readonly nextPageToken?: string } {
  const start = Number(params['pageToken'] ?? 0);
  const end = start + Number(params['maxResults'] ?? items.length);
  return {
    items: items.slice(start, end),
    ...(end < items.length ? { nextPageToken: String(end) } : {}),
  };
}
