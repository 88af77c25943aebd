import {
  BehaviorSubject,
  catchError,
  EMPTY,
  filter,
  finalize,
  map,
  mergeMap,
  type Observable,
  of,
  share,
  Subject,
} from 'rxjs';
import { type CalendarSyncErrorCode, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleColors, GoogleEvent, GoogleEventLabel } from 'ngx-calendar-sync/google/start';
import type { GoogleAccess } from './google-access';
import { DEFAULT_PALETTE, type Palette } from '../mapping/event-color';
import type { ResolvedConfig } from '../config/resolved-config';

/** The colours that a copy stores, so that events have them offline. */
export interface ColorRecord extends GoogleColors {
  /** By calendar id. */
  readonly eventLabels?: Readonly<Record<string, readonly GoogleEventLabel[]>>;
}

const TRANSIENT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'offline',
  'unavailable',
  'rate-limited',
  'expired',
];

/**
 * Google's palette and the labels of calendars, in which the colours of events are looked up. No event waits for them:
 * events show in the colours that are known so far, and {@link changed$} emits when these change.
 */
export class GoogleEventColors {
  readonly #api: GoogleCalendarApi;
  readonly #access: GoogleAccess;
  /** Requests that are to be sent; each emits if it has brought other colours. */
  readonly #requests = new Subject<Observable<void>>();
  readonly #known = new BehaviorSubject<ColorRecord | undefined>(undefined);
  #isAskedFor = false;
  /** Calendars whose labels are on their way. */
  readonly #asking = new Set<string>();
  /**
   * Labels that were asked for, so that one that Google does not return is not asked for again and again, and those that it
   * has returned. Labels that a copy has stored are not among them: they may have been changed elsewhere.
   */
  readonly #sought = new Set<string>();

  constructor(api: GoogleCalendarApi, access: GoogleAccess) {
    this.#api = api;
    this.#access = access;
  }

  /**
   * Emits when events have other colours than before. Requests are sent only while somebody is subscribed, so that a
   * session that has ended sends none.
   */
  readonly changed$: Observable<void> = this.#requests.pipe(
    mergeMap((request) => request),
    share(),
  );

  /** What is known of Google's colours and labels, now and whenever more is. */
  readonly known$: Observable<ColorRecord | undefined> = this.#known;

  get palette(): Palette {
    return this.record?.event ?? DEFAULT_PALETTE;
  }

  /** The labels of a calendar, as far as they are known. */
  labelsOf(calendarId: string): readonly GoogleEventLabel[] {
    return this.record?.eventLabels?.[calendarId] ?? [];
  }

  /** The colours that are known so far, for the copy to store; `undefined` while there are none. */
  get record(): ColorRecord | undefined {
    return this.#known.value;
  }

  /** Uses the colours that a copy has stored, where this page has not asked for newer ones itself. */
  restore(stored: ColorRecord): void {
    const colors = this.record?.event ? this.record : stored;
    const eventLabels = { ...stored.eventLabels, ...this.record?.eventLabels };
    this.#known.next({ ...colors, eventLabels });
  }

  /** Uses the labels that the app has just given a calendar, and has its events shown in their colours. */
  putLabels(calendarId: string, labels: readonly GoogleEventLabel[]): void {
    // An answer that is on its way is older.
    this.#asking.delete(calendarId);
    this.#setLabels(calendarId, labels);
    this.#requests.next(of(undefined));
  }

  /** Asks Google for its palette, once; after a failure again with the next call. */
  load(config: ResolvedConfig): void {
    if (this.#isAskedFor || !this.#requests.observed) {
      return;
    }
    this.#isAskedFor = true;
    this.#requests.next(
      this.#api.colors(this.#access.general(config)).pipe(
        filter((colors) => {
          const before = this.palette;
          this.#known.next({ ...this.record, ...colors });
          return !sameJson(before, this.palette);
        }),
        map(() => undefined),
        catchError(() => {
          this.#isAskedFor = false;
          return EMPTY;
        }),
      ),
    );
  }

  /**
   * Asks for the labels of a calendar, once, where it shows an event with a label that is not known, or known from a copy
   * alone. After a failure that may pass it asks again with the next call.
   */
  lookUpLabels(calendarId: string, events: readonly GoogleEvent[]): void {
    // Returns early, since this is called for every record of a copy, and few records have a label.
    const labelled = events.flatMap(({ eventLabelId }) => eventLabelId ?? []);
    if (labelled.length === 0) {
      return;
    }
    if (!this.#access.signedIn || !this.#requests.observed || this.#asking.has(calendarId)) {
      return;
    }
    const unknown = labelled.filter((label) => !this.#sought.has(`${calendarId} ${label}`));
    if (unknown.length === 0) {
      return;
    }
    for (const label of unknown) {
      this.#sought.add(`${calendarId} ${label}`);
    }
    this.#asking.add(calendarId);
    this.#requests.next(
      this.#api.calendarLabels(calendarId).pipe(
        map(({ labelProperties }) => {
          if (this.#asking.has(calendarId)) {
            this.#setLabels(calendarId, labelProperties?.eventLabels ?? []);
          }
        }),
        catchError((error: unknown) => {
          if (hasCode(error, ...TRANSIENT_ERROR_CODES)) {
            for (const label of unknown) {
              this.#sought.delete(`${calendarId} ${label}`);
            }
          }
          return EMPTY;
        }),
        finalize(() => this.#asking.delete(calendarId)),
      ),
    );
  }

  #setLabels(calendarId: string, labels: readonly GoogleEventLabel[]): void {
    for (const { id } of labels) {
      this.#sought.add(`${calendarId} ${id}`);
    }
    const eventLabels = { ...this.record?.eventLabels, [calendarId]: labels };
    this.#known.next({ ...this.record, eventLabels });
  }
}
