import {
  catchError,
  EMPTY,
  filter,
  finalize,
  map,
  mergeMap,
  type Observable,
  share,
  Subject,
} from 'rxjs';
import {
  type CalendarSyncErrorCode,
  ɵhasCode as hasCode,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleColors, GoogleEvent, GoogleEventLabel } from '../api/wire-types.generated';
import type { GoogleAccess } from './google-access';
import { DEFAULT_PALETTE, type Palette } from '../mapping/event-color';
import type { ResolvedConfig } from '../config/resolved-config';

/** What a copy keeps, so that events have their colours offline. */
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
 * What the colours of events are looked up in: Google's palette, and the labels of calendars. Nothing waits for them:
 * events are told in the colours that are known, and {@link changed$} says when these are others.
 */
export class GoogleEventColors {
  readonly #api: GoogleCalendarApi;
  readonly #access: GoogleAccess;
  /** What to ask Google for; each emits when it has brought other colours. */
  readonly #requests = new Subject<Observable<void>>();
  #answer: GoogleColors | undefined;
  #labels: ReadonlyMap<string, readonly GoogleEventLabel[]> = new Map();
  #isAskedFor = false;
  /** Calendars whose labels are on their way. */
  readonly #asking = new Set<string>();
  /** Labels that Google was asked for, so that one that it does not know, or does not tell, is asked for once. */
  readonly #sought = new Set<string>();

  constructor(api: GoogleCalendarApi, access: GoogleAccess) {
    this.#api = api;
    this.#access = access;
  }

  /**
   * Emits when events show in other colours than they were told in. Google is asked for as long as somebody listens: a
   * session that has ended asks for nothing more.
   */
  readonly changed$: Observable<void> = this.#requests.pipe(
    mergeMap((request) => request),
    share(),
  );

  get palette(): Palette {
    return this.#answer?.event ?? DEFAULT_PALETTE;
  }

  /** As far as they are known. */
  labelsOf(calendarId: string): readonly GoogleEventLabel[] {
    return this.#labels.get(calendarId) ?? [];
  }

  /** What Google has said so far; `undefined` while it has said nothing. */
  get record(): ColorRecord | undefined {
    if (!this.#answer && this.#labels.size === 0) {
      return undefined;
    }
    return { ...this.#answer, eventLabels: Object.fromEntries(this.#labels) };
  }

  /** Takes the colours that a copy has stored, as far as Google has not told newer ones yet. */
  restore({ eventLabels = {}, ...answer }: ColorRecord): void {
    this.#answer ??= answer.event ? answer : undefined;
    // What this page has asked for itself is newer.
    this.#labels = new Map([...Object.entries(eventLabels), ...this.#labels]);
  }

  /** Asks Google for its palette, once; after a failure again with the next call. */
  load(config: ResolvedConfig): void {
    if (this.#isAskedFor || !this.#requests.observed) {
      return;
    }
    this.#isAskedFor = true;
    this.#requests.next(
      this.#api.colors(this.#access.own(config)).pipe(
        filter((colors) => {
          const before = this.palette;
          this.#answer = colors;
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
   * Asks for the labels of a calendar, once, where it shows an event with a label that is not known. After a failure that
   * may pass it asks again with the next call.
   */
  lookUpLabels(calendarId: string, events: readonly GoogleEvent[]): void {
    // Called for every record of a copy, of which few have a label.
    const labelled = events.flatMap(({ eventLabelId }) => eventLabelId ?? []);
    if (labelled.length === 0) {
      return;
    }
    if (!this.#access.signedIn || !this.#requests.observed || this.#asking.has(calendarId)) {
      return;
    }
    const known = this.labelsOf(calendarId);
    const unknown = labelled.filter(
      (label) =>
        !known.some((other) => other.id === label) && !this.#sought.has(`${calendarId} ${label}`),
    );
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
          this.#labels = new Map(this.#labels).set(calendarId, labelProperties?.eventLabels ?? []);
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
}
