import { ɵshownEvent as shownEvent, ɵtargetOf as targetOf } from 'ngx-calendar-sync/core';
import {
  type ɵChoice as Choice,
  ɵDELETED as DELETED,
  ɵdeletionOf as deletionOf,
  ɵDONE as DONE,
  ɵmergedDeletion as mergedDeletion,
  ɵmergedUnseenEdit as mergedUnseenEdit,
  ɵmoveBack as moveBack,
  ɵnotUndoable as notUndoable,
  ɵonTopOf as onTopOf,
  ɵwithExceptionsOf as withExceptionsOf,
} from 'ngx-calendar-sync/core/outbox';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { changedFields, type Field, isHeld, namedFields, ofFields } from './event-fields';
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
        return mergedDeletion(
          write,
          (current) => isUnchangedSince(request, current),
          theirs,
          choice,
        );
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
          return this.#planned.plan(deletionOf(written), undefined);
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
          return this.#planned.plan(moveBack(answer, request.from), undefined);
        }
        break;
      case 'split':
        if (request.isGone && answer) {
          return this.#planned.plan(deletionOf(answer), undefined);
        }
        return rejoiningWrite(write, request, answer);
    }
    throw notUndoable();
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
        source: request.stored ?? request.before,
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

function mergeUnseenEdit(
  write: OutlookWrite,
  request: Request<'edit'>,
  theirs: OutlookCalendarEvent | undefined,
  choice: Choice,
): Merged {
  const only = (fields: readonly Field[]): OutlookWrite => {
    const changes = ofFields(request.changes, fields);
    return { ...write, request: { ...request, changes } satisfies OutlookRequest };
  };
  return mergedUnseenEdit(namedFields(request.changes), only, theirs, choice);
}

/** What a copy does not hold of an event was not changed, as far as anybody knows. */
function isUnchangedSince({ before }: Request<'delete'>, theirs: OutlookCalendarEvent): boolean {
  return !!before && changedFields(before, theirs).every((field) => !isHeld(field, before));
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
