import { Component, inject, provideZonelessChangeDetection, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { CalendarSyncTesting } from '../calendar-sync-testing';
import {
  type CalendarSyncTestingOptions,
  provideCalendarSyncTesting,
} from '../provide-calendar-sync-testing';

type Action = (google: GoogleCalendarService) => unknown;

/** Monday, 4 May 2026, which the tests of commands happen on. */
export const NOW = '2026-05-04T08:00:00Z';
export const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

/** The component of an app: it shows events and calendars, and a button calls a command. */
@Component({
  selector: 'ncs-board',
  template: `
    <p>{{ google.authState().status }}</p>
    <ul>
      @for (event of google.events(); track event.calendarId + event.id) {
        <li>{{ event.title }}</li>
      }
    </ul>
    <ol>
      @for (calendar of google.calendars(); track calendar.id) {
        <li>{{ calendar.name }}</li>
      }
    </ol>
    <button (click)="run()">Run</button>
    <output>{{ answer() }}</output>
  `,
})
class Board {
  readonly google = inject(GoogleCalendarService);
  readonly answer = signal('');
  action: Action = () => undefined;

  constructor() {
    this.google.setView({ calendarIds: ['work', 'home'], ...MAY });
  }

  run(): void {
    Promise.resolve(this.action(this.google)).then(
      () => {
        this.answer.set('done');
      },
      (error: unknown) => {
        this.answer.set(CalendarSyncError.from(error).code);
      },
    );
  }
}

/** The app of a test, as whoever uses it sees it. */
export class BoardPage {
  readonly google = TestBed.inject(GoogleCalendarService);
  readonly testing = TestBed.inject(CalendarSyncTesting);
  readonly #fixture: ComponentFixture<Board> = TestBed.createComponent(Board);

  /** Opens the app in May 2026, signed in. */
  static async open(options: CalendarSyncTestingOptions): Promise<BoardPage> {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideCalendarSyncTesting({ now: NOW, ...options }),
      ],
    });
    const page = new BoardPage();
    await page.stable();
    return page;
  }

  stable(): Promise<unknown> {
    return this.#fixture.whenStable();
  }

  /** Presses the button, which calls the command, and waits until the app is stable. */
  async press(action: Action): Promise<void> {
    this.begin(action);
    await this.stable();
  }

  /** Presses the button, and does not wait. */
  begin(action: Action): void {
    this.#fixture.componentInstance.action = action;
    this.#element.querySelector('button')?.click();
  }

  get events(): readonly string[] {
    return this.#texts('ul li');
  }

  get calendars(): readonly string[] {
    return this.#texts('ol li');
  }

  /** `done`, or the code of the error with which the command has failed. */
  get answer(): string | undefined {
    return this.#texts('output')[0];
  }

  get status(): string | undefined {
    return this.#texts('p')[0];
  }

  /** The requests, without those that only read the view. */
  get requests(): readonly string[] {
    return this.testing.requests.filter((request) => !request.startsWith('list '));
  }

  get #element(): HTMLElement {
    return this.#fixture.nativeElement as HTMLElement;
  }

  #texts(selector: string): readonly string[] {
    return [...this.#element.querySelectorAll(selector)].map(({ textContent }) => textContent);
  }
}

/** The methods and observables of the service that have a test here. */
export const TESTED = new Set<string>();

/** A test of one method or observable of the service. */
export function testOf(
  name: keyof GoogleCalendarService,
  what: string,
  test: () => Promise<void>,
): void {
  TESTED.add(name);
  it(`${name}: ${what}`, test);
}
