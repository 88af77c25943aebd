import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵOverlay as Overlay,
  ɵshownEvent as shownEvent,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import {
  type ɵChoice as Choice,
  ɵDELETED as DELETED,
  ɵDONE as DONE,
  ɵonTopOf as onTopOf,
  ɵsideOf as sideOf,
} from 'ngx-calendar-sync/core/outbox';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { changedFields, isHeld, namedFields } from './event-fields';
import { mergeEdit } from './merge-edit';
import { mergeRejoin, mergeSplit, rejoiningWrite } from './merged-series';
import { type Merged, type OutlookRequest, type OutlookWrite, requestOf } from './outlook-request';
import type { PlannedWrites } from './planned-writes';
import { asWritten, undoingChanges } from './undoing-changes';
import { changed, shownAs, withoutHtml } from './written-event';

type Request<Kind> = Extract<OutlookRequest, { readonly kind: Kind }>;

/** Puts writes on top of what somebody else has changed, and on top of each other. */
export class MergedWrites {
  readonly #planned: PlannedWrites;

  constructor(planned: PlannedWrites) {
    this.#planned = planned;
  }

  merge(write: OutlookWrite, theirs: OutlookCalendarEvent | undefined, choice: Choice): Merged {
    const request = requestOf(write);
    switch (request.kind) {
      case 'patch':
        return theirs
          ? this.#mergePatch(write, request, theirs, choice)
          : this.#afterDeletion(write, request, choice);
      case 'edit':
        return mergeUnseenEdit(write, request, theirs, choice);
      case 'delete':
        return mergeDeletion(write, request, theirs, choice);
      case 'respond':
        return theirs && choice !== 'theirs'
          ? onTopOf(write, theirs)
          : choice === 'ask'
            ? DELETED
            : DONE;
      case 'split':
        return mergeSplit(write, request, theirs, choice, this.#planned);
      case 'rejoin':
        return mergeRejoin(write, request, theirs, choice);
      default:
        return choice === 'theirs' ? DONE : DELETED;
    }
  }

  join(first: OutlookWrite, second: OutlookWrite): OutlookWrite | 'none' | undefined {
    const before = requestOf(first);
    const after = requestOf(second);
    const isOfOne = targetOf(first.shown).eventId === targetOf(second.shown).eventId;
    if (!isOfOne || first.anyVersion || second.anyVersion || first.scope !== second.scope) {
      return undefined;
    }
    const shown = second.shown.kind === 'none' ? first.shown : second.shown;
    if (before.kind === 'insert' && after.kind === 'delete') {
      return 'none';
    }
    if (before.kind === 'insert' && after.kind === 'patch' && !after.edited) {
      const draft = { ...before.draft, ...after.changes };
      return { ...first, shown, request: { ...before, draft } satisfies OutlookRequest };
    }
    if (before.kind === 'patch' && after.kind === 'patch' && isJoinable(before, after)) {
      const changes = { ...before.changes, ...after.changes };
      const fields = [...new Set([...(first.fields ?? []), ...(second.fields ?? [])])];
      return { ...first, fields, shown, request: { ...before, changes } satisfies OutlookRequest };
    }
    if (before.kind === 'patch' && after.kind === 'delete') {
      const request: OutlookRequest = { ...after, before: before.before };
      return { ...second, version: first.version, base: first.base, request };
    }
    return undefined;
  }

  /** @throws CalendarSyncError `invalid-request` where it cannot be taken back */
  undo(write: OutlookWrite, answer: OutlookCalendarEvent | undefined): OutlookWrite {
    const request = requestOf(write);
    const { base, shown } = write;
    const written = answer ?? shownEvent(shown);
    switch (request.kind) {
      case 'insert':
        if (written) {
          return this.#deletionOf(written);
        }
        break;
      case 'delete':
        if (request.stored) {
          const { stored, exceptions } = request;
          return this.#planned.restore(withoutHtml(stored), exceptions, stored);
        }
        if (base) {
          return this.#planned.restore(base, request.exceptions);
        }
        break;
      case 'patch':
        if (answer) {
          return this.#changedBack(write, request, answer);
        }
        break;
      case 'respond':
        return this.#answeredBack(base, answer);
      case 'move':
        if (answer) {
          const { calendarId } = answer;
          const toCalendarId = request.from;
          return this.#planned.plan(
            { kind: 'move', calendarId, toCalendarId, event: answer },
            undefined,
          );
        }
        break;
      case 'split':
        if (request.isGone && answer) {
          return this.#deletionOf(answer);
        }
        return rejoiningWrite(write, request, answer);
    }
    throw notUndoable();
  }

  #deletionOf(event: OutlookCalendarEvent): OutlookWrite {
    const { calendarId, id, version } = event;
    const reference = version === undefined ? { id } : { id, version };
    return this.#planned.plan(
      { kind: 'delete', calendarId, event: reference, seen: event },
      undefined,
    );
  }

  #changedBack(
    undone: OutlookWrite,
    request: Request<'patch'>,
    answer: OutlookCalendarEvent,
  ): OutlookWrite {
    const context = this.#planned.contextOf(answer.calendarId);
    const back = undoingChanges(request, answer, context);
    const { version, id } = answer;
    return {
      kind: 'update',
      ...(undone.scope ? { scope: undone.scope } : {}),
      fields: namedFields(back),
      shown: withExceptionsOf(shownAs(changed(answer, back, context), answer), undone.shown),
      version,
      base: answer,
      request: {
        kind: 'patch',
        eventId: id,
        changes: back,
        before: answer,
      } satisfies OutlookRequest,
    };
  }

  /** Outlook takes no answer back: an earlier one can be given again. */
  #answeredBack(
    base: OutlookCalendarEvent | undefined,
    answer: OutlookCalendarEvent | undefined,
  ): OutlookWrite {
    const response = base?.attendees?.find(({ self }) => self)?.responseStatus;
    if (!answer || !response || response === 'needsAction') {
      throw notUndoable();
    }
    const { calendarId } = answer;
    return this.#planned.plan(
      { kind: 'respond', calendarId, event: answer, isSeen: true, response },
      undefined,
    );
  }

  #mergePatch(
    write: OutlookWrite,
    request: Request<'patch'>,
    theirs: OutlookCalendarEvent,
    choice: Choice,
  ): Merged {
    const { stored, ...rest } = request;
    const { edited, found } = rest;
    const context = this.#planned.contextOf(theirs.calendarId);
    const { changes, fields } = mergeEdit(
      { base: stored ?? rest.before, mine: asWritten(request, context), theirs },
      namedFields(request.changes),
      choice,
    );
    if (fields.length > 0) {
      return { kind: 'conflict', fields };
    }
    const isLeft = Object.keys(changes).length > 0;
    if (!isLeft && !edited && !found) {
      return DONE;
    }
    if (!isLeft && found) {
      // The series is as it is to be; what an earlier request has not written of its occurrences is left.
      return onTopOf(write, theirs);
    }
    const shown =
      write.shown.kind === 'none'
        ? write.shown
        : shownAs(changed(theirs, changes, context), theirs);
    return onTopOf(
      {
        ...write,
        shown: withExceptionsOf(shown, write.shown),
        request: { ...rest, changes, before: theirs } satisfies OutlookRequest,
      },
      theirs,
    );
  }

  /** Somebody else has deleted what is edited here. */
  #afterDeletion(write: OutlookWrite, request: Request<'patch'>, choice: Choice): Merged {
    const { before } = request;
    if (choice !== 'mine') {
      return choice === 'theirs' ? DONE : DELETED;
    }
    const event = asWritten(request, this.#planned.contextOf(before.calendarId));
    const restored = this.#planned.restore(event);
    return { kind: 'send', write: { ...restored, kind: write.kind, base: before } };
  }
}

/** The event was never seen here, so that nobody knows what they have changed of it: all that is written is in question. */
function mergeUnseenEdit(
  write: OutlookWrite,
  request: Request<'edit'>,
  theirs: OutlookCalendarEvent | undefined,
  choice: Choice,
): Merged {
  const sides = namedFields(request.changes).map(
    (field) => [field, sideOf(choice, field)] as const,
  );
  const undecided = sides.flatMap(([field, side]) => (side ? [] : [field]));
  if (!theirs || undecided.length > 0) {
    return choice === 'theirs' ? DONE : { kind: 'conflict', fields: theirs ? undecided : [] };
  }
  const mine = sides.flatMap(([field, side]) => (side === 'mine' ? [field] : []));
  const changes = Object.fromEntries(
    Object.entries(request.changes).filter(([name]) =>
      namedFields({ [name]: undefined }).some((field) => mine.includes(field)),
    ),
  );
  return mine.length === 0 ? DONE : onTopOf({ ...write, request: { ...request, changes } }, theirs);
}

function mergeDeletion(
  write: OutlookWrite,
  { before }: Request<'delete'>,
  theirs: OutlookCalendarEvent | undefined,
  choice: Choice,
): Merged {
  if (!theirs || choice === 'theirs') {
    return DONE;
  }
  // What a copy does not hold of an event was not changed, as far as anybody knows.
  const isUnchanged =
    before && changedFields(before, theirs).every((field) => !isHeld(field, before));
  return choice === 'mine' || isUnchanged ? onTopOf(write, theirs) : DELETED;
}

/**
 * Whether the second was made on what the first leaves. It was not where the first has been put on top of what somebody else
 * has changed since: sent with it, the second would replace what its user has not seen.
 */
function isJoinable(first: Request<'patch'>, second: Request<'patch'>): boolean {
  const isOfSeries = [first, second].some(
    ({ edited, found, before }) => edited ?? found ?? before.recurrence,
  );
  // An event as a write shows it has the version of the one that the write was made from.
  return !isOfSeries && first.before.version === second.before.version;
}

/** The exceptions of a series stay as they were shown. */
function withExceptionsOf(
  shown: Overlay<OutlookCalendarEvent>,
  before: Overlay<OutlookCalendarEvent>,
): Overlay<OutlookCalendarEvent> {
  if (shown.kind !== 'series' || before.kind !== 'series') {
    return shown;
  }
  const { exceptions, cancelled } = before;
  return { ...shown, exceptions, cancelled };
}

function notUndoable(): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-request',
    ngDevMode && 'This write cannot be taken back: change the event anew.',
  );
}
