import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { provideZonelessChangeDetection, type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import { GoogleCalendarService } from '../google-calendar.service';
import { provideGoogleCalendarSync } from '../provide-google-calendar-sync';

export const ME = 'me@example.com';
export const TEAM = 'team@group.calendar.google.com';
export const READ_ONLY = 'boss@example.com';

const CALENDARS = [
  { id: ME, primary: true, accessRole: 'owner', backgroundColor: '#9fe1e7', timeZone: 'UTC' },
  { id: TEAM, accessRole: 'writer', backgroundColor: '#fad165', timeZone: 'UTC' },
  { id: READ_ONLY, accessRole: 'reader', timeZone: 'UTC' },
];

/** Waits for the next task: what a promise or the browser sets off is done by then. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

let running = 0;
afterEach(() => {
  running += 1;
});

/** The whole service, with Google's answers given by hand, in whatever order and as late as the spec wants. */
export class AnswersByHand {
  readonly service: GoogleCalendarService;
  readonly #backend: HttpTestingController;
  /** What has been asked and not been answered yet. */
  #open: TestRequest[] = [];

  private constructor(providers: readonly Provider[]) {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClientTesting(),
        provideGoogleCalendarSync({
          auth: {
            getAccessToken: () =>
              Promise.resolve({
                token: 'token',
                scopes: ['https://www.googleapis.com/auth/calendar'],
              }),
          },
        }),
        ...providers,
      ],
    });
    this.#backend = TestBed.inject(HttpTestingController);
    this.service = TestBed.inject(GoogleCalendarService);
  }

  /** `ME` is signed in, with calendars `ME`, `TEAM` and `READ_ONLY`. */
  static async signedIn(...providers: readonly Provider[]): Promise<AnswersByHand> {
    const google = new AnswersByHand(providers);
    (await google.sent('GET', /calendarList/)).flush({ items: CALENDARS });
    const { authState$ } = google.service;
    await firstValueFrom(authState$.pipe(filter(({ status }) => status === 'signed-in')));
    return google;
  }

  /** What is asked of a path, and neither answered nor given up. */
  requestsTo(method: string, path: RegExp): readonly TestRequest[] {
    this.#open.push(...this.#backend.match(() => true));
    return this.#open.filter(
      ({ request, cancelled }) =>
        request.method === method && path.test(decodeURIComponent(request.url)) && !cancelled,
    );
  }

  /** The first request to a path, however many steps it takes until it is sent. */
  async sent(method: string, path: RegExp): Promise<TestRequest> {
    const spec = running;
    for (;;) {
      // The spec has failed by its timeout: nobody waits any more.
      if (spec !== running) {
        return new Promise<never>(() => undefined);
      }
      const [first] = this.requestsTo(method, path);
      if (first) {
        this.#open = this.#open.filter((one) => one !== first);
        return first;
      }
      await nextTask();
    }
  }

  /** Shows June 2026 of these calendars; each of them has these events. */
  async show(events: Readonly<Record<string, readonly object[]>>): Promise<void> {
    this.service.setView({
      calendarIds: Object.keys(events),
      start: '2026-06-01T00:00:00Z',
      end: '2026-07-01T00:00:00Z',
    });
    for (const [calendarId, items] of Object.entries(events)) {
      (await this.sent('GET', new RegExp(`/${calendarId}/events$`))).flush({ items });
    }
    const { syncState$ } = this.service;
    await firstValueFrom(syncState$.pipe(filter(({ phase }) => phase === 'idle')));
  }
}
