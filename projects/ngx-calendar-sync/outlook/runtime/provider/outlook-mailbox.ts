import {
  catchError,
  defer,
  EMPTY,
  finalize,
  forkJoin,
  from,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  share,
  Subject,
  switchMap,
  tap,
} from 'rxjs';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { OutlookCategory, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type { OutlookApi } from '../api/outlook-api';
import { type CategoryColors, categoryColorsOf } from '../mapping/category-colors';
import { TimeZoneNames } from '../time-zones/time-zone-names';
import { OptionalRequest } from './optional-request';

/** What a local copy stores of the mailbox beside its calendars. */
export interface MailboxRecord {
  /** IANA name. */
  readonly timeZone?: string;
  readonly categories?: readonly OutlookCategory[];
}

/**
 * The time zone of the mailbox, the colours of its categories, and the names of zones. Where the app may not read the settings,
 * events keep the colour of their calendar, and nothing fails.
 */
export class OutlookMailbox {
  readonly #isReadable: () => boolean;
  readonly names = new TimeZoneNames();
  /** Requests that nothing waits for. */
  readonly #requests = new Subject<Observable<unknown>>();
  readonly #changed = new Subject<void>();
  #record: MailboxRecord = {};
  #colors: CategoryColors = new Map();
  #isLoadingNames = false;
  /** Names of categories that were asked for; there may be none of that name. */
  readonly #soughtCategories = new Set<string>();

  /**
   * Emits when events look different than before. Requests that nothing waits for are sent only while somebody is subscribed,
   * so that a session that has ended sends none.
   */
  readonly changed$: Observable<void> = merge(
    this.#changed,
    this.#requests.pipe(
      mergeMap((request) => request),
      ignoreElements(),
    ),
  ).pipe(share());

  readonly #timeZone: OptionalRequest;
  readonly #categories: OptionalRequest;

  /** Emits once when the zone is known, or when it turns out that it cannot be. A request that has failed is waited for no more. */
  readonly timeZoneKnown$: Observable<unknown> = defer(() => this.#answerOf(this.#timeZone));

  /** Emits once all is known that can be. */
  readonly known$: Observable<unknown> = defer(() =>
    forkJoin([this.timeZoneKnown$, this.#answerOf(this.#categories)]),
  );

  /** @param isReadable Whether the account has granted that its settings are read. */
  constructor(api: OutlookApi, isReadable: () => boolean) {
    this.#isReadable = isReadable;
    const timeZone$ = api.mailboxTimeZone().pipe(
      switchMap((name) => this.namesFor([name]).pipe(map(() => this.names.ianaName(name)))),
      tap((timeZone) => {
        this.#putTimeZone(timeZone);
      }),
    );
    const categories$ = api.categories().pipe(
      tap((categories) => {
        this.#putCategories(categories);
      }),
    );
    this.#timeZone = new OptionalRequest(timeZone$, api.clock);
    this.#categories = new OptionalRequest(categories$, api.clock);
  }

  /** IANA name. */
  get timeZone(): string | undefined {
    return this.#record.timeZone;
  }

  get colors(): CategoryColors {
    return this.#colors;
  }

  /** For the copy to store; `undefined` while nothing is known. */
  get record(): MailboxRecord | undefined {
    return Object.keys(this.#record).length > 0 ? this.#record : undefined;
  }

  /** Uses what a copy has stored, where this page has not asked itself. */
  restore(stored: MailboxRecord): void {
    this.#record = { ...stored, ...this.#record };
    this.#colors = categoryColorsOf(this.#record.categories ?? []);
  }

  /** Emits once the names of these zones can be read. */
  namesFor(names: readonly (string | null | undefined)[]): Observable<unknown> {
    return this.names.needsTable(names) ? from(this.names.load()) : of(undefined);
  }

  /** Emits once the zones of these events can be read. */
  zonesOf(events: readonly OutlookEvent[]): Observable<unknown> {
    return this.namesFor(events.flatMap(zoneNamesOf));
  }

  /** Asks for the categories once; after a failure again after a while. */
  load(): void {
    if (!this.#categories.isAnswered) {
      this.#askForCategories([]);
    }
  }

  /** The account has granted other scopes. */
  scopesChanged(): void {
    this.#timeZone.forgetRefusal();
    this.#categories.forgetRefusal();
  }

  /** What is asked for the first time is waited for. */
  #answerOf(request: OptionalRequest): Observable<unknown> {
    if (request.isAnswered || !this.#isReadable()) {
      return of(undefined);
    }
    if (request.isAwaited) {
      return request.answer$;
    }
    if (this.#mayAskBeside(request)) {
      this.#requests.next(request.answer$);
    }
    return of(undefined);
  }

  /** Whether this may be asked for while nothing waits for it. */
  #mayAskBeside(request: OptionalRequest): boolean {
    return request.isDue && this.#requests.observed && this.#isReadable();
  }

  /**
   * Asks once for what these events need and is not known: categories that somebody has made in the meantime, and of events in
   * a copy the names of their zones.
   */
  lookUp(events: readonly OutlookEvent[]): void {
    if (!this.#isLoadingNames && this.names.needsTable(events.flatMap(zoneNamesOf))) {
      this.#loadNames();
    }
    const names = events.flatMap(({ categories }) => categories ?? []);
    const unknown = names.filter((name) => !this.#soughtCategories.has(name));
    if (unknown.length > 0) {
      this.#askForCategories(unknown);
    }
  }

  #loadNames(): void {
    if (!this.#requests.observed) {
      return;
    }
    this.#isLoadingNames = true;
    this.#requests.next(
      from(this.names.load()).pipe(
        map(() => {
          this.#changed.next();
        }),
        catchError(() => EMPTY),
        finalize(() => {
          this.#isLoadingNames = false;
        }),
      ),
    );
  }

  #askForCategories(names: readonly string[]): void {
    if (!this.#mayAskBeside(this.#categories)) {
      return;
    }
    for (const name of names) {
      this.#soughtCategories.add(name);
    }
    this.#requests.next(this.#categories.answer$);
  }

  #putTimeZone(timeZone: string | undefined): void {
    const { categories } = this.#record;
    this.#record = {
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(categories ? { categories } : {}),
    };
  }

  #putCategories(categories: readonly OutlookCategory[]): void {
    for (const { displayName } of categories) {
      this.#soughtCategories.add(displayName ?? '');
    }
    const before = this.#record.categories;
    this.#record = { ...this.#record, categories };
    this.#colors = categoryColorsOf(categories);
    if (!sameJson(before ?? [], categories)) {
      this.#changed.next();
    }
  }
}

function zoneNamesOf({ originalStartTimeZone, originalEndTimeZone, recurrence }: OutlookEvent) {
  return [originalStartTimeZone, originalEndTimeZone, recurrence?.range?.recurrenceTimeZone];
}
