import { answerInvitation, tellGuests } from '../calendar/invitations.ts';
import type { ResponseType } from '../calendar/event-record.ts';
import { readBody } from './answers.ts';
import { changeableEvent } from './event-changes.ts';
import type { Handler } from './event-reads.ts';
import type { GraphParts } from './graph-env.ts';
import { invalidRequest } from './graph-error.ts';

const RESPONSES = {
  accept: 'accepted',
  tentativelyAccept: 'tentativelyAccepted',
  decline: 'declined',
} as const satisfies Readonly<Record<string, ResponseType>>;

export const RESPONSE_ACTIONS = ['accept', 'tentativelyAccept', 'decline'] as const;

/** A guest's answer. */
export function respond(parts: GraphParts, action: (typeof RESPONSE_ACTIONS)[number]): Handler {
  return async (context) => {
    const body = await readBody(context, action, 'action');
    const { entry, state, instance } = changeableEvent(context, parts);
    const { record, day } = instance;
    if (record.isOrganizer) {
      throw invalidRequest(
        "You can't respond to this meeting because you're the meeting organizer.",
      );
    }
    const sendResponse = body['sendResponse'] !== false;
    const { responseRequested, allowNewTimeProposals } = record.plain;
    if (sendResponse && !responseRequested) {
      throw invalidRequest("The meeting organizer hasn't requested a response.");
    }
    const proposedNewTime = body['proposedNewTime'] as object | null | undefined;
    if (proposedNewTime && !(sendResponse && allowNewTimeProposals)) {
      throw invalidRequest('A new time cannot be proposed for this meeting.');
    }
    const { mailbox } = context.get('caller');
    answerInvitation(parts.world, mailbox, entry.store, state, day, record, RESPONSES[action], {
      sendResponse,
      ...(proposedNewTime && { proposedNewTime }),
    });
    return context.body(null, 202);
  };
}

/** The organizer calls a meeting off: it leaves the own calendar, and the guests are told. */
export function cancel(parts: GraphParts): Handler {
  return async (context) => {
    await readBody(context, 'cancel', 'action');
    const { entry, state, instance } = changeableEvent(context, parts);
    const { world } = parts;
    if (!instance.record.isOrganizer) {
      throw invalidRequest('You need to be an organizer to cancel a meeting.');
    }
    const { day } = instance;
    const exceptions = new Map(state.exceptions);
    exceptions.delete(day ?? '');
    const written =
      day === undefined
        ? world.write(entry.store, { ...state, isDeleted: true }, 'main')
        : world.write(
            entry.store,
            { ...state, exceptions, cancelledDays: new Set([...state.cancelledDays, day]) },
            'exceptions',
          );
    tellGuests(world, entry.store, written, state);
    return context.body(null, 202);
  };
}
