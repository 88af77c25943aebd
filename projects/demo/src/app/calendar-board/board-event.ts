import type { EventInput } from '@fullcalendar/angular';
import type { AttendeeResponse } from 'ngx-calendar-sync';
import type { AnyEvent } from '../accounts/any-account';
import { UNTITLED_EVENT } from '../event-dialog/untitled-event';
import { mix, readableOn } from './contrast';

/** What the board knows of an event besides the event itself. */
export interface EventCircumstances {
  /** `undefined` for a calendar that is not the account's. */
  readonly calendarName?: string | undefined;
  /** Whether a change of the event is on its way to Google. */
  readonly saving?: boolean;
  /** Whether the event is outlined and not filled. */
  readonly outlined?: boolean;
}

/** The share of an event's own colour in its block, from 0 to 1; the rest is the board's background. */
export const EVENT_TINT_SHARE = 0.34;
/** The same of an event that is outlined. */
export const OUTLINED_TINT_SHARE = 0.08;

/** CSS colours of the board. */
export interface BoardColors {
  readonly background: string;
  /** Of events without a colour, such as those of an Outlook calendar whose colour nobody has chosen. */
  readonly ownColor: string;
}

/**
 * FullCalendar's event of one of the library, which has the same fields. Added are a title where there is none, classes
 * for its looks, a text colour that can be read on the event's tint, and its circumstances, so that
 * FullCalendar makes a new element when they change.
 */
export function boardEvent(
  event: AnyEvent,
  { background, ownColor }: BoardColors,
  circumstances: EventCircumstances = {},
): EventInput {
  const color = event.color ?? ownColor;
  const share = circumstances.outlined ? OUTLINED_TINT_SHARE : EVENT_TINT_SHARE;
  const tint = mix(color, background, share);
  const contrastColor = tint === undefined ? undefined : readableOn(tint);
  return {
    ...event,
    color,
    // An event that moves to another calendar keeps its id. FullCalendar has to take it for another one then.
    id: eventKey(event),
    title: eventTitle(event),
    className: [classNameOf(event), circumstances.outlined ? 'event-outlined' : '']
      .filter(Boolean)
      .join(' '),
    ...(contrastColor === undefined ? {} : { contrastColor }),
    extendedProps: { source: event, circumstances },
  };
}

/** The library's event behind one of FullCalendar's; `undefined` for the preview of a selected time. */
export function sourceOf(event: {
  readonly extendedProps: Record<string, unknown>;
}): AnyEvent | undefined {
  return event.extendedProps['source'] as AnyEvent | undefined;
}

/** The circumstances that {@link boardEvent} was given. */
export function circumstancesOf(event: {
  readonly extendedProps: Record<string, unknown>;
}): EventCircumstances {
  return event.extendedProps['circumstances'] as EventCircumstances;
}

/** Identifies an event in the page: ids of events are unique only within their calendar. */
export function eventKey({ calendarId, id }: { calendarId: string; id: string }): string {
  return `${calendarId}/${id}`;
}

export function eventTitle({ title }: AnyEvent): string {
  return title || UNTITLED_EVENT;
}

/** The answer of the user, if they are among the guests. */
export function ownAnswer({ attendees }: AnyEvent): AttendeeResponse | undefined {
  return attendees?.find(({ self }) => self)?.responseStatus;
}

function classNameOf(event: AnyEvent): string {
  const answer = ownAnswer(event);
  if (answer === 'declined') {
    return 'event-declined';
  }
  if (event.status === 'tentative' || answer === 'tentative' || answer === 'needsAction') {
    return 'event-tentative';
  }
  return '';
}
