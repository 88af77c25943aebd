import { distinctUntilChanged, map, type Observable } from 'rxjs';
import {
  type CalendarEvent,
  type EventTime,
  ɵheardError as heardError,
  type ɵOverlay as Overlay,
  type PendingWrite,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type UndoableWrite,
  type WriteConflict,
} from 'ngx-calendar-sync/core';
import { ɵonceForEachOf as onceForEachOf } from 'ngx-calendar-sync/base';

type Unconfirmed<E extends CalendarEvent> = StoredWrite<E> & {
  readonly state: PendingWrite['state'];
};

function isPending<E extends CalendarEvent>(write: StoredWrite<E>): write is Unconfirmed<E> {
  return write.state !== 'confirmed';
}

/** The writes that are not confirmed, each told by the same object as long as it has not changed. */
export function pendingWrites<E extends CalendarEvent>(
  writes$: Observable<readonly StoredWrite<E>[]>,
): Observable<readonly PendingWrite<E>[]> {
  const tell = onceForEachOf((write: Unconfirmed<E>) => toPendingWrite(write));
  return writes$.pipe(
    map((writes) => tell(writes.filter(isPending))),
    distinctUntilChanged((a, b) => areBothEmpty(a, b)),
  );
}

/** The writes that wait for the user to choose. */
export function conflicts<E extends CalendarEvent>(
  writes$: Observable<readonly StoredWrite<E>[]>,
): Observable<readonly WriteConflict<E>[]> {
  return writes$.pipe(
    map((writes) => writes.flatMap((write) => toConflict(write) ?? [])),
    distinctUntilChanged((a, b) => areBothEmpty(a, b)),
  );
}

function areBothEmpty(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === 0 && b.length === 0;
}

function toPendingWrite<E extends CalendarEvent>(write: Unconfirmed<E>): PendingWrite<E> {
  const { state, error, plan } = write;
  const event = shownEvent(plan.shown);
  return {
    ...toUndoableWrite(write),
    ...(event ? { event } : {}),
    ...(plan.sendUpdates ? { sendUpdates: plan.sendUpdates } : {}),
    state,
    ...(error ? { error: heardError(error) } : {}),
  };
}

export function toUndoableWrite({ id, madeAt, plan }: StoredWrite): UndoableWrite {
  const { kind, scope, fields, shown, base } = plan;
  const { calendarId, eventId } = targetOf(shown);
  const event = shownEvent(shown) ?? base;
  const start = firstLostStart(shown) ?? event?.start;
  return {
    id,
    kind,
    calendarId,
    eventId,
    title: event?.title ?? '',
    ...(start === undefined ? {} : { start }),
    ...(scope ? { scope } : {}),
    ...(fields ? { fields } : {}),
    madeAt: new Date(madeAt),
  };
}

/** Of a series that is ended, the start of the first occurrence that it loses: its master would tell of the first one of all. */
function firstLostStart(shown: Overlay): EventTime | undefined {
  return shown.kind === 'series' && !shown.master ? shown.from : undefined;
}

function toConflict<E extends CalendarEvent>({
  id,
  state,
  conflict,
  plan,
}: StoredWrite<E>): WriteConflict<E> | undefined {
  if (state !== 'conflict' || !conflict) {
    return undefined;
  }
  const { theirs, fields } = conflict;
  return { id, base: plan.base, mine: shownEvent(plan.shown), theirs, fields };
}

/** A write without what became of it. Where it was sent with others, it is sent with them again. */
export function waitingAgain<E extends CalendarEvent>({
  id,
  madeAt,
  plan,
  sentWith,
}: Pick<StoredWrite<E>, 'id' | 'madeAt' | 'plan' | 'sentWith'>): StoredWrite<E> {
  return {
    id,
    madeAt,
    plan,
    state: 'waiting',
    ...(sentWith === undefined ? {} : { sentWith }),
  };
}
