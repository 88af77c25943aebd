import {
  type CalendarEvent,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type EventTime,
  type ɵOverlay as Overlay,
  type ɵPlannedWrite as PlannedWrite,
  type ɵSeriesPart as SeriesPart,
  type ɵSeriesWrite as SeriesWrite,
  type SendUpdates,
  ɵinstantOf as instantOf,
} from 'ngx-calendar-sync/core';
import { effectiveChanges, namesOfFields, ofFields } from './event-fields';
import {
  type Changes,
  type EventModel,
  mailsOf,
  type UpdateRequest,
  type WholeSeries,
} from './in-memory-request';
import { refused, request, withResponse } from './in-memory-writes';
import { beginningLater, endingBefore } from './split-recurrence';
import { shiftedTimes } from './shifted-times';

export interface SeriesWritesOptions<T extends CalendarProviderTypes> {
  readonly model: EventModel<T>;
  readonly series: 'masters' | 'occurrences';
  readonly newKey: () => string;
  /** How many occurrences a series has before a time. */
  readonly countBefore: (master: T['event'], time: EventTime) => Promise<number>;
}

type Planned<T extends CalendarProviderTypes> = PlannedWrite<T['event']>;
type Updating<T extends CalendarProviderTypes> = Extract<SeriesWrite<T>, { kind: 'update' }>;

/** Plans the writes of several occurrences of a calendar service in memory. */
export class InMemorySeriesWrites<T extends CalendarProviderTypes> {
  readonly #options: SeriesWritesOptions<T>;

  constructor(options: SeriesWritesOptions<T>) {
    this.#options = options;
  }

  async plan(write: SeriesWrite<T>, sendUpdates: SendUpdates | undefined): Promise<Planned<T>> {
    const mails = mailsOf(sendUpdates);
    const { scope, master, occurrence } = write.series;
    const fields =
      write.kind === 'update'
        ? namesOfFields(effectiveChanges<T>(occurrence, write.changes, this.#options.model))
        : undefined;
    const inScope = { scope, ...(fields ? { fields } : {}) };
    const isWhole = scope === 'all' || instantOf(startOf(occurrence)) <= instantOf(master.start);
    if (isWhole) {
      return { ...this.#whole(write, mails), ...inScope };
    }
    if (write.kind === 'respond') {
      throw refused('An invitation is answered for one occurrence or for all of them.');
    }
    if (this.#options.series === 'occurrences') {
      throw refused('This service writes one occurrence or all of them.');
    }
    return { ...(await this.#following(write, mails)), ...inScope };
  }

  #whole(write: SeriesWrite<T>, mails: string): Planned<T> {
    const { calendarId, series } = write;
    const { master } = series;
    const eventId = master.id;
    const whole = wholeOf(series);
    switch (write.kind) {
      case 'update': {
        const { changes, resets } = this.#onMaster(master, write);
        return {
          kind: 'update',
          shown: this.shown(whole, { op: 'update', changes: [changes], resets }),
          version: versionOf(write.changes.version, series),
          base: master,
          request: request<T>({
            op: 'update',
            calendarId,
            eventId,
            mails,
            changes: [changes],
            series: whole,
            resets,
          }),
        };
      }
      case 'delete':
        return {
          kind: 'delete',
          shown: { kind: 'delete', target: { calendarId, eventId } },
          version: versionOf(write.event.version, series),
          base: master,
          request: request<T>({ op: 'delete', calendarId, eventId, mails, series: whole }),
        };
      case 'respond': {
        const { response, comment } = write;
        const answered = (event: T['event']) => withResponse<T>(event, response, comment);
        return {
          kind: 'respond',
          shown: overlayOf({
            ...whole,
            master: answered(master),
            exceptions: whole.exceptions.map(answered),
          }),
          version: master.version,
          anyVersion: true,
          base: master,
          request: request<T>({
            op: 'respond',
            calendarId,
            eventId,
            mails,
            response,
            comment,
            series: whole,
          }),
        };
      }
    }
  }

  /** A series as it shows after a change of its master. */
  shown(series: WholeSeries<T['event']>, update: UpdateRequest<T>): Overlay<T['event']> {
    const { model } = this.#options;
    const { changes, resets } = update;
    return overlayOf({
      master: changes.reduce(model.changed, series.master),
      exceptions: resets ? [] : series.exceptions.map((each) => onException(each, update, model)),
      cancelled: resets ? [] : series.cancelled,
    });
  }

  async #following(
    write: Exclude<SeriesWrite<T>, { kind: 'respond' }>,
    mails: string,
  ): Promise<Planned<T>> {
    const { calendarId, series } = write;
    const { master, occurrence } = series;
    const whole = wholeOf(series);
    const from = startOf(occurrence);
    const recurrence = endingBefore(master, from);
    const rest = { ...master, recurrence };
    const target = { calendarId, eventId: master.id };
    const split = {
      op: 'split',
      calendarId,
      eventId: master.id,
      mails,
      from,
      recurrence,
      series: whole,
    } as const;
    if (write.kind === 'delete') {
      return {
        kind: 'delete',
        shown: {
          kind: 'series',
          target,
          from,
          master: undefined,
          exceptions: [],
          cancelled: [],
          rest,
        },
        version: versionOf(write.event.version, series),
        base: master,
        request: request<T>(split),
      };
    }
    const added = await this.#added(write, from);
    return {
      kind: 'update',
      shown: { kind: 'series', target, from, rest, ...added },
      version: versionOf(write.changes.version, series),
      base: master,
      request: request<T>({ ...split, added }),
    };
  }

  /** The series that takes the place of the occurrences from one on. */
  async #added(write: Updating<T>, from: EventTime): Promise<WholeSeries<T['event']>> {
    const { model, newKey, countBefore } = this.#options;
    const { master, exceptions, cancelled } = write.series;
    const count = await countBefore(master, from);
    const durationMs = instantOf(master.end) - instantOf(master.start);
    const first = model.changed(master, {
      ...shiftedTimes(master, master, {
        ...master,
        start: from,
        end: new Date(instantOf(from) + durationMs).toISOString(),
      }),
      recurrence: beginningLater(master, count),
    });
    const { changes, resets } = this.#onMaster(first, write);
    const id = newKey();
    const isLater = (time: EventTime) => instantOf(time) >= instantOf(from);
    const update = { op: 'update', changes: [changes] } as const;
    return {
      master: model.copied(model.changed(first, changes), master.calendarId, id),
      exceptions: resets
        ? []
        : exceptions
            .filter((exception) => isLater(startOf(exception)))
            .map((exception) => ({
              ...model.copied(
                onException(exception, update, model),
                master.calendarId,
                `${id}_${startOf(exception)}`,
              ),
              seriesId: id,
            })),
      cancelled: resets ? [] : cancelled.filter(isLater),
    };
  }

  /** Changes that were made on one occurrence, as changes of a master. */
  #onMaster(
    master: T['event'],
    { changes, series: { occurrence } }: Updating<T>,
  ): { readonly changes: Changes<T>; readonly resets: boolean } {
    const { model } = this.#options;
    const written = effectiveChanges<T>(occurrence, changes, model);
    const others = ofFields<T>(written, (field) => field !== 'times');
    if (Object.keys(others).length === Object.keys(written).length) {
      return { changes: written, resets: false };
    }
    const times = shiftedTimes(master, occurrence, model.changed(occurrence, written));
    const after = model.changed(master, times);
    return {
      changes: { ...others, ...times },
      resets: instantOf(after.start) !== instantOf(master.start) || after.allDay !== master.allDay,
    };
  }
}

/** What a change of a series makes of one of its exceptions, which keeps its own times. */
export function onException<T extends CalendarProviderTypes>(
  exception: T['event'],
  { changes }: UpdateRequest<T>,
  { changed }: EventModel<T>,
): T['event'] {
  const isOfException = (field: string) => field !== 'times' && field !== 'recurrence';
  return changes
    .map((each) => ofFields<T>(each, isOfException))
    .filter((each) => Object.keys(each).length > 0)
    .reduce(changed, exception);
}

export function overlayOf<E extends CalendarEvent>(series: WholeSeries<E>): Overlay<E> {
  const { calendarId, id } = series.master;
  return { kind: 'series', target: { calendarId, eventId: id }, ...series };
}

/** The start that its series gives an occurrence. */
export function startOf({ start, originalStart = start }: CalendarEvent): EventTime {
  return originalStart;
}

function wholeOf<E extends CalendarEvent>(series: SeriesPart<E>): WholeSeries<E> {
  const { master, exceptions, cancelled } = series;
  return { master, exceptions, cancelled };
}

/** An exception has a version of its own; any other occurrence has that of its series. */
function versionOf(
  seen: string | undefined,
  { master, exceptions, occurrence }: SeriesPart,
): string | undefined {
  const isException = exceptions.some(({ id }) => id === occurrence.id);
  return isException ? master.version : (seen ?? master.version);
}
