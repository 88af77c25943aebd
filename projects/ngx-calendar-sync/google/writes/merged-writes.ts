import {
  type ɵOverlay as Overlay,
  ɵshownEvent as shownEvent,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type GoogleCalendarEvent,
  ɵisSameBut as isSameBut,
  ɵisSameButConference as isSameButConference,
  ɵwithout as without,
} from 'ngx-calendar-sync/google/runtime';
import {
  type ɵChoice as Choice,
  ɵalreadyApplied as alreadyApplied,
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
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { patched } from './event-patch';
import {
  type ExceptionPatch,
  type GoogleRequest,
  type GoogleWrite,
  type MergedGoogleWrite,
  requestOf,
} from './google-request';
import { joinedPatch, resourceWith } from './joined-patches';
import { mergeEdit } from './merge-edit';
import { mergeRejoin, mergeSplit } from './merged-series';
import { rejoinedSeries, shownExceptionsOf } from './rejoined-series';
import type { PlannedWrites } from './planned-writes';
import { undoingPatch } from './undoing-patch';
import { shownAfter, writtenEvent } from './written-event';

type Request<Kind> = Extract<GoogleRequest, { readonly kind: Kind }>;

/** Puts writes on top of what somebody else has changed, and on top of each other. */
export class MergedWrites {
  readonly #planned: PlannedWrites;
  readonly #contextOf: (calendarId: string) => EventContext;

  constructor(planned: PlannedWrites, contextOf: (calendarId: string) => EventContext) {
    this.#planned = planned;
    this.#contextOf = contextOf;
  }

  merge(
    write: GoogleWrite,
    theirs: GoogleCalendarEvent | undefined,
    choice: Choice,
  ): MergedGoogleWrite {
    const request = requestOf(write);
    switch (request.kind) {
      case 'patch':
        return theirs
          ? this.#mergePatch(write, request, theirs, choice)
          : this.#afterDeletion(write, request, choice);
      case 'delete':
        return mergedDeletion(
          // From now on it is of what is there now.
          theirs ? { ...write, request: { ...request, before: theirs.googleEvent } } : write,
          ({ googleEvent }) => !!request.before && isSameButConference(request.before, googleEvent),
          theirs,
          choice,
        );
      case 'split':
        return mergeSplit(write, request, theirs, choice);
      case 'rejoin':
        return mergeRejoin(write, request, theirs, choice);
      case 'edit':
        return mergeUnseenEdit(write, request, theirs, choice);
      default:
        return theirs && choice === 'mine'
          ? onTopOf(write, theirs)
          : choice === 'theirs'
            ? DONE
            : DELETED;
    }
  }

  join(first: GoogleWrite, second: GoogleWrite): GoogleWrite | 'none' | undefined {
    const before = requestOf(first);
    const after = requestOf(second);
    if (before.sendUpdates !== after.sendUpdates || first.anyVersion || second.anyVersion) {
      return undefined;
    }
    const isOfOne = 'eventId' in after && idOf(before) === after.eventId;
    if (!isOfOne || first.scope !== second.scope || !isMadeOn(before, after)) {
      return undefined;
    }
    const shown = joinedOverlay(first.shown, second.shown);
    if (before.kind === 'insert' && after.kind === 'patch' && !after.exceptions) {
      const resource = resourceWith(before.resource, after.patch);
      return { ...first, shown, request: { ...before, resource } satisfies GoogleRequest };
    }
    if (before.kind === 'insert' && after.kind === 'delete') {
      return 'none';
    }
    if (
      before.kind === 'patch' &&
      after.kind === 'patch' &&
      !before.exceptions &&
      !after.exceptions
    ) {
      const patch = joinedPatch(before.patch, after.patch, before.before);
      return { ...first, shown, request: { ...before, patch } satisfies GoogleRequest };
    }
    if (before.kind === 'patch' && after.kind === 'delete') {
      const request: GoogleRequest = { ...after, before: before.before };
      return { ...second, version: first.version, base: first.base, request };
    }
    return undefined;
  }

  /** @throws CalendarSyncError `invalid-request` where it cannot be taken back */
  undo(write: GoogleWrite, answer: GoogleCalendarEvent | undefined): GoogleWrite {
    const request = requestOf(write);
    const { base } = write;
    const { sendUpdates } = request;
    const written = answer ?? shownEvent(write.shown);
    switch (request.kind) {
      case 'insert':
      case 'restore':
        if (written) {
          return this.#planned.plan(deletionOf(written), sendUpdates);
        }
        break;
      case 'delete':
        if (base) {
          return this.#planned.restore(base, {}, sendUpdates);
        }
        break;
      case 'patch':
        if (request.before && answer) {
          const patch = undoingPatch(request.before, answer.googleEvent, request.patch);
          const taken = this.#patchOf(answer, patch, write, sendUpdates);
          // A series that is moved back takes along whatever its occurrences have by then.
          return request.seen ? { ...taken, request: { ...requestOf(taken), seen: [] } } : taken;
        }
        break;
      case 'move':
        if (answer) {
          return this.#planned.plan(moveBack(answer, request.from), sendUpdates);
        }
        break;
      case 'split': {
        const { calendarId } = targetOf(write.shown);
        if (request.isGone && answer) {
          return this.#planned.plan(deletionOf(answer), sendUpdates);
        }
        const rejoined = rejoinedSeries(write, request, answer, this.#contextOf(calendarId));
        if (rejoined) {
          return rejoined;
        }
        break;
      }
    }
    throw notUndoable();
  }

  #patchOf(
    event: GoogleCalendarEvent,
    patch: Request<'patch'>['patch'],
    undone: GoogleWrite,
    sendUpdates: GoogleRequest['sendUpdates'],
  ): GoogleWrite {
    const { calendarId, id, googleEvent, version } = event;
    const shown = shownAfter(event, patch, this.#contextOf(calendarId));
    const request: GoogleRequest = {
      kind: 'patch',
      eventId: id,
      patch,
      before: googleEvent,
      sendUpdates,
    };
    return {
      kind: undone.kind,
      ...(undone.scope ? { scope: undone.scope } : {}),
      shown: withExceptionsOf(shown, undone.shown),
      version,
      base: event,
      request,
    };
  }

  #mergePatch(
    write: GoogleWrite,
    request: Request<'patch'>,
    theirs: GoogleCalendarEvent,
    choice: Choice,
  ): MergedGoogleWrite {
    const { before } = request;
    const { googleEvent: current } = theirs;
    if (alreadyApplied(current, request.patch)) {
      const { unseen = [] } = request;
      const exceptions = request.exceptions?.map((each) => ofSeries(each, before)) ?? [];
      const rest = {
        ...request,
        exceptions,
        patch: {},
        before: current,
        isRepeated: true,
      } satisfies GoogleRequest;
      return exceptions.length + unseen.length > 0
        ? onTopOf({ ...write, request: rest }, theirs)
        : DONE;
    }
    // Where the original is not known, whatever differs may be somebody else's change.
    const merged = mergeEdit(before ?? {}, request.patch, current, choice);
    if (merged.fields.length > 0) {
      return { kind: 'conflict', fields: merged.fields };
    }
    const areTimesTheirs = areTimesIn(request.patch) && !areTimesIn(merged.patch);
    // A rule that nobody has edited moves with the times.
    const patch =
      areTimesTheirs && !write.fields?.includes('recurrence')
        ? without(merged.patch, ['recurrence'])
        : merged.patch;
    const isRuleTheirs = 'recurrence' in request.patch && !('recurrence' in patch);
    const isOtherMove = areTimesTheirs || isRuleTheirs;
    const exceptions = (
      isOtherMove ? request.exceptions?.flatMap(unmoved) : request.exceptions
    )?.map((each) => ofSeries(each, before));
    const { seen, unseen, ...planned } = request;
    const isStillMoved = areTimesIn(patch) || 'recurrence' in patch;
    // A series that is moved otherwise than planned takes along whatever its occurrences have by then.
    const seenThen = isStillMoved && seen ? { seen: [] } : {};
    if (Object.keys(patch).length === 0 && !exceptions?.length) {
      return DONE;
    }
    const context = this.#contextOf(theirs.calendarId);
    const shown = write.shown.kind === 'none' ? write.shown : shownAfter(theirs, patch, context);
    return onTopOf(
      {
        ...write,
        shown:
          isOtherMove && seen && shown.kind === 'series'
            ? { ...shown, ...shownExceptionsOf(seen, context) }
            : withExceptionsOf(shown, write.shown),
        request: {
          ...planned,
          ...(isOtherMove ? seenThen : { ...(seen && { seen }), ...(unseen && { unseen }) }),
          patch,
          before: current,
          ...(exceptions ? { exceptions } : {}),
        } satisfies GoogleRequest,
      },
      theirs,
    );
  }

  /** Somebody else has deleted what is edited here. */
  #afterDeletion(write: GoogleWrite, request: Request<'patch'>, choice: Choice): MergedGoogleWrite {
    if (choice === 'theirs') {
      return DONE;
    }
    const { base } = write;
    if (choice === 'ask' || !base) {
      return DELETED;
    }
    const event = writtenEvent(
      patched(base.googleEvent, request.patch),
      this.#contextOf(base.calendarId),
    );
    const { recurrence } = event.googleEvent;
    // It comes back with the rule that the user sees: a division that was sent before has left the deleted series whole.
    const patch = { ...request.patch, ...(recurrence ? { recurrence } : {}) };
    const restored = this.#planned.restore(event, patch, request.sendUpdates);
    return { kind: 'send', write: { ...restored, kind: write.kind, base } };
  }
}

/** An edit that was made on an occurrence, for whichever id that has in the series now. */
function ofSeries(exception: ExceptionPatch, series: GoogleEvent | undefined): ExceptionPatch {
  return exception.before && series ? { series, ...exception } : exception;
}

/**
 * What is left of a patch to an occurrence where the series is not moved as planned: what the edit was made on changes. The
 * others, which the move would have made anew, stay as they are.
 */
function unmoved(exception: ExceptionPatch): readonly ExceptionPatch[] {
  const patch = without(exception.patch, ['start', 'end']);
  return exception.before && Object.keys(patch).length > 0 ? [{ ...exception, patch }] : [];
}

function areTimesIn(patch: object): boolean {
  return 'start' in patch || 'end' in patch;
}

function mergeUnseenEdit(
  write: GoogleWrite,
  request: Request<'edit'>,
  theirs: GoogleCalendarEvent | undefined,
  choice: Choice,
): MergedGoogleWrite {
  const { id, googleEvent } = request.changes;
  const written = {
    ...without(request.changes, ['id', 'version', 'googleEvent']),
    // Its etag would make it a conflict again.
    ...(googleEvent ? { googleEvent: without(googleEvent, ['etag']) } : {}),
  };
  const only = (names: readonly string[]): GoogleWrite => {
    const left = Object.fromEntries(
      Object.entries(written).filter(([name]) => names.includes(name)),
    );
    return { ...write, request: { ...request, changes: { ...left, id } } };
  };
  return mergedUnseenEdit(Object.keys(written), only, theirs, choice);
}

/**
 * Whether the second was made on what the first leaves. It was not where the first has been put on top of what somebody else
 * has changed since: sent with it, the second would replace what its user has not seen.
 */
function isMadeOn(first: GoogleRequest, second: GoogleRequest): boolean {
  if (first.kind !== 'patch' || (second.kind !== 'patch' && second.kind !== 'delete')) {
    return true;
  }
  return (
    !first.before || !second.before || isSameBut(patched(first.before, first.patch), second.before)
  );
}

function idOf(request: GoogleRequest): string | undefined {
  return request.kind === 'insert' ? request.resource.id : request.eventId;
}

function joinedOverlay(
  first: Overlay<GoogleCalendarEvent>,
  second: Overlay<GoogleCalendarEvent>,
): Overlay<GoogleCalendarEvent> {
  return second.kind === 'none' ? first : second;
}
