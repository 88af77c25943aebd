import type { EventResource, IcsEvent } from 'google-calendar-ics';
import type { GoogleEvent } from 'ngx-calendar-sync/google';
import type { StoredEvents } from './stored-events';

/** An event of a file as it is sent to Google. */
export interface Importable {
  readonly resource: GoogleEvent;
  /** What is left out, since Google would refuse the event with it. */
  readonly notes: readonly string[];
  /** Why it cannot be sent at all. */
  readonly refusal?: string;
}

/** What an occurrence has where its exception does not say what its series says. */
const EMPTY: GoogleEvent = {
  summary: '',
  description: '',
  location: '',
  transparency: 'opaque',
  visibility: 'default',
  extendedProperties: { private: { categories: '' } },
};

/** A single event or the master of a series, as Google imports it. */
export function importable(
  { resource: read, isLoneOccurrence }: IcsEvent,
  calendarId: string,
  stored: StoredEvents,
): Importable {
  const { resource: withoutOwnFields, notes } = accepted(read, calendarId);
  const iCalUID = stored.uidFor(read, isLoneOccurrence);
  const resource = { ...withoutOwnFields, iCalUID };
  if (resource.status === 'cancelled') {
    return {
      resource,
      notes,
      refusal: 'it is cancelled (STATUS:CANCELLED), and an import deletes no event',
    };
  }
  const later = stored.withUid(iCalUID)?.resource.sequence ?? 0;
  return later > (resource.sequence ?? 0)
    ? {
        resource,
        notes,
        refusal: `the calendar has a later version of it (SEQUENCE ${later})`,
      }
    : { resource, notes };
}

/**
 * An exception, as the occurrence of the imported series is changed to it. An occurrence begins as its series is: what the
 * exception does not have is emptied, but guests, files and the page that the event comes from stay.
 * @param seriesId The id of the series at Google, which begins the ids of its occurrences.
 */
export function changedOccurrence(
  { resource: read }: IcsEvent,
  { resource: series }: IcsEvent,
  seriesId: string,
  calendarId: string,
): Importable {
  const id = seriesId + read.id.slice(series.id.length);
  if (read.status === 'cancelled') {
    return { resource: { id, status: 'cancelled' }, notes: [] };
  }
  const { organizer, attendees, attachments, source } = series;
  const kept = withoutUndefined({ organizer, attendees, attachments, source });
  const { resource, notes } = accepted({ ...kept, ...read }, calendarId);
  return {
    resource: {
      ...Object.fromEntries(Object.entries(EMPTY).filter(([name]) => name in series)),
      // Google counts the changes of an occurrence itself, and keeps its organizer.
      ...without(resource, 'sequence', 'organizer', 'eventType'),
      // Objects are merged: without a list the occurrence would keep the reminders of its series.
      reminders: { useDefault: true, overrides: [], ...resource.reminders },
      id,
    },
    notes,
  };
}

/** Without the ids of the file, without times that Google sets, and without guests that it refuses. */
function accepted(read: EventResource, calendarId: string): Importable {
  const resource = without(
    read,
    'id',
    'iCalUID',
    'created',
    'updated',
    'recurringEventId',
    'originalStartTime',
  );
  const { organizer, attendees = [] } = read;
  const isCalendar = ({ email }: { readonly email: string }) =>
    email.toLowerCase() === calendarId.toLowerCase();
  return !organizer || isCalendar(organizer) || attendees.some(isCalendar)
    ? { resource, notes: [] }
    : {
        resource: without(resource, 'organizer', 'attendees'),
        notes: [
          'its organizer and its guests were left out: Google keeps them only of events that the calendar organizes or is invited to',
        ],
      };
}

function without<Value extends object, Name extends keyof Value>(
  value: Value,
  ...names: readonly Name[]
): Omit<Value, Name> {
  const left = Object.entries(value).filter(([name]) => !names.some((each) => each === name));
  return Object.fromEntries(left) as Omit<Value, Name>;
}

function withoutUndefined<Value extends object>(
  value: Value,
): { [Name in keyof Value]?: Exclude<Value[Name], undefined> } {
  const defined = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(defined) as { [Name in keyof Value]?: Exclude<Value[Name], undefined> };
}
