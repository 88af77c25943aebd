import {
  deleteItem,
  deleteOccurrence,
  insertEvent,
  instanceOf,
  patchItem,
  patchOccurrence,
  type WriteContext,
} from '../calendar/event-writes.ts';
import type { CalendarEntry } from '../calendar/mailbox.ts';
import { answerObject, baseOf, readBody } from './answers.ts';
import { entryOf, expectPermission } from './caller.ts';
import {
  etagOfEvent,
  type Handler,
  type NamedEvent,
  namedEvent,
  wholeJson,
} from './event-reads.ts';
import { type GraphContext, type GraphParts, meets, shortMonthsOf } from './graph-env.ts';
import { accessDenied, itemNotFound, preconditionFailed } from './graph-error.ts';

export function writeContext(context: GraphContext, { world }: GraphParts): WriteContext {
  return { world, mailbox: context.get('caller').mailbox, shortMonths: shortMonthsOf(context) };
}

/** The event of the path, which the caller may change. */
export function changeableEvent(context: GraphContext, parts: GraphParts): NamedEvent {
  expectPermission(context, 'write');
  const named = namedEvent(context, parts);
  expectEditable(context, named.entry);
  return named;
}

/** @throws GraphError if the event is not as `If-Match` has it. */
export function expectUnchanged(context: GraphContext, named: NamedEvent): void {
  const wanted = context.req.header('If-Match');
  const isIgnored = wanted === undefined || wanted === '*' || meets(context, 'if-match-ignored');
  if (!isIgnored && wanted !== etagOfEvent(context, named)) {
    throw preconditionFailed();
  }
}

export function postEvent(parts: GraphParts): Handler {
  return async (context) => {
    expectPermission(context, 'write');
    const entry = entryOf(context, parts);
    expectEditable(context, entry);
    const body = await readBody(context, 'event');
    const state = insertEvent(writeContext(context, parts), entry, body);
    const instance = instanceOf(state, undefined, shortMonthsOf(context));
    const id = encodeURIComponent(state.main.id);
    context.header('Location', `${baseOf(context)}/me/events/${id}`);
    return answerObject(context, parts, 'event', wholeJson(context, { instance, state }), 201);
  };
}

export function patchEvent(parts: GraphParts): Handler {
  return async (context) => {
    const body = await readBody(context, 'event');
    const named = changeableEvent(context, parts);
    expectUnchanged(context, named);
    const { entry, state, instance } = named;
    const write = writeContext(context, parts);
    const { day, record } = instance;
    const written =
      day === undefined
        ? patchItem(write, entry, state, body)
        : patchOccurrence(write, entry, state, { record, day }, body);
    const changed = instanceOf(written, day, shortMonthsOf(context));
    const json = wholeJson(context, { instance: changed, state: written });
    return answerObject(context, parts, 'event', withoutAdded(json));
  };
}

export function deleteEvent(parts: GraphParts): Handler {
  return (context) => {
    const named = changeableEvent(context, parts);
    expectUnchanged(context, named);
    const { entry, state, instance } = named;
    const write = writeContext(context, parts);
    if (instance.day === undefined) {
      deleteItem(write, entry, state, meets(context, 'silent-delete'));
    } else {
      deleteOccurrence(write, entry, state, instance.day);
    }
    return context.body(null, 204);
  };
}

function withoutAdded(json: ReturnType<typeof wholeJson>): ReturnType<typeof wholeJson> {
  return Object.fromEntries(
    Object.entries(json).filter(([name]) => name !== 'cancelledOccurrences'),
  );
}

function expectEditable(context: GraphContext, { canEdit, store }: CalendarEntry): void {
  if (!canEdit) {
    throw accessDenied();
  }
  const { mailbox, scopes } = context.get('caller');
  const isOwn = store.owner.toLowerCase() === mailbox.account.email.toLowerCase();
  if (!isOwn && !scopes.has('Calendars.ReadWrite.Shared')) {
    throw itemNotFound();
  }
}
