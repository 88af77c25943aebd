import {
  type ɵEventContext as EventContext,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/google/runtime';
import { ɵtimesOf as timesOf } from 'ngx-calendar-sync/google/times';
import type { GoogleRequest, GoogleWrite, SplitRequest } from './google-request';

/** The write that takes the division of a series back: the series goes on, and the one that was added is deleted. */
export function rejoinedSeries(
  { kind, base }: GoogleWrite,
  {
    eventId,
    before,
    recurrence,
    added,
    whole,
    sendUpdates,
  }: SplitRequest & Pick<GoogleRequest, 'sendUpdates'>,
  context: EventContext,
): GoogleWrite | undefined {
  if (!base) {
    return undefined;
  }
  const { calendarId } = base;
  const removed = added?.resource.id;
  const isCancelled = ({ status }: { readonly status?: string }) => status === 'cancelled';
  const request: GoogleRequest = {
    kind: 'rejoin',
    eventId,
    recurrence: before.recurrence ?? [],
    left: recurrence,
    exceptions: whole.patches,
    ...(removed === undefined ? {} : { removed }),
    sendUpdates,
  };
  return {
    kind,
    scope: 'following',
    shown: {
      kind: 'series',
      target: { calendarId, eventId },
      master: base,
      exceptions: whole.exceptions
        .filter((exception) => !isCancelled(exception))
        .flatMap((exception) => toEvent(exception, context) ?? []),
      cancelled: whole.exceptions.filter(isCancelled).flatMap(({ originalStartTime }) => {
        const times = originalStartTime && timesOf({ start: originalStartTime });
        return times ? [times.start] : [];
      }),
    },
    ...(removed === undefined ? {} : { movedFrom: { calendarId, eventId: removed } }),
    anyVersion: true,
    request,
  };
}
