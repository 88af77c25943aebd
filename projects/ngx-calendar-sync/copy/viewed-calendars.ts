import { EMPTY, Observable, type SchedulerLike, Subject, switchMap } from 'rxjs';

export interface ViewedCalendarsContext {
  readonly clock: SchedulerLike;
  /** Tells the other tabs what this one views. */
  readonly say: (views: TabViews) => void;
}

/** What one tab views. */
export interface TabViews {
  readonly tab: string;
  readonly calendarIds: readonly string[];
}

/**
 * What a tab views counts for so long after it has last said so, since a tab that crashes cannot say that it is gone.
 * Tabs say it twice in a pass.
 */
const VIEWS_TIMEOUT_MS = 3 * 60_000;

/** Which calendars are in view, in this tab and in the others. */
export class ViewedCalendars {
  readonly #context: ViewedCalendarsContext;
  readonly #tab = String(Math.random());
  /** By calendar id, how many windows of this tab show it. */
  readonly #windows = new Map<string, number>();
  readonly #others = new Map<
    string,
    { readonly ids: readonly string[]; readonly saidAt: number }
  >();
  readonly #seen = new Set<string>();
  readonly #opened = new Subject<readonly string[]>();
  /** What was in view before the present task, in which the windows of a view open and close one by one. */
  #before: ReadonlySet<string> | undefined;

  /** Emits ids of calendars that come into view, in whichever tab. */
  readonly opened$: Observable<readonly string[]> = this.#opened;

  constructor(context: ViewedCalendarsContext) {
    this.#context = context;
  }

  /** Ids of the calendars that any tab views now. */
  get ids(): ReadonlySet<string> {
    const heardSince = this.#context.clock.now() - VIEWS_TIMEOUT_MS;
    const others = [...this.#others.values()].filter(({ saidAt }) => saidAt >= heardSince);
    return new Set([...this.#windows.keys(), ...others.flatMap(({ ids }) => ids)]);
  }

  /** Ids of the calendars that any tab has viewed since this one was opened. */
  get seen(): ReadonlySet<string> {
    return this.#seen;
  }

  /** A window of this tab shows a calendar from now on, until the function that is returned is called. */
  open(calendarId: string): () => void {
    this.#count(calendarId, 1);
    return () => {
      this.#count(calendarId, -1);
    };
  }

  /** A window of this tab shows a calendar whenever `inView$` is true, while this is subscribed to. It emits nothing. */
  openWhile(calendarId: string, inView$: Observable<boolean>): Observable<never> {
    return inView$.pipe(
      switchMap((isInView) =>
        isInView ? new Observable<never>(() => this.open(calendarId)) : EMPTY,
      ),
    );
  }

  receive({ tab, calendarIds }: TabViews): void {
    const before = this.ids;
    this.#others.set(tab, { ids: calendarIds, saidAt: this.#context.clock.now() });
    this.#tellOpened(calendarIds, before);
  }

  /** Tells the other tabs what this one views, if it views anything. */
  announceAgain(): void {
    if (this.#windows.size > 0) {
      this.#say();
    }
  }

  /** Tells the other tabs that this one views nothing any more. */
  close(): void {
    this.#windows.clear();
    this.#say();
  }

  #count(calendarId: string, change: 1 | -1): void {
    if (!this.#before) {
      this.#before = this.ids;
      queueMicrotask(() => {
        this.#sayChanged();
      });
    }
    const windows = (this.#windows.get(calendarId) ?? 0) + change;
    if (windows > 0) {
      this.#windows.set(calendarId, windows);
    } else {
      this.#windows.delete(calendarId);
    }
    this.#seen.add(calendarId);
  }

  #sayChanged(): void {
    const before = this.#before ?? new Set();
    this.#before = undefined;
    const now = [...this.#windows.keys()];
    this.#say();
    this.#tellOpened(now, before);
  }

  #tellOpened(now: readonly string[], before: ReadonlySet<string>): void {
    const opened = now.filter((id) => !before.has(id));
    for (const id of opened) {
      this.#seen.add(id);
    }
    if (opened.length > 0) {
      this.#opened.next(opened);
    }
  }

  #say(): void {
    this.#context.say({ tab: this.#tab, calendarIds: [...this.#windows.keys()] });
  }
}
