import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { SeriesScope } from '../model/command-options';
import type {
  CalendarProvider,
  CalendarProviderTypes,
  SeriesEventsOf,
} from '../provider/calendar-provider';
import {
  type Overlay,
  type SeriesPart,
  shownEvent,
  targetOf,
  type WriteTarget,
} from '../provider/event-write';
import type { SessionContext, SessionOutbox } from './session-outbox';

const MAX_SERIES_READS = 3;

export interface EventsToWriteContext<T extends CalendarProviderTypes> extends Pick<
  SessionContext<T['event']>,
  'ask' | 'backend'
> {
  readonly provider: Pick<CalendarProvider<T>, 'readEvent' | 'readSeries'>;
}

/** Finds what a write is about: in earlier writes, in the backend, or at the provider. */
export class EventsToWrite<T extends CalendarProviderTypes> {
  readonly #context: EventsToWriteContext<T>;
  readonly #outbox: () => SessionOutbox<T['event']> | undefined;

  constructor(
    context: EventsToWriteContext<T>,
    outbox: () => SessionOutbox<T['event']> | undefined,
  ) {
    this.#context = context;
    this.#outbox = outbox;
  }

  /** A series as it is known without a request, with the writes that are not confirmed yet. */
  async knownSeries(
    calendarId: string,
    seriesId: string,
  ): Promise<SeriesEventsOf<T['event']> | undefined> {
    const { backend } = this.#context;
    return this.#written(calendarId, seriesId, async () => backend.series?.(calendarId, seriesId));
  }

  /**
   * The series of a write for several occurrences; `undefined` for an event that is of none.
   * @param seen The event as the user sees it; `undefined` for a master, which no view shows, and for what is in no view.
   */
  async inScope(
    { calendarId, eventId }: WriteTarget,
    seen: T['event'] | undefined,
    scope: SeriesPart<T['event']>['scope'],
    signal: AbortSignal | undefined,
  ): Promise<SeriesPart<T['event']> | undefined> {
    const { ask, provider } = this.#context;
    const whole = seen ? undefined : await this.knownSeries(calendarId, eventId);
    if (whole) {
      return { ...whole, scope, occurrence: whole.master };
    }
    const occurrence = seen ?? (await ask(provider.readEvent({ calendarId, eventId }), signal));
    return occurrence && this.seriesPart(occurrence, scope, signal);
  }

  /** `undefined` for an event that is of no series, and for one occurrence alone. */
  async seriesPart(
    occurrence: T['event'],
    scope: SeriesScope | undefined,
    signal: AbortSignal | undefined,
  ): Promise<SeriesPart<T['event']> | undefined> {
    const { calendarId, seriesId } = occurrence;
    if (scope === undefined || scope === 'this' || seriesId === undefined) {
      return undefined;
    }
    const { provider, ask } = this.#context;
    const series =
      (await this.knownSeries(calendarId, seriesId)) ??
      (await this.#written(calendarId, seriesId, () =>
        ask(provider.readSeries(calendarId, seriesId), signal),
      ));
    return series && { ...series, scope, occurrence };
  }

  /**
   * A series as it is read, with the writes that are not shown yet. Where one of them is shown while the series is read, nobody
   * knows whether what was read has it: it is read again. While many are shown one after the other, it would never end: what was
   * read counts as lacking them then.
   */
  async #written(
    calendarId: string,
    seriesId: string,
    read: () => Promise<SeriesEventsOf<T['event']> | undefined>,
  ): Promise<SeriesEventsOf<T['event']> | undefined> {
    for (let reads = 1; ; reads += 1) {
      const before = this.#overlaysOf(calendarId, seriesId);
      const series = await read();
      const now = new Set(this.#overlaysOf(calendarId, seriesId).map(eventIdOf));
      const shown = before.filter((overlay) => !now.has(eventIdOf(overlay)));
      if (shown.length === 0 || reads === MAX_SERIES_READS) {
        return this.#outbox()?.writtenSeries(calendarId, seriesId, series, shown) ?? series;
      }
    }
  }

  /** The writes of a series, or of events of it, that are not shown yet. */
  #overlaysOf(calendarId: string, seriesId: string): readonly Overlay<T['event']>[] {
    const overlays = this.#outbox()?.overlays ?? [];
    return overlays.filter((overlay) => {
      const { eventId, ...target } = targetOf(overlay);
      const ids = [target.seriesId, eventId, shownEvent(overlay)?.id];
      return target.calendarId === calendarId && ids.includes(seriesId);
    });
  }

  /**
   * An event that is in no view: as the backend holds it, or else as the provider has it now.
   * @throws CalendarSyncError `not-found`, and what the request meets, such as `offline`
   */
  async unseen(target: WriteTarget, signal: AbortSignal | undefined): Promise<T['event']> {
    const { ask, backend, provider } = this.#context;
    const { calendarId, eventId } = target;
    const held = await backend.find?.(calendarId, [eventId]).catch(() => undefined);
    const event = held?.get(eventId) ?? (await ask(provider.readEvent(target), signal));
    if (!event) {
      throw new CalendarSyncError('not-found', ngDevMode && 'There is no such event any more.');
    }
    return event;
  }
}

function eventIdOf(overlay: Overlay): string {
  return targetOf(overlay).eventId;
}
