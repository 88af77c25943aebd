import {
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type ConflictChoice,
  type ɵMergedWrite as MergedWrite,
  type ɵPlannedWrite as PlannedWrite,
  ɵsameJson as sameJson,
  ɵshownEvent as shownEvent,
} from 'ngx-calendar-sync/core';
import { differingFields, type Field, mergedFields, ofFields, valuesOf } from './event-fields';
import { type EventModel, type InMemoryRequest, requestOf } from './in-memory-request';
import { changedByBoth } from './in-memory-rewrite';
import { onException, overlayOf } from './in-memory-series-writes';
import { request, shownAs } from './in-memory-writes';
import { endingBefore } from './split-recurrence';

type Choice = ConflictChoice | 'ask';
type Request<T extends CalendarProviderTypes, Op> = Extract<
  InMemoryRequest<T>,
  { readonly op: Op }
>;

const DONE = { kind: 'done' } as const;
const DELETED = { kind: 'conflict', fields: [] } as const;

/** Puts writes on top of what somebody else has made of their events, and joins those of one event. */
export class InMemoryMerging<T extends CalendarProviderTypes> {
  readonly #model: EventModel<T>;

  constructor(model: EventModel<T>) {
    this.#model = model;
  }

  merge(
    write: PlannedWrite<T['event']>,
    theirs: T['event'] | undefined,
    choice: Choice,
  ): MergedWrite<T['event']> {
    const planned = requestOf<T>(write);
    switch (planned.op) {
      case 'update':
        return theirs
          ? this.#update(write, planned, theirs, choice)
          : this.#gone(write, this.#mine(write, planned), choice);
      case 'respond':
        return theirs
          ? response(write, theirs, choice)
          : this.#gone(write, shownEvent(write.shown), choice);
      case 'delete':
        return deletion(write, theirs, choice);
      case 'split':
        return theirs
          ? this.#split(write, planned, theirs, choice)
          : goneSeries(write, planned, choice);
      case 'rewrite':
        return rewrite<T>(write, planned, theirs, choice);
      default:
        return DONE;
    }
  }

  join(
    first: PlannedWrite<T['event']>,
    second: PlannedWrite<T['event']>,
  ): PlannedWrite<T['event']> | 'none' | undefined {
    const before = requestOf<T>(first);
    const after = requestOf<T>(second);
    const isOneRequest =
      first.scope === undefined &&
      second.scope === undefined &&
      before.mails === after.mails &&
      before.calendarId === after.calendarId &&
      before.eventId === after.eventId;
    if (!isOneRequest || (before.op !== 'insert' && before.op !== 'update')) {
      return undefined;
    }
    if (after.op === 'update') {
      const changes = [...before.changes, ...after.changes];
      return { ...first, shown: second.shown, request: { ...before, changes } };
    }
    if (after.op === 'delete') {
      const { version, base } = first;
      return before.op === 'insert' ? 'none' : { ...second, version, base };
    }
    return undefined;
  }

  /** The event as the user wants it; `undefined` where it is not known. */
  #mine(
    { base }: PlannedWrite<T['event']>,
    { changes }: Request<T, 'update'>,
  ): T['event'] | undefined {
    return base && changes.reduce(this.#model.changed, base);
  }

  #update(
    write: PlannedWrite<T['event']>,
    planned: Request<T, 'update'>,
    theirs: T['event'],
    choice: Choice,
  ): MergedWrite<T['event']> {
    const { changed } = this.#model;
    const mine = this.#mine(write, planned) ?? planned.changes.reduce(changed, theirs);
    const merged = mergedFields(write.base, mine, theirs, choice);
    if (merged.undecided.length > 0) {
      return { kind: 'conflict', fields: merged.undecided };
    }
    if (merged.mine.length === 0) {
      return DONE;
    }
    // What is of no field of the model is written as it is.
    const others = planned.changes.map((changes) => ofFields<T>(changes, () => false));
    const changes = [...others, valuesOf<T>(mine, merged.mine)].filter(
      (each) => Object.keys(each).length > 0,
    );
    const after = changes.reduce(changed, theirs);
    const { id } = theirs;
    const { series } = planned;
    const update = {
      ...planned,
      changes,
      ...(series ? { series: { ...series, master: theirs } } : {}),
    };
    const shown = series
      ? overlayOf({
          master: after,
          exceptions: planned.resets
            ? []
            : series.exceptions.map((each) => onException<T>(each, update, this.#model)),
          cancelled: planned.resets ? [] : series.cancelled,
        })
      : shownAs(after, id, theirs);
    return { kind: 'send', write: { ...onTopOf(write, theirs), shown, request: update } };
  }

  #gone(
    write: PlannedWrite<T['event']>,
    mine: T['event'] | undefined,
    choice: Choice,
  ): MergedWrite<T['event']> {
    if (choice === 'theirs') {
      return DONE;
    }
    if (choice !== 'mine' || !mine) {
      return DELETED;
    }
    const { calendarId, eventId, mails } = requestOf<T>(write);
    const event = { ...mine, status: 'confirmed' as const };
    return {
      kind: 'send',
      write: {
        ...write,
        shown: shownAs(event, eventId),
        anyVersion: true,
        request: request<T>({ op: 'restore', calendarId, eventId, mails, event }),
      },
    };
  }

  /** What somebody else has changed of the series shows in both parts of it. */
  #split(
    write: PlannedWrite<T['event']>,
    planned: Request<T, 'split'>,
    theirs: T['event'],
    choice: Choice,
  ): MergedWrite<T['event']> {
    const { base = planned.series.master } = write;
    const { added, from } = planned;
    const isDivided = sameJson(theirs.recurrence, planned.recurrence);
    const whole: readonly Field[] = isDivided
      ? []
      : differingFields(base, theirs).filter(
          (field) => field === 'times' || field === 'recurrence',
        );
    if (whole.length > 0 && choice === 'theirs') {
      return DONE;
    }
    const undecided = whole.filter(
      (field) => choice === 'ask' || (typeof choice === 'object' && !choice[field]),
    );
    const fields = added
      ? mergedFields(
          base,
          this.#model.changed(base, {
            ...valuesOf<T>(
              added.master,
              differingFields(base, added.master).filter(
                (field) => field !== 'times' && field !== 'recurrence',
              ),
            ),
          }),
          theirs,
          choice,
        )
      : { undecided: [], mine: [] };
    const all = [...undecided, ...fields.undecided.filter((field) => !whole.includes(field))];
    if (all.length > 0) {
      return { kind: 'conflict', fields: all };
    }
    const recurrence = isDivided ? planned.recurrence : endingBefore(theirs, from);
    const fromTheirs = differingFields(base, theirs).filter(
      (field) => field !== 'times' && field !== 'recurrence' && !fields.mine.includes(field),
    );
    const series = added && {
      ...added,
      master: this.#model.changed(added.master, valuesOf<T>(theirs, fromTheirs)),
    };
    const rest = { ...theirs, recurrence };
    const { shown } = write;
    return {
      kind: 'send',
      write: {
        ...onTopOf(write, theirs),
        shown:
          shown.kind === 'series'
            ? { ...shown, rest, ...(series ? { master: series.master } : {}) }
            : shown,
        request: request<T>({
          ...planned,
          recurrence,
          series: { ...planned.series, master: theirs },
          ...(series ? { added: series } : {}),
        }),
      },
    };
  }
}

function deletion<E extends CalendarProviderTypes['event']>(
  write: PlannedWrite<E>,
  theirs: E | undefined,
  choice: Choice,
): MergedWrite<E> {
  if (!theirs || choice === 'theirs') {
    return DONE;
  }
  const isChanged = !write.base || differingFields(write.base, theirs).length > 0;
  return choice === 'mine' || !isChanged
    ? { kind: 'send', write: onTopOf(write, theirs) }
    : DELETED;
}

function rewrite<T extends CalendarProviderTypes>(
  write: PlannedWrite<T['event']>,
  planned: Request<T, 'rewrite'>,
  theirs: T['event'] | undefined,
  choice: Choice,
): MergedWrite<T['event']> {
  const { series, written = series } = planned;
  const fields = theirs ? changedByBoth(series, written, theirs) : [];
  // Where the series itself is as it was left, it is the one that is to go that they have changed.
  const undecided: readonly Field[] = theirs && fields.length === 0 ? ['recurrence'] : fields;
  const sideOf = (field: Field) => (typeof choice === 'string' ? choice : (choice[field] ?? 'ask'));
  const sides = theirs ? undecided.map(sideOf) : [sideOf('recurrence')];
  if (sides.includes('ask')) {
    return { kind: 'conflict', fields: undecided };
  }
  const isForced = sides.includes('mine');
  const request = { ...planned, isForced } as const;
  return isForced
    ? { kind: 'send', write: { ...(theirs ? onTopOf(write, theirs) : write), request } }
    : DONE;
}

/** Only where an answer is taken back it matters what the guest has answered since, in another app. */
function response<E extends CalendarProviderTypes['event']>(
  write: PlannedWrite<E>,
  theirs: E,
  choice: Choice,
): MergedWrite<E> {
  const own = (event: E | undefined) => event?.attendees?.find(({ self }) => self);
  const isChanged = write.isUndo && !sameJson(own(write.base), own(theirs));
  const side = typeof choice === 'string' ? choice : choice['attendees'];
  if (!isChanged || side === 'mine') {
    return { kind: 'send', write: onTopOf(write, theirs) };
  }
  return side === 'theirs' ? DONE : { kind: 'conflict', fields: ['attendees'] };
}

/** The part that is new can be written all the same. */
function goneSeries<T extends CalendarProviderTypes>(
  write: PlannedWrite<T['event']>,
  planned: Request<T, 'split'>,
  choice: Choice,
): MergedWrite<T['event']> {
  if (choice === 'theirs' || !planned.added) {
    return DONE;
  }
  return choice === 'mine'
    ? { kind: 'send', write: { ...write, request: request<T>({ ...planned, isGone: true }) } }
    : DELETED;
}

function onTopOf<E extends CalendarProviderTypes['event']>(
  write: PlannedWrite<E>,
  theirs: E,
): PlannedWrite<E> {
  return { ...write, base: theirs, version: theirs.version };
}
