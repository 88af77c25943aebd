import {
  type CalendarEvent,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type EventTime,
  ɵinstantOf as instantOf,
  type ɵPlannedWrite as PlannedWrite,
  ɵshownEvent as shownEvent,
} from 'ngx-calendar-sync/core';
import { differingFields, valuesOf } from './event-fields';
import {
  type EventModel,
  type InMemoryRequest,
  requestOf,
  type RewriteRequest,
  type SplitRequest,
  type WholeSeries,
} from './in-memory-request';
import { overlayOf, startOf } from './in-memory-series-writes';
import { type InMemoryWrites, refused, request, shownAs, withResponse } from './in-memory-writes';

type Planned<T extends CalendarProviderTypes> = PlannedWrite<T['event']>;

/** Plans the write that takes back another one, which was confirmed. */
export class InMemoryUndo<T extends CalendarProviderTypes> {
  readonly #model: EventModel<T>;
  readonly #writes: InMemoryWrites<T>;

  constructor(model: EventModel<T>, writes: InMemoryWrites<T>) {
    this.#model = model;
    this.#writes = writes;
  }

  plan(write: Planned<T>, answer: T['event'] | undefined): Planned<T> {
    const planned = requestOf<T>(write);
    const { base } = write;
    const { mails } = planned;
    switch (planned.op) {
      case 'insert':
      case 'restore':
        return deletionOf<T>(answer ?? shownEvent(write.shown), mails);
      case 'update':
        return planned.series
          ? rewritten<T>(write, {
              op: 'rewrite',
              series: planned.series,
              written: shownSeries(write),
            })
          : this.#changedBack(write, known(base), known(answer), mails);
      case 'delete':
        return planned.series
          ? rewritten<T>(write, { op: 'rewrite', series: planned.series })
          : this.#writes.restore(known(base), mails);
      case 'move': {
        const { calendarId, from } = planned;
        const event = known(answer);
        return this.#writes.move({ kind: 'move', calendarId, toCalendarId: from, event }, mails);
      }
      case 'respond':
        return respondedAs<T>(planned, known(base), known(answer));
      case 'split':
        return rewritten<T>(write, rejoining(planned));
      case 'rewrite':
        throw refused('This write takes back another one.');
    }
  }

  #changedBack(
    { base, shown }: Planned<T>,
    before: T['event'],
    answer: T['event'],
    mails: string,
  ): Planned<T> {
    const { calendarId, id } = answer;
    const written = base && shownEvent(shown);
    const changes = valuesOf<T>(before, written ? differingFields(base, written) : []);
    return {
      kind: 'update',
      shown: shownAs(this.#model.changed(answer, changes), id, answer),
      version: answer.version,
      base: answer,
      request: request<T>({ op: 'update', calendarId, eventId: id, mails, changes: [changes] }),
    };
  }
}

function deletionOf<T extends CalendarProviderTypes>(
  event: T['event'] | undefined,
  mails: string,
): Planned<T> {
  const { calendarId, id, seriesId, version } = known(event);
  return {
    kind: 'delete',
    shown: { kind: 'delete', target: { calendarId, eventId: id, seriesId } },
    version,
    base: event,
    request: request<T>({ op: 'delete', calendarId, eventId: id, mails }),
  };
}

function respondedAs<T extends CalendarProviderTypes>(
  { calendarId, eventId, mails }: InMemoryRequest<T>,
  before: T['event'],
  answer: T['event'],
): Planned<T> {
  const { responseStatus = 'needsAction', comment = '' } =
    before.attendees?.find(({ self }) => self) ?? {};
  return {
    kind: 'respond',
    shown: shownAs(withResponse<T>(answer, responseStatus, comment), eventId),
    version: answer.version,
    base: answer,
    request: request<T>({
      op: 'respond',
      calendarId,
      eventId,
      mails,
      response: responseStatus,
      comment,
    }),
  };
}

function rewritten<T extends CalendarProviderTypes>(
  write: Planned<T>,
  rewriting: RewriteRequest<T['event']>,
): Planned<T> {
  const { calendarId, eventId, mails } = requestOf<T>(write);
  const { series, written = series, removed } = rewriting;
  return {
    kind: 'update',
    scope: 'all',
    shown: overlayOf(series),
    ...(removed ? { movedFrom: { calendarId, eventId: removed.master.id } } : {}),
    anyVersion: true,
    base: written.master,
    request: request<T>({ ...rewriting, calendarId, eventId, mails }),
  };
}

/** A divided series becomes one again. */
function rejoining<E extends CalendarEvent>({
  series,
  from,
  recurrence,
  added,
}: SplitRequest<E>): RewriteRequest<E> {
  const isEarlier = (time: EventTime) => instantOf(time) < instantOf(from);
  return {
    op: 'rewrite',
    series,
    written: {
      master: { ...series.master, recurrence },
      exceptions: series.exceptions.filter((each) => isEarlier(startOf(each))),
      cancelled: series.cancelled.filter(isEarlier),
    },
    ...(added ? { removed: added } : {}),
  };
}

/** A series as a write of all of it has left it. */
function shownSeries<E extends CalendarEvent>({ shown }: PlannedWrite<E>): WholeSeries<E> {
  if (shown.kind !== 'series' || !shown.master) {
    throw refused('What the series has become is not known: it cannot be taken back.');
  }
  const { master, exceptions, cancelled } = shown;
  return { master, exceptions, cancelled };
}

function known<E>(event: E | undefined): E {
  if (event === undefined) {
    throw refused('What the event was before is not known: it cannot be taken back.');
  }
  return event;
}
