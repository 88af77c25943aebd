import { isPlatformServer } from '@angular/common';
import { inject, makeStateKey, PLATFORM_ID, type StateKey, TransferState } from '@angular/core';
import type {
  CalendarEvent,
  TimeRange,
  ɵCalendarProviderTypes as CalendarProviderTypes,
  ɵCalendarSession as CalendarSession,
  ɵKnownEvents as KnownEvents,
} from 'ngx-calendar-sync/core';

/** The events of one calendar; the dates of their range are texts, since JSON has no dates. */
type TransferredList<E extends CalendarEvent> = Omit<KnownEvents<E>, 'range'> & {
  readonly range: TimeRange<string>;
};

/**
 * Carries the public events that the server has rendered to the browser, whose first rendering shows them without
 * asking for them again. Nobody is signed in on the server, so nothing private is in the page. To be created in an injection
 * context.
 */
export class TransferredEvents<T extends CalendarProviderTypes> {
  readonly #key: StateKey<readonly TransferredList<T['event']>[]>;
  readonly #state = inject(TransferState);
  readonly #isServer = isPlatformServer(inject(PLATFORM_ID));

  /** @param key Under which the page carries them. */
  constructor(key: string) {
    this.#key = makeStateKey(key);
  }

  /** On the server: puts the events that the session shows at the end of rendering into the page. */
  putIntoPage(session: CalendarSession<T>): void {
    if (!this.#isServer) {
      return;
    }
    this.#state.onSerialize(this.#key, () =>
      session.knownEvents.map(({ range, ...list }) => ({
        ...list,
        range: { ...range, start: range.start.toISOString(), end: range.end.toISOString() },
      })),
    );
  }

  /** In the browser, on the first call: the events that the server has put into the page. */
  take(): readonly KnownEvents<T['event']>[] {
    const lists = this.#isServer ? [] : this.#state.get(this.#key, []);
    this.#state.remove(this.#key);
    return lists.map(({ range, ...list }) => ({
      ...list,
      range: { ...range, start: new Date(range.start), end: new Date(range.end) },
    }));
  }
}
