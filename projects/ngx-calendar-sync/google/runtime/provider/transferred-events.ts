import { isPlatformServer } from '@angular/common';
import { inject, Injectable, makeStateKey, PLATFORM_ID, TransferState } from '@angular/core';
import type {
  TimeRange,
  ɵCalendarSession as CalendarSession,
  ɵKnownEvents as KnownEvents,
} from 'ngx-calendar-sync/core';
import { ɵEVENTS_KEY as EVENTS_KEY } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent, GoogleTypes } from '../mapping/google-calendar-event';

/** The events of one calendar; the dates of their range are texts, since JSON has no dates. */
type TransferredList = Omit<KnownEvents<GoogleCalendarEvent>, 'range'> & {
  readonly range: TimeRange<string>;
};

const STATE_KEY = makeStateKey<readonly TransferredList[]>(EVENTS_KEY);

/**
 * Carries the public events that the server has rendered to the browser, whose first rendering shows them without
 * asking for them again. Nobody is signed in on the server, so nothing private is in the page.
 */
@Injectable()
export class TransferredEvents {
  readonly #state = inject(TransferState);
  readonly #isServer = isPlatformServer(inject(PLATFORM_ID));

  /** On the server: puts the events that the session shows at the end of rendering into the page. */
  putIntoPage(session: CalendarSession<GoogleTypes>): void {
    if (!this.#isServer) {
      return;
    }
    this.#state.onSerialize(STATE_KEY, () =>
      session.knownEvents.map(({ range, ...list }) => ({
        ...list,
        range: { ...range, start: range.start.toISOString(), end: range.end.toISOString() },
      })),
    );
  }

  /** In the browser, on the first call: the events that the server has put into the page. */
  take(): readonly KnownEvents<GoogleCalendarEvent>[] {
    const lists = this.#isServer ? [] : this.#state.get(STATE_KEY, []);
    this.#state.remove(STATE_KEY);
    return lists.map(({ range, ...list }) => ({
      ...list,
      range: { ...range, start: new Date(range.start), end: new Date(range.end) },
    }));
  }
}
