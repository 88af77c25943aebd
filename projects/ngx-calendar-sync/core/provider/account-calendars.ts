import { BehaviorSubject, distinctUntilChanged, map, type Observable } from 'rxjs';
import type { Calendar } from '../model/calendar';
import { sameJson } from '../model/same-json';

/** What apps may call the account's own calendar instead of its id. */
const PRIMARY_ALIAS = 'primary';

/** The calendars of one account, as far as they are known. Nothing else keeps a list of them. */
export class AccountCalendars<C extends Calendar = Calendar> {
  readonly #list = new BehaviorSubject<readonly C[]>([]);
  #byId: ReadonlyMap<string, C> = new Map();
  readonly #primaryId: string | undefined;

  /** The calendars now, and whenever they change. */
  readonly list$: Observable<readonly C[]> = this.#list;
  /** What {@link idOf} answers for `primary`, now and whenever it changes. */
  readonly primaryId$: Observable<string> = this.#list.pipe(
    map(() => this.idOf(PRIMARY_ALIAS)),
    distinctUntilChanged(),
  );

  /** @param primaryId The id of the account's own calendar, where it is known before any list is. */
  constructor(primaryId?: string) {
    this.#primaryId = primaryId;
  }

  get list(): readonly C[] {
    return this.#list.value;
  }

  get(calendarId: string): C | undefined {
    return this.#byId.get(calendarId);
  }

  has(calendarId: string): boolean {
    return this.#byId.has(calendarId);
  }

  /** Replaces the whole list. One that is equal to the list before is not emitted. */
  replace(calendars: readonly C[]): void {
    if (sameJson(calendars, this.list)) {
      return;
    }
    this.#byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
    this.#list.next([...this.#byId.values()]);
  }

  /** Puts one calendar in its place in the list, and a new one at the end. */
  put(calendar: C): void {
    this.replace([...new Map(this.#byId).set(calendar.id, calendar).values()]);
  }

  remove(calendarId: string): void {
    this.replace(this.list.filter(({ id }) => id !== calendarId));
  }

  /**
   * The id of a calendar that an app names by its id or as `primary`. Where nobody is signed in, there is no calendar that
   * `primary` could mean, and it stays as it is; so it does while the account's own calendar is not known yet.
   */
  idOf(name: string): string {
    if (name !== PRIMARY_ALIAS) {
      return name;
    }
    return this.list.find(({ primary }) => primary)?.id ?? this.#primaryId ?? name;
  }
}
