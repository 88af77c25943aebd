import { distinctUntilChanged, map, type Observable } from 'rxjs';
import {
  type CalendarEvent,
  ɵheardError as heardError,
  type PendingWrite,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type WriteConflict,
} from 'ngx-calendar-sync/core';
import { ɵonceForEach as onceForEach } from 'ngx-calendar-sync/base';

type Unconfirmed<E extends CalendarEvent> = StoredWrite<E> & {
  readonly state: PendingWrite['state'];
};

function isPending<E extends CalendarEvent>(write: StoredWrite<E>): write is Unconfirmed<E> {
  return write.state !== 'confirmed';
}

/** The writes that are not confirmed. */
export function pendingWrites<E extends CalendarEvent>(
  writes$: Observable<readonly StoredWrite<E>[]>,
): Observable<readonly PendingWrite[]> {
  return writes$.pipe(
    map((writes) => writes.filter(isPending).map(toPendingWrite)),
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

/** A write as the app is told of it: the same object as long as the write has not changed. */
const toPendingWrite = onceForEach((write: Unconfirmed<CalendarEvent>): PendingWrite => {
  const { id, madeAt, state, error, plan } = write;
  const { calendarId, eventId } = targetOf(plan.shown);
  const event = shownEvent(plan.shown) ?? plan.base;
  return {
    id,
    kind: plan.kind,
    calendarId,
    eventId,
    title: event?.title ?? '',
    ...(event ? { start: event.start } : {}),
    ...(plan.scope ? { scope: plan.scope } : {}),
    madeAt: new Date(madeAt),
    state,
    ...(error ? { error: heardError(error) } : {}),
  };
});

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
