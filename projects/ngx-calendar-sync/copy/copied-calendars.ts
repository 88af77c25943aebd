import type {
  ɵCalendarProvider as CalendarProvider,
  ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';

export interface CopiedCalendarsContext {
  readonly provider: Pick<CalendarProvider, 'calendars' | 'restoreCalendars'>;
  readonly store: Pick<ReplicaStore, 'calendars'>;
  /** The calendars to copy, by id or as `primary`, beside those in view; by default those that are selected and not hidden at the provider. */
  readonly calendarIds?: readonly string[] | undefined;
}

/** Which calendars of the account a copy is to hold. */
export class CopiedCalendars {
  constructor(private readonly context: CopiedCalendarsContext) {}

  /** Makes the stored list the account's list of calendars; false where none is stored yet. */
  async restore(): Promise<boolean> {
    const { store, provider } = this.context;
    const records = await store.calendars();
    if (records) {
      provider.restoreCalendars(records);
    }
    return records !== undefined;
  }

  /** The ids of the calendars to copy, first those that the user looks at. */
  async ids(viewed: ReadonlySet<string>): Promise<readonly string[]> {
    await this.restore();
    return [...new Set([...viewed, ...this.#chosenIds()])].filter((id) => this.isListed(id));
  }

  isListed(calendarId: string): boolean {
    return this.context.provider.calendars.has(calendarId);
  }

  #chosenIds(): readonly string[] {
    const { calendarIds, provider } = this.context;
    const { calendars } = provider;
    return (
      calendarIds?.map((id) => calendars.idOf(id)) ??
      calendars.list.filter(({ selected, hidden }) => selected && !hidden).map(({ id }) => id)
    );
  }
}
