import { GraphError, itemNotFound } from '../graph/graph-error.ts';
import type { EventRecord, ItemState } from './event-record.ts';
import { newICalUId, newItemId } from './ids.ts';
import { tellGuests } from './invitations.ts';
import type { CalendarEntry, Mailbox } from './mailbox.ts';
import type { ShortMonths } from './pattern.ts';
import { blankEvent, type EventBody, withBody } from './read-event.ts';
import { type Instance, instanceOn, instancesWithin } from './series.ts';
import { DAY_MS, instantOfTime, timesOnDay } from './times.ts';
import type { NewState, World } from './world.ts';

export interface WriteContext {
  readonly world: World;
  readonly mailbox: Mailbox;
  readonly shortMonths: ShortMonths;
}

/**
 * Adds an event. A `transactionId` that was used before with the same content answers the event of that time.
 * @throws GraphError for content that Graph refuses.
 */
export function insertEvent(
  { world, mailbox, shortMonths }: WriteContext,
  entry: CalendarEntry,
  body: EventBody,
): ItemState {
  const transactionId = body['transactionId'] as string | undefined;
  const content = JSON.stringify(body);
  const known = transactionId === undefined ? undefined : mailbox.transactions.get(transactionId);
  const existing = known && mailbox.find(known.eventId);
  if (known && existing) {
    if (known.content === content) {
      return existing.state;
    }
    throw duplicateTransaction(known.eventId);
  }
  const key =
    transactionId === undefined
      ? undefined
      : `${mailbox.account.id} ${transactionId} ${world.lastSequence}`;
  const owner = world.mailbox(entry.owner.address)?.account ?? mailbox.account;
  const blank = blankEvent(newItemId(key), newICalUId(key), owner, world.clock.now());
  const main = withBody(blank, body, { account: owner, shortMonths });
  const state = world.write(entry.store, whole(main), 'all');
  if (transactionId !== undefined) {
    mailbox.transactions.set(transactionId, { eventId: main.id, content });
  }
  tellGuests(world, entry.store, state, undefined);
  return state;
}

/** Changes a single event or a whole series. */
export function patchItem(
  { world, mailbox, shortMonths }: WriteContext,
  entry: CalendarEntry,
  before: ItemState,
  body: EventBody,
): ItemState {
  const main = withBody(before.main, body, { account: mailbox.account, shortMonths });
  const isPlannedAnew =
    main.start.wall !== before.main.start.wall ||
    main.end.wall !== before.main.end.wall ||
    JSON.stringify(main.recurrence) !== JSON.stringify(before.main.recurrence);
  // Exchange gives up the exceptions of a series whose times or rule change.
  const state = isPlannedAnew
    ? whole(main)
    : {
        main,
        cancelledDays: before.cancelledDays,
        exceptions: new Map(
          [...before.exceptions].map(([day, exception]) => [
            day,
            inheriting(exception, before.main, main),
          ]),
        ),
      };
  const written = world.write(entry.store, state, 'all');
  tellGuests(world, entry.store, written, before);
  return written;
}

/**
 * Changes one occurrence, which makes it an exception.
 * @throws GraphError where it would pass its neighbours.
 */
export function patchOccurrence(
  { world, mailbox, shortMonths }: WriteContext,
  entry: CalendarEntry,
  before: ItemState,
  { record, day }: { readonly record: EventRecord; readonly day: string },
  body: EventBody,
): ItemState {
  const changed = withBody(record, body, { account: mailbox.account, shortMonths });
  expectBetweenNeighbours(before, day, changed, shortMonths);
  const written = world.write(
    entry.store,
    { ...before, exceptions: new Map([...before.exceptions, [day, changed]]) },
    'exceptions',
  );
  tellGuests(world, entry.store, written, before);
  return written;
}

/** Deletes a single event or a whole series; the organizer's guests are told. */
export function deleteItem(
  { world }: WriteContext,
  entry: CalendarEntry,
  before: ItemState,
  isSilent: boolean,
): void {
  const written = world.write(entry.store, { ...before, isDeleted: true }, 'main');
  if (!isSilent) {
    tellGuests(world, entry.store, written, before);
  }
}

export function deleteOccurrence(
  { world }: WriteContext,
  entry: CalendarEntry,
  before: ItemState,
  day: string,
): void {
  const exceptions = new Map(before.exceptions);
  exceptions.delete(day);
  const written = world.write(
    entry.store,
    { ...before, exceptions, cancelledDays: new Set([...before.cancelledDays, day]) },
    'exceptions',
  );
  tellGuests(world, entry.store, written, before);
}

/** Replaces one record of an event, such as by one with another extension. */
export function replaceRecord(
  world: World,
  entry: CalendarEntry,
  before: ItemState,
  record: EventRecord,
  day: string | undefined,
): ItemState {
  return day === undefined
    ? world.write(entry.store, { ...before, main: record }, 'main')
    : world.write(
        entry.store,
        { ...before, exceptions: new Map([...before.exceptions, [day, record]]) },
        'exceptions',
      );
}

/** The event, series, occurrence or exception of an id. */
export function instanceOf(
  state: ItemState,
  day: string | undefined,
  shortMonths: ShortMonths,
): Instance {
  if (day === undefined) {
    return { type: state.main.recurrence ? 'seriesMaster' : 'singleInstance', record: state.main };
  }
  const instance = instanceOn(state, day, shortMonths);
  if (!instance) {
    throw itemNotFound();
  }
  return instance;
}

export function whole(main: EventRecord): NewState {
  return { main, exceptions: new Map(), cancelledDays: new Set() };
}

/** What an exception did not change itself follows the series. */
function inheriting(exception: EventRecord, before: EventRecord, after: EventRecord): EventRecord {
  const plain = Object.fromEntries(
    Object.entries(exception.plain).map(([name, value]) => {
      const key = name as keyof EventRecord['plain'];
      const isOwn = JSON.stringify(value) !== JSON.stringify(before.plain[key]);
      return [name, isOwn ? value : after.plain[key]];
    }),
  ) as unknown as EventRecord['plain'];
  const isOwnBody = exception.body.content !== before.body.content;
  const isOwnList = JSON.stringify(exception.attendees) !== JSON.stringify(before.attendees);
  return {
    ...exception,
    plain: { ...plain, transactionId: null },
    body: isOwnBody ? exception.body : after.body,
    attendees: isOwnList ? exception.attendees : after.attendees,
  };
}

function expectBetweenNeighbours(
  state: ItemState,
  day: string,
  changed: EventRecord,
  shortMonths: ShortMonths,
): void {
  const planned = instantOfTime(timesOnDay(state.main, day).start);
  const [from, to] = [instantOfTime(changed.start), instantOfTime(changed.end)];
  const reach = 800 * DAY_MS;
  const range = { from: Math.min(planned, from) - reach, to: Math.max(planned, to) + reach };
  const others = instancesWithin(state, range, shortMonths).filter((other) => other.day !== day);
  const earlier = others.filter((other) => (other.day ?? '') < day).at(-1);
  const later = others.find((other) => (other.day ?? '') > day);
  const free = {
    from: earlier ? instantOfTime(earlier.record.end) : -Infinity,
    to: later ? instantOfTime(later.record.start) : Infinity,
  };
  if (from < free.from || to > free.to) {
    throw new GraphError(
      400,
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    );
  }
}

function duplicateTransaction(eventId: string): GraphError {
  return new GraphError(
    400,
    'ErrorDuplicateTransactionId',
    "Your request can't be completed. The transaction id was used for another event.",
    {},
    { '@event.existingEventId': eventId },
  );
}
