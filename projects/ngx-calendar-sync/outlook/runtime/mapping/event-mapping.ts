import {
  type Attendee,
  type AttendeeResponse,
  type CalendarEventStatus,
  type Conference,
  type EventTransparency,
  type EventVisibility,
  type Organizer,
  type Reminders,
  type ɵShownColors as ShownColors,
  ɵwithReadableText as withReadableText,
} from 'ngx-calendar-sync/core';
import type {
  OutlookEvent,
  OutlookFreeBusyStatus,
  OutlookOnlineMeetingProviderType,
  OutlookResponseType,
  OutlookSensitivity,
} from 'ngx-calendar-sync/outlook/start';
import { ruleOf } from '../recurrence/pattern-to-rule';
import { type CategoryColors, coloredCategory } from './category-colors';
import { originalStartOf, seriesStartOf, type TimeContext, timesOf, zoneOf } from './event-times';
import type { OutlookCalendar, OutlookCalendarEvent } from './outlook-calendar-event';
import { ownPropertiesOf } from './own-properties';

/** What is needed beside Graph's event to show it. */
export interface EventContext extends TimeContext {
  readonly calendarId: string;
  /** `undefined` for a calendar that is not in the account's list. */
  readonly calendar: OutlookCalendar | undefined;
  /** IANA name of the zone of what is written without one; `undefined` for the browser's. */
  readonly draftZone: string | undefined;
  /** Empty until the account's categories are known. */
  readonly categories: CategoryColors;
}

/** An answer that Graph may add later is read as one that is still to come. */
const RESPONSES: Readonly<Record<OutlookResponseType, AttendeeResponse>> = {
  none: 'needsAction',
  notResponded: 'needsAction',
  organizer: 'accepted',
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
};

const VISIBILITIES: Readonly<Record<OutlookSensitivity, EventVisibility>> = {
  normal: 'default',
  personal: 'private',
  private: 'private',
  confidential: 'confidential',
};

const TRANSPARENCIES: Readonly<Partial<Record<OutlookFreeBusyStatus, EventTransparency>>> = {
  free: 'transparent',
  workingElsewhere: 'transparent',
  tentative: 'opaque',
  busy: 'opaque',
  oof: 'opaque',
};

const MEETING_NAMES: Readonly<Partial<Record<OutlookOnlineMeetingProviderType, string>>> = {
  teamsForBusiness: 'Microsoft Teams',
  skypeForBusiness: 'Skype for Business',
  skypeForConsumer: 'Skype',
};

/** An event from Graph's. `undefined` without an id or a readable start. */
export function toEvent(
  resource: OutlookEvent,
  context: EventContext,
): OutlookCalendarEvent | undefined {
  const times = timesOf(resource, context);
  if (!resource.id || !times) {
    return undefined;
  }
  const { start, end, allDay } = times;
  const { categories = [], importance, showAs, webLink } = resource;
  return {
    id: resource.id,
    calendarId: context.calendarId,
    title: resource.subject ?? '',
    status: statusOf(resource),
    editable: isEditable(resource, context.calendar),
    start,
    end,
    allDay,
    ...shownColors(categories, context),
    ...withoutUndefined({
      timeZone: zoneOf(resource, context.names),
      description: textOf(resource.body?.content),
      location: textOf(resource.location?.displayName),
      recurrence: recurrenceOf(resource, times, context),
      seriesId: resource.seriesMasterId ?? undefined,
      originalStart: originalStartOf(resource, times, context),
      attendees: attendeesOf(resource, context.calendar),
      organizer: organizerOf(resource),
      reminders: remindersOf(resource),
      visibility: VISIBILITIES[resource.sensitivity ?? 'normal'],
      transparency: TRANSPARENCIES[showAs ?? 'unknown'],
      conference: conferenceOf(resource),
      extendedProperties: ownPropertiesOf(resource),
      version: resource['@odata.etag'],
      categories: categories.length > 0 ? categories : undefined,
      importance: importance ?? undefined,
      showAs: showAs ?? undefined,
      webLink: webLink ?? undefined,
    }),
    outlookEvent: resource,
  };
}

/** Graph sends an empty text where there is none. */
function textOf(text: string | null | undefined): string | undefined {
  return text === '' ? undefined : (text ?? undefined);
}

/** A property without a value is left out, as the type of the event says. */
function withoutUndefined<T extends object>(
  values: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}

/** Of the first category that has a colour, else of the calendar. */
export function shownColors(
  categories: readonly string[],
  { calendar, categories: colors }: EventContext,
): ShownColors {
  const category = coloredCategory(categories, colors);
  return category === undefined
    ? withReadableText(calendar?.color, calendar?.textColor)
    : withReadableText(colors.get(category), undefined);
}

/** What this account has answered with "maybe" is as tentative as what the organizer calls so. */
function statusOf({ isCancelled, showAs, responseStatus }: OutlookEvent): CalendarEventStatus {
  if (isCancelled) {
    return 'cancelled';
  }
  return showAs === 'tentative' || responseStatus?.response === 'tentativelyAccepted'
    ? 'tentative'
    : 'confirmed';
}

/** Guests can change nothing of an event but their answer. */
function isEditable(
  { isOrganizer, sensitivity = 'normal' }: OutlookEvent,
  calendar: OutlookCalendar | undefined,
): boolean {
  const isHidden =
    sensitivity !== 'normal' && calendar?.outlookCalendar.canViewPrivateItems === false;
  return calendar?.writable === true && isOrganizer !== false && !isHidden;
}

function recurrenceOf(
  resource: OutlookEvent,
  times: NonNullable<ReturnType<typeof timesOf>>,
  { names }: EventContext,
): readonly string[] | undefined {
  const { recurrence, type } = resource;
  const rule =
    recurrence && type !== 'occurrence' && type !== 'exception'
      ? ruleOf(recurrence, seriesStartOf(resource, times, names))
      : undefined;
  return rule === undefined ? undefined : [rule];
}

/** The answer of this account is told for itself, and earlier than among those of the guests. */
function attendeesOf(
  { attendees = [], organizer, responseStatus }: OutlookEvent,
  calendar: OutlookCalendar | undefined,
): readonly Attendee[] | undefined {
  const own = addressKey(calendar?.outlookCalendar.owner?.address);
  const organizing = addressKey(organizer?.emailAddress?.address);
  const guests = attendees.map(({ emailAddress, status, type }): Attendee => {
    const address = addressKey(emailAddress?.address);
    const isSelf = address !== '' && address === own;
    const isKnown = isSelf && responseStatus?.response && responseStatus.response !== 'none';
    const response = (isKnown ? responseStatus : status)?.response ?? 'none';
    return {
      email: emailAddress?.address ?? '',
      ...(emailAddress?.name ? { displayName: emailAddress.name } : {}),
      responseStatus: Object.hasOwn(RESPONSES, response) ? RESPONSES[response] : 'needsAction',
      ...(type === 'optional' ? { optional: true } : {}),
      ...(type === 'resource' ? { resource: true } : {}),
      ...(address !== '' && address === organizing ? { organizer: true } : {}),
      ...(isSelf ? { self: true } : {}),
    };
  });
  return guests.length > 0 ? guests : undefined;
}

/** Addresses differ in upper and lower case between one list of Exchange and another. */
export function addressKey(address: string | null | undefined): string {
  return address?.toLowerCase() ?? '';
}

function organizerOf({ organizer, isOrganizer }: OutlookEvent): Organizer | undefined {
  const { address, name } = organizer?.emailAddress ?? {};
  return address || name
    ? {
        ...(address ? { email: address } : {}),
        ...(name ? { displayName: name } : {}),
        ...(isOrganizer ? { self: true } : {}),
      }
    : undefined;
}

/** Outlook has one reminder, and no default ones of a calendar that an event could refer to. */
function remindersOf({
  isReminderOn,
  reminderMinutesBeforeStart: minutes,
}: OutlookEvent): Reminders | undefined {
  if (typeof isReminderOn !== 'boolean') {
    return undefined;
  }
  return isReminderOn
    ? { useDefault: false, overrides: [{ method: 'popup', minutes: minutes ?? 0 }] }
    : { useDefault: false };
}

/** A meeting that was asked for has its address only a moment later. */
function conferenceOf({
  isOnlineMeeting,
  onlineMeeting,
  onlineMeetingProvider,
  onlineMeetingUrl,
}: OutlookEvent): Conference | undefined {
  const uri = onlineMeeting?.joinUrl ?? onlineMeetingUrl;
  if (!isOnlineMeeting && !uri) {
    return undefined;
  }
  const name = MEETING_NAMES[onlineMeetingProvider ?? 'unknown'];
  return {
    status: uri ? 'success' : 'pending',
    ...(uri ? { uri } : {}),
    ...(name === undefined ? {} : { name }),
  };
}
