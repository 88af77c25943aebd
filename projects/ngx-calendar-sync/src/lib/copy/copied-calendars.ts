import type { CalendarProvider } from '../provider/calendar-provider';
import type { ReplicaStore } from '../replica/replica-store';

export interface CopiedCalendarsContext {
  readonly provider: Pick<CalendarProvider, 'calendars' | 'recall'>;
  readonly store: Pick<ReplicaStore, 'calendars'>;
  /** Ids of what is copied beside the calendars that are viewed; by default those that are selected at the provider. */
  readonly calendarIds?: readonly string[] | undefined;
}

/** Which calendars of the account a copy is to hold. */
export class CopiedCalendars {
  constructor(private readonly context: CopiedCalendarsContext) {}

  /** Takes the calendars of the copy for the account's; false where the copy has none yet. */
  async recall(): Promise<boolean> {
    const { store, provider } = this.context;
    const records = await store.calendars();
    if (records) {
      provider.recall(records);
    }
    return records !== undefined;
  }

  /** Ids, in the order of their urgency: first what the user looks at. */
  async ids(viewed: ReadonlySet<string>): Promise<readonly string[]> {
    await this.recall();
    return [...new Set([...viewed, ...this.#chosenIds()])].filter((id) => this.isListed(id));
  }

  isListed(calendarId: string): boolean {
    return this.context.provider.calendars.has(calendarId);
  }

  /** Whether a calendar is copied be it viewed or not. */
  isChosen(calendarId: string): boolean {
    return this.#chosenIds().includes(calendarId);
  }

  #chosenIds(): readonly string[] {
    const { calendarIds, provider } = this.context;
    return (
      calendarIds ?? provider.calendars.list.filter(({ selected }) => selected).map(({ id }) => id)
    );
  }
}
