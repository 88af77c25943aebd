import type { EventRecord, ItemState } from '../calendar/event-record.ts';
import { previewOf, textOf } from '../calendar/html-text.ts';
import { newChangeKey } from '../calendar/ids.ts';
import type { Instance } from '../calendar/series.ts';
import { answeredTime, instantOfTime, timesOnDay } from '../calendar/times.ts';
import type { Preferences } from './preferences.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface EventView {
  readonly preferences: Preferences;
  /** Without body, attachments and extensions, as for `Calendars.ReadBasic`. */
  readonly isBasic: boolean;
  /** Whether all events of a series have the etag of its latest change. */
  readonly hasEtagPerSeries: boolean;
}

/** The change key of what an id names. */
export function changeKeyOf(
  { record, type, master, day }: Instance,
  state: ItemState,
  hasEtagPerSeries: boolean,
): string {
  if (hasEtagPerSeries) {
    return newChangeKey(state.sequence, state.main.id);
  }
  return type === 'occurrence' && master
    ? newChangeKey(0, `${master.changeKey} ${day ?? ''}`)
    : record.changeKey;
}

export function etagOf(changeKey: string): string {
  return `W/"${changeKey}"`;
}

/** An event as Graph answers it, with all its fields. */
export function eventJson(instance: Instance, state: ItemState, view: EventView): Json {
  const { record, type, master } = instance;
  const { plain } = record;
  const { zone, bodyType } = view.preferences;
  const changeKey = changeKeyOf(instance, state, view.hasEtagPerSeries);
  return {
    '@odata.etag': etagOf(changeKey),
    id: record.id,
    createdDateTime: instantText(record.created),
    lastModifiedDateTime: instantText(record.modified),
    changeKey,
    categories: plain.categories,
    transactionId: plain.transactionId,
    originalStartTimeZone: record.start.zoneName,
    originalEndTimeZone: record.end.zoneName,
    iCalUId: record.iCalUId,
    reminderMinutesBeforeStart: plain.reminderMinutesBeforeStart,
    isReminderOn: plain.isReminderOn,
    hasAttachments: plain.hasAttachments,
    subject: plain.subject,
    ...(!view.isBasic && { bodyPreview: previewOf(record.body) }),
    importance: plain.importance,
    sensitivity: plain.sensitivity,
    isAllDay: record.isAllDay,
    isCancelled: plain.isCancelled,
    isOrganizer: record.isOrganizer,
    responseRequested: plain.responseRequested,
    seriesMasterId: master?.id ?? null,
    showAs: plain.showAs,
    type,
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(record.id)}&exvsurl=1&path=/calendar/item`,
    onlineMeetingUrl: null,
    isOnlineMeeting: plain.isOnlineMeeting,
    onlineMeetingProvider: plain.onlineMeetingProvider,
    allowNewTimeProposals: plain.allowNewTimeProposals,
    isDraft: plain.isDraft,
    hideAttendees: plain.hideAttendees,
    ...(instance.day !== undefined &&
      master && { originalStart: originalStart(master, instance.day) }),
    responseStatus: plain.responseStatus,
    ...(!view.isBasic && { body: bodyJson(record, bodyType) }),
    start: answeredTime(record.start, record.isAllDay, zone),
    end: answeredTime(record.end, record.isAllDay, zone),
    location: plain.location,
    locations: plain.locations,
    recurrence: record.recurrence,
    attendees: record.attendees,
    organizer: { emailAddress: record.organizer },
    onlineMeeting: plain.onlineMeeting,
  };
}

/** An occurrence in an answer of delta: it has nothing but its time and its series. */
export function stubJson(instance: Instance, state: ItemState, view: EventView): Json {
  const { record, type, master } = instance;
  const { zone } = view.preferences;
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': etagOf(changeKeyOf(instance, state, view.hasEtagPerSeries)),
    seriesMasterId: master?.id ?? null,
    type,
    id: record.id,
    start: answeredTime(record.start, record.isAllDay, zone),
    end: answeredTime(record.end, record.isAllDay, zone),
  };
}

function bodyJson({ body }: EventRecord, bodyType: Preferences['bodyType']): Json {
  return bodyType === 'text' && body.contentType === 'html'
    ? { contentType: 'text', content: textOf(body.content) }
    : { contentType: body.contentType, content: body.content };
}

/** The start that the rule has: an instant, of an all-day event the midnight of a zone that nobody tells. */
function originalStart(master: EventRecord, day: string): string {
  const { start } = timesOnDay(master, day);
  return new Date(instantOfTime(start)).toISOString().replace('.000Z', 'Z');
}

/** An instant with seven decimals. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '0000Z');
}
