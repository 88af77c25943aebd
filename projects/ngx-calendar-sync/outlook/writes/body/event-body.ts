import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEventChanges,
  type AttendeeDraft,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import type {
  OutlookAttendee,
  OutlookEvent,
  OutlookFreeBusyStatus,
  OutlookOpenTypeExtension,
  OutlookSensitivity,
} from 'ngx-calendar-sync/outlook/start';
import {
  ɵaddressKey as addressKey,
  type ɵEventContext as EventContext,
  type OutlookCalendarEvent,
  type OutlookCalendarEventDraft,
} from 'ngx-calendar-sync/outlook/runtime';
import { categoriesWithColor } from './colored-categories';
import { extensionWith } from './extension-body';
import { patternedRecurrenceOf } from './rule-to-pattern';
import { isChanged, onClock, timesBody, writtenTimes, type WrittenTimes } from './times-body';

/** What Graph is sent of an event: only what is written. */
export type OutlookEventBody = {
  readonly [Name in Exclude<keyof OutlookEvent, '@odata.etag'>]?: OutlookEvent[Name];
};

/** A change of an event as it is sent. */
export interface OutlookEventPatch {
  /** Of the event itself; empty where nothing of it changes. */
  readonly body: OutlookEventBody;
  /**
   * Whether the body of the event is the description of an online meeting. It is sent as `descriptionWithMeeting` makes it of the
   * text and of what is stored, or else the meeting ends.
   */
  readonly isMeetingDescription?: true;
  /** The whole extension with the app's own properties, which is a request of its own. */
  readonly extension?: OutlookOpenTypeExtension;
}

const TIMES = ['start', 'end', 'allDay', 'timeZone'] as const;

const SENSITIVITIES: Readonly<Record<string, OutlookSensitivity>> = {
  default: 'normal',
  public: 'normal',
  private: 'private',
  confidential: 'confidential',
};

/**
 * The body of a new event.
 * @param transactionId The same for each repetition, so that Graph makes one event of them.
 * @throws CalendarSyncError `invalid-event` for what Outlook cannot store.
 */
export function newEventBody(
  draft: OutlookCalendarEventDraft,
  context: EventContext,
  transactionId: string,
): OutlookEventBody {
  const times = writtenTimes(draft, undefined, context.draftZone);
  const { extendedProperties, ...edit } = draft;
  return {
    ...timesBody(times, context.names, !!draft.recurrence?.length),
    ...fieldsBody(edit, undefined, context),
    ...(draft.recurrence?.length
      ? { recurrence: patternedRecurrenceOf(draft.recurrence, startOf(times)) }
      : {}),
    ...(extendedProperties ? { extensions: [extensionWith(extendedProperties)] } : {}),
    transactionId,
  };
}

/**
 * What changes, and nothing else: a list is replaced whole, and a description may end a meeting.
 * @param before The event as the edit was made from it.
 * @throws CalendarSyncError `invalid-event` for what Outlook cannot store.
 */
export function eventPatch(
  changes: CalendarEventChanges<OutlookCalendarEventDraft>,
  before: OutlookCalendarEvent,
  context: EventContext,
): OutlookEventPatch {
  const edit = changedOnly(changes, before);
  const times = writtenTimes(edit, before, context.draftZone);
  const haveTimesChanged = TIMES.some((name) => name in edit) && isChanged(times, before);
  const rule = edit.recurrence === undefined ? before.recurrence : edit.recurrence;
  const isRuleWritten = 'recurrence' in edit || (haveTimesChanged && rule !== undefined);
  const { extendedProperties } = edit;
  return {
    body: {
      ...(haveTimesChanged ? timesBody(times, context.names, !!rule?.length) : {}),
      ...fieldsBody(edit, before, context),
      // The rule holds the day of the start, and Graph refuses a new zone without it.
      ...(isRuleWritten
        ? { recurrence: rule?.length ? patternedRecurrenceOf(rule, startOf(times)) : null }
        : {}),
    },
    ...(edit.description !== undefined && before.conference ? { isMeetingDescription: true } : {}),
    ...(extendedProperties ? { extension: extensionWith(extendedProperties) } : {}),
  };
}

function startOf({ start, timeZone }: WrittenTimes) {
  return { wallTime: onClock(start), timeZone };
}

/** An app may pass the whole event as it was read, with some properties changed. */
function changedOnly(
  changes: Partial<OutlookCalendarEventDraft>,
  before: OutlookCalendarEvent,
): Partial<OutlookCalendarEventDraft> {
  const known: Readonly<Record<string, unknown>> = { ...before };
  return Object.fromEntries(
    Object.entries<unknown>(changes).filter(
      ([name, value]) => value !== undefined && !sameJson(value, known[name]),
    ),
  );
}

/** The fields other than times, recurrence and own properties. */
function fieldsBody(
  edit: Partial<OutlookCalendarEventDraft>,
  before: OutlookCalendarEvent | undefined,
  context: EventContext,
): OutlookEventBody {
  const { title, description, location, attendees, visibility, importance, reminders } = edit;
  const showAs = showAsOf(edit, before);
  return {
    ...(title === undefined ? {} : { subject: title }),
    ...(description === undefined
      ? {}
      : { body: { contentType: 'text', content: description ?? '' } }),
    ...(location === undefined ? {} : { location: { displayName: location ?? '' } }),
    ...categoriesBody(edit, before, context),
    ...(attendees === undefined ? {} : { attendees: attendeesBody(attendees ?? [], before) }),
    ...(visibility === undefined
      ? {}
      : { sensitivity: SENSITIVITIES[visibility ?? 'default'] ?? 'normal' }),
    ...(importance === undefined ? {} : { importance: importance ?? 'normal' }),
    ...(showAs === undefined ? {} : { showAs }),
    ...(reminders === undefined ? {} : remindersBody(reminders)),
    ...conferenceBody(edit, before, context),
  };
}

function categoriesBody(
  { categories, color }: Partial<OutlookCalendarEventDraft>,
  before: OutlookCalendarEvent | undefined,
  { categories: colors, calendar }: EventContext,
): OutlookEventBody {
  if (categories === undefined && color === undefined) {
    return {};
  }
  const named = categories ?? (categories === null ? [] : (before?.categories ?? []));
  return {
    categories:
      color === undefined ? named : categoriesWithColor(color, named, colors, calendar?.color),
  };
}

/** The answers of guests are theirs: Graph keeps those that it knows. */
function attendeesBody(
  attendees: readonly AttendeeDraft[],
  before: OutlookCalendarEvent | undefined,
): readonly OutlookAttendee[] {
  const known = new Map(
    before?.outlookEvent.attendees?.map((each) => [addressKey(each.emailAddress?.address), each]),
  );
  return attendees.map(({ email, displayName, optional, resource }) => {
    if (!email) {
      throw new CalendarSyncError('invalid-event', 'Each of the attendees needs an email.');
    }
    const name = displayName ?? known.get(addressKey(email))?.emailAddress?.name;
    return {
      emailAddress: { address: email, ...(name ? { name } : {}) },
      type: resource ? 'resource' : optional ? 'optional' : 'required',
    };
  });
}

/** Outlook says in one field whether an event is tentative and whether it takes time. */
function showAsOf(
  edit: Partial<OutlookCalendarEventDraft>,
  before: OutlookCalendarEvent | undefined,
): OutlookFreeBusyStatus | undefined {
  if (edit.status === 'cancelled') {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode && 'An event of Outlook is cancelled by deleting it, and not by its status.',
    );
  }
  if (edit.showAs !== undefined) {
    return edit.showAs ?? 'busy';
  }
  if (edit.status === undefined && edit.transparency === undefined) {
    return undefined;
  }
  const transparency = edit.transparency === undefined ? before?.transparency : edit.transparency;
  if (transparency === 'transparent') {
    return 'free';
  }
  return (edit.status ?? before?.status) === 'tentative' ? 'tentative' : 'busy';
}

/** Outlook has one reminder, which is not a mail; an event without its own has that of the account. */
function remindersBody(
  reminders: NonNullable<OutlookCalendarEventDraft['reminders']> | null,
): OutlookEventBody {
  if (!reminders || reminders.useDefault) {
    return { isReminderOn: true };
  }
  const [first, ...more] = reminders.overrides ?? [];
  if (more.length > 0 || first?.method === 'email') {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode && 'An event of Outlook has one of the reminders, of the method "popup".',
    );
  }
  return first
    ? { isReminderOn: true, reminderMinutesBeforeStart: first.minutes }
    : { isReminderOn: false };
}

/** A meeting cannot be removed, or held elsewhere, once it is there. */
function conferenceBody(
  { conference }: Partial<OutlookCalendarEventDraft>,
  before: OutlookCalendarEvent | undefined,
  { calendar }: EventContext,
): OutlookEventBody {
  if (conference === null && before?.conference) {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode &&
        'Outlook cannot take the conference off an event: delete the event, and add it anew.',
    );
  }
  if (conference !== 'create' || before?.conference) {
    return {};
  }
  const provider = calendar?.outlookCalendar.defaultOnlineMeetingProvider;
  return {
    isOnlineMeeting: true,
    ...(provider && provider !== 'unknown' ? { onlineMeetingProvider: provider } : {}),
  };
}
