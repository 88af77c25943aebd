import { inject, Injector } from '@angular/core';
import { defer, type Observable } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵApiRequest as ApiRequest,
  ɵCONFIG as CONFIG,
  ɵGoogleCalendarApi as GoogleCalendarApi,
} from 'ngx-calendar-sync/google/runtime';
import { googleEndpoints } from 'ngx-calendar-sync/google';
import { calendarRoutes } from './calendar-routes';
import { eventRoutes } from './event-routes';
import { idsIn, nameOf, type Route } from './google-route';
import { InMemoryGoogle } from './in-memory-google';
import { mailsOf } from './in-memory-request';

/** Google's REST interface over Google Calendar in memory, for the commands that send requests of their own. */
export class InMemoryGoogleApi extends GoogleCalendarApi {
  readonly #injector = inject(Injector);
  readonly #config = inject(CONFIG);
  readonly #settings: Readonly<Record<string, string>>;
  #routes: readonly Route[] | undefined;

  /** @param settings The user's settings, under Google's ids. */
  constructor(settings: Readonly<Record<string, string>>) {
    super();
    this.#settings = settings;
  }

  override request<Answer>(request: ApiRequest): Observable<Answer> {
    return defer(() => {
      // Not before the first request: `InMemoryGoogle` is made with this.
      const google = this.#injector.get(InMemoryGoogle);
      this.#routes ??= [...eventRoutes(google), ...calendarRoutes(google, this.#settings)];
      const path = request.url({ ...googleEndpoints, api: '' });
      for (const route of this.#routes) {
        const ids = route.method === request.method ? idsIn(path, route) : undefined;
        if (ids) {
          const { params = {}, body = {}, ifMatch } = request;
          const call = { ids, params, body, ifMatch };
          if (route.takes && !route.takes(call)) {
            continue;
          }
          const name = nameOf(route, ids) + this.#mailsOf(request);
          const answer = () => route.answer(call);
          return google.request(name, answer as () => Answer | Promise<Answer>);
        }
      }
      throw new CalendarSyncError(
        'unexpected',
        `provideCalendarSyncTesting has no answer to this request: ${request.method} ${path}. Test what sends it against google-calendar-emulator.`,
      );
    });
  }

  #mailsOf({ sendUpdates, params }: ApiRequest): string {
    if (params?.['sendNotifications'] === true) {
      return '?sendNotifications=true';
    }
    const { current } = this.#config;
    return mailsOf(sendUpdates === 'configured' ? current?.sendUpdates : sendUpdates);
  }
}
