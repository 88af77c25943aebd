import { of } from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵDirectWrite as DirectWrite,
  type ɵOutboxContext as OutboxContext,
  type ɵPlannedWrite as PlannedWrite,
  ɵtargetOf as targetOf,
  type ɵWriteAnswer as WriteAnswer,
  type WriteKind,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import type { OwnVersions } from './own-versions';

export interface WriteDeliveryContext<E extends CalendarEvent> extends Pick<
  OutboxContext<E>,
  'provider' | 'ask' | 'conflictPolicy'
> {
  readonly versions: OwnVersions;
  /** Stores members of the request of a write. Rejects where another tab sends by now. */
  readonly keep: (id: string, found: PlannedWrite<E>['request']) => Promise<void>;
  /** Whether this is still the tab that sends. */
  readonly mayGoOn: () => boolean;
  /** Of a write that only this tab can send. */
  readonly directWrite: (id: string) => DirectWrite<E> | undefined;
  /** The last known version of an event. */
  readonly lastVersion: (target: WriteTarget) => string | undefined;
}

/** What has become of a write that was sent. */
export type Outcome<E extends CalendarEvent> = WriteOutcome<E> | Undecided<E>;

/** What the service has answered. */
export interface WriteOutcome<E extends CalendarEvent> extends Omit<WriteAnswer<E>, 'at'> {
  /** Why nothing is left of the write. */
  readonly refusal?: CalendarSyncError;
  /** What somebody else had made of the event, where the write was sent on top of that, or had to give way to it. */
  readonly mergedWith?: E;
}

/** Both sides have changed the same. */
export interface Undecided<E extends CalendarEvent> {
  readonly error: CalendarSyncError;
  readonly theirs: E | undefined;
  readonly fields: readonly string[];
}

/** How the requests of one write are sent. */
interface Sending<E extends CalendarEvent> {
  readonly send: (write: PlannedWrite<E>, version: string | undefined) => Promise<E | undefined>;
  /**
   * A write with what its requests have kept so far. A request whose answer was lost is sent again at once, and is refused then for
   * what it has done itself: what is left of the write needs what was found before.
   */
  readonly withKept: (write: PlannedWrite<E>) => PlannedWrite<E>;
}

/** Somebody may go on changing an event: after so many merges the write is refused with the last conflict. */
const MAX_MERGES = 5;
/** What is made on an event that others may change; anything else cannot be in conflict. */
const MERGED_KINDS: readonly WriteKind[] = ['update', 'delete', 'respond'];

/** Sends a write in the version that it has to be of by now, and again on top of what somebody else has changed. */
export class WriteDelivery<E extends CalendarEvent> {
  readonly #context: WriteDeliveryContext<E>;

  constructor(context: WriteDeliveryContext<E>) {
    this.#context = context;
  }

  /** @param id Of the write. */
  async deliver(id: string, plan: PlannedWrite<E>, signal?: AbortSignal): Promise<Outcome<E>> {
    const { ask, versions, lastVersion } = this.#context;
    const direct = this.#context.directWrite(id);
    const target = targetOf(plan.shown);
    // What has been read since may hold what its user has not seen.
    const seenVersion = plan.version ?? plan.base?.version ?? lastVersion(target);
    const latest = seenVersion === undefined ? [] : versions.latest(target, seenVersion);
    if (!direct) {
      return this.#sendMerged(id, plan, latest, signal);
    }
    const event = await ask(direct.send(), signal);
    const isOwn = event && direct.holdsOwnChangesOnly?.(event);
    return { event, ...(isOwn ? replacedBy(latest[0]) : {}) };
  }

  /** Sends a write, on top of what somebody else has changed meanwhile where that can be merged. */
  async #sendMerged(
    id: string,
    plan: PlannedWrite<E>,
    [likelier, other]: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Outcome<E>> {
    const { provider, ask, keep } = this.#context;
    let kept: PlannedWrite<E>['request'] = {};
    // Of one write several requests may be sent. Meanwhile another tab may have begun to lead, which sends it anew.
    const send = async (write: PlannedWrite<E>, version: string | undefined) => {
      if (!this.#context.mayGoOn()) {
        throw new CalendarSyncError('cancelled', ngDevMode && 'Another tab sends the writes now.');
      }
      const request$ = provider.sendWrite(
        write,
        // A move has no condition, but tells by the version whether it was made already.
        write.anyVersion && write.kind !== 'move' ? undefined : version,
        (found) => {
          kept = { ...kept, ...found };
          return keep(id, found);
        },
      );
      return ask(request$, signal);
    };
    const sending: Sending<E> = {
      send,
      withKept: (write) => ({ ...write, request: { ...write.request, ...kept } }),
    };
    // A service without versions refuses nothing: what takes a write back is compared with what is there first.
    if (plan.isUndo && !plan.anyVersion && likelier === undefined) {
      return this.#merge(plan, new CalendarSyncError('conflict', ''), sending, signal);
    }
    try {
      const event = await send(plan, likelier).catch((error: unknown) => {
        // Some services give all occurrences of a series a new version: after a conflict that one is tried.
        if (other !== undefined && !plan.anyVersion && hasCode(error, 'conflict')) {
          return send(plan, other);
        }
        throw error;
      });
      if (plan.kind === 'move' && event && event.calendarId !== targetOf(plan.shown).calendarId) {
        return { event: undefined, isVoid: true, refusal: movedBack() };
      }
      const isOwn = !plan.anyVersion || (event && provider.holdsOwnChangesOnly?.(plan, event));
      return { event, ...(isOwn ? replacedBy(likelier) : {}) };
    } catch (error) {
      return this.#merge(plan, error, sending, signal);
    }
  }

  async #merge(
    plan: PlannedWrite<E>,
    refusal: unknown,
    { send, withKept }: Sending<E>,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<E>> {
    const { provider, ask, conflictPolicy } = this.#context;
    let write = plan;
    let error = refusal;
    for (let merges = 0; merges < MAX_MERGES; merges += 1) {
      // Of an event that nobody here has seen nothing can be merged.
      const isGone = write.base !== undefined && hasCode(error, 'deleted', 'not-found');
      if (!MERGED_KINDS.includes(write.kind) || (!hasCode(error, 'conflict') && !isGone)) {
        throw error;
      }
      const theirs = await ask(provider.readEvent(targetOf(write.shown)), signal);
      if (isGone && theirs) {
        throw error;
      }
      const merged = provider.mergeWrite(withKept(write), theirs, conflictPolicy());
      if (merged.kind === 'done') {
        if (theirs) {
          return { event: theirs, mergedWith: theirs };
        }
        if (plan.kind === 'delete') {
          await ask(provider.checkDeleted?.(write) ?? of(undefined), signal);
          return { event: undefined };
        }
        // What somebody else has deleted stays so, and what was done of the write is taken back: it shows nothing.
        const why = write.kind === 'delete' ? CalendarSyncError.from(refusal) : deletionStands();
        return { event: undefined, isVoid: true, refusal: why };
      }
      if (merged.kind === 'conflict') {
        return { error: CalendarSyncError.from(error), theirs, fields: merged.fields };
      }
      ({ write } = merged);
      try {
        const event = await send(write, write.version);
        // What was done of the write by then is taken back.
        return write.kind === 'delete' && plan.kind !== 'delete'
          ? { event, isVoid: true, refusal: CalendarSyncError.from(refusal) }
          : { event, ...(theirs ? { mergedWith: theirs } : {}) };
      } catch (again) {
        error = again;
      }
    }
    throw error;
  }
}

function replacedBy(version: string | undefined) {
  return version === undefined ? {} : { replaced: version };
}

function movedBack(): CalendarSyncError {
  return new CalendarSyncError(
    'conflict',
    ngDevMode && 'The event was moved, and somebody else has moved it back since.',
  );
}

function deletionStands(): CalendarSyncError {
  return new CalendarSyncError(
    'deleted',
    ngDevMode && 'Somebody else has deleted the event, and by `conflicts` that stands.',
  );
}
