import type { ɵSeriesOverlay as SeriesOverlay } from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type GoogleCalendarEvent,
  ɵtoEvent as toEvent,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ɵtimesOf as timesOf } from 'ngx-calendar-sync/google/times';
import type { GoogleRequest, GoogleWrite, SplitRequest } from './google-request';

/** The write that takes the division of a series back: the series goes on, and the one that was added is deleted. */
export function rejoinedSeries(
  { kind, base, shown }: GoogleWrite,
  {
    eventId,
    before,
    recurrence,
    added,
    whole,
    sendUpdates,
  }: SplitRequest & Pick<GoogleRequest, 'sendUpdates'>,
  answer: GoogleCalendarEvent | undefined,
  context: EventContext,
): GoogleWrite | undefined {
  if (!base) {
    return undefined;
  }
  const { calendarId } = base;
  const removed = added && { ...added, resource: answer?.googleEvent ?? added.resource };
  const request: GoogleRequest = {
    kind: 'rejoin',
    eventId,
    recurrence: before.recurrence ?? [],
    left: recurrence,
    exceptions: whole.patches,
    ...(removed ? { removed } : {}),
    sendUpdates,
  };
  return {
    kind,
    scope: 'following',
    shown: {
      kind: 'series',
      target: { calendarId, eventId },
      master: base,
      ...shownExceptionsOf(whole.exceptions, context),
    },
    ...(added ? { movedFrom: { calendarId, eventId: added.resource.id ?? '' } } : {}),
    anyVersion: true,
    base: (shown.kind === 'series' ? shown.rest : undefined) ?? base,
    request,
  };
}

/** Exceptions as Google has them, deleted occurrences among them, as an overlay of their series shows them. */
export function shownExceptionsOf(
  exceptions: readonly GoogleEvent[],
  context: EventContext,
): Pick<SeriesOverlay<GoogleCalendarEvent>, 'exceptions' | 'cancelled'> {
  const isCancelled = ({ status }: GoogleEvent) => status === 'cancelled';
  return {
    exceptions: exceptions
      .filter((exception) => !isCancelled(exception))
      .flatMap((exception) => toEvent(exception, context) ?? []),
    cancelled: exceptions.filter(isCancelled).flatMap(({ originalStartTime }) => {
      const times = originalStartTime && timesOf({ start: originalStartTime });
      return times ? [times.start] : [];
    }),
  };
}
