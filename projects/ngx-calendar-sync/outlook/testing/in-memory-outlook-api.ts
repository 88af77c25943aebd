import { last, map, type Observable } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { OutlookCalendarResource, OutlookMailboxSettings } from 'ngx-calendar-sync/outlook';
import type {
  ɵGraphPage as GraphPage,
  ɵGraphRequest as GraphRequest,
  ɵOutlookApi as OutlookApi,
} from 'ngx-calendar-sync/outlook/runtime';
import type { InMemoryOutlook } from './in-memory-outlook';

const CALENDARS = '/me/calendars';

/** The requests of the commands that few apps call, answered from memory. */
export class InMemoryOutlookApi implements Pick<OutlookApi, 'page' | 'request'> {
  readonly #memory: InMemoryOutlook;
  readonly #settings: OutlookMailboxSettings;
  #made = 0;

  constructor(memory: InMemoryOutlook, settings: OutlookMailboxSettings) {
    this.#memory = memory;
    this.#settings = settings;
  }

  request<Answer>(request: GraphRequest): Observable<Answer> {
    const { method, path } = request;
    const name = `${method} ${path}`;
    return this.#memory.request(name, () => this.#answerTo(request) as Answer);
  }

  /** All events of a range in one page. In memory the record of an event is the event itself. */
  page<Row>({ path }: GraphRequest): Observable<GraphPage<Row>> {
    const { pathname, searchParams } = new URL(path, 'https://graph.invalid');
    const [, calendarId = ''] = /^\/me\/calendars\/([^/]+)\/calendarView$/.exec(pathname) ?? [];
    const range = {
      start: new Date(searchParams.get('startDateTime') ?? ''),
      end: new Date(searchParams.get('endDateTime') ?? ''),
    };
    return this.#memory.listEvents(decodeURIComponent(calendarId), { range }).pipe(
      last(),
      map((events) => ({ rows: events as unknown as readonly Row[] })),
    );
  }

  #answerTo({ method, path, body = {} }: GraphRequest): unknown {
    if (path === '/me/mailboxSettings') {
      return this.#settings;
    }
    const resource: OutlookCalendarResource = body;
    if (method === 'POST' && path === CALENDARS) {
      this.#made += 1;
      return this.#memory.makeCalendar(`calendar${this.#made}`, resource);
    }
    const id = decodeURIComponent(path.slice(`${CALENDARS}/`.length));
    if (path.startsWith(`${CALENDARS}/`) && this.#memory.holds(id)) {
      if (method === 'DELETE') {
        this.#memory.removeCalendar(id);
        return null;
      }
      return this.#memory.changeCalendar(id, resource);
    }
    throw new CalendarSyncError('not-found', `There is no ${path}.`);
  }
}
