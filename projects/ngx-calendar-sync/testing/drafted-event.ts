import {
  type CalendarEvent,
  type CalendarEventDraft,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync/core';

/** The event that a service without properties of its own makes of a draft. What is `null` in the draft it lacks. */
export function draftedEvent(
  calendarId: string,
  id: string,
  draft: CalendarEventDraft,
): CalendarEvent {
  const allDay = draft.allDay ?? (typeof draft.start === 'string' && isDay(draft.start));
  const toTime = allDay ? dayOf : dateTimeOf;
  const { start, end, conference, ...others } = draft;
  return {
    title: '',
    status: 'confirmed',
    editable: true,
    ...withoutNull(others),
    ...(conference === 'create'
      ? { conference: { status: 'pending' } }
      : withoutNull({ conference })),
    id,
    calendarId,
    allDay,
    start: toTime(start),
    end: toTime(end ?? start),
  };
}

function withoutNull(properties: object): object {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => (value ?? null) !== null),
  );
}
