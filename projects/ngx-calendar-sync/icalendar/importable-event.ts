import type { EventResource, IcsEvent } from 'google-calendar-ics';
import type { GoogleEvent } from 'ngx-calendar-sync/google';
import type { IcsGroup } from './ics-groups';
import { isSameInFile } from './stored-events';

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
  { event: { resource: read }, uid: iCalUID }: IcsGroup,
  calendarId: string,
  known: GoogleEvent | undefined,
): Importable {
  const { resource: withoutOwnFields, notes } = accepted(read, calendarId);
  const resource = { ...withoutOwnFields, iCalUID };
  if (resource.status === 'cancelled') {
    return {
      resource,
      notes,
      refusal: 'it is cancelled (STATUS:CANCELLED), and an import deletes no event',
    };
  }
  return { resource, notes, ...refusalOfEarlier(known, resource.sequence ?? 0) };
}

/** An occurrence that an exception changes. */
export interface ChangedOccurrence {
  readonly exception: IcsEvent;
  /** Its series, as the file has it. */
  readonly series: IcsEvent;
  /** The id of the occurrence at Google. */
  readonly id: string;
  /** The exception that the calendar has of it, if it has one. */
  readonly known: GoogleEvent | undefined;
}

/**
 * An exception, as the occurrence of the imported series is changed to it. What the exception does not have is emptied, for an
 * occurrence begins as its series is; but guests, files and the page that the event comes from are those of the series then.
 */
export function changedOccurrence(
  { exception: { resource: read }, series: { resource: series }, id, known }: ChangedOccurrence,
  calendarId: string,
): Importable {
  const changes = accepted({ ...inherited(series), ...read }, calendarId);
  const resource: GoogleEvent =
    read.status === 'cancelled'
      ? { id, status: 'cancelled' }
      : {
          ...Object.fromEntries(
            Object.entries(EMPTY).filter(
              ([name]) => name in series || (known !== undefined && name in known),
            ),
          ),
          ...removed(known),
          // Google counts the changes of an occurrence itself, and keeps its organizer.
          ...without(changes.resource, 'sequence', 'organizer', 'eventType'),
          // Objects are merged: without a list the occurrence would keep the reminders of its series.
          reminders: { useDefault: true, overrides: [], ...changes.resource.reminders },
          id,
        };
  const notes = read.status === 'cancelled' ? [] : changes.notes;
  return known && isSameInFile(known, resource)
    ? { resource, notes }
    : { resource, notes, ...refusalOfEarlier(known, sequenceAtGoogle(read, series)) };
}

/** What an exception has of its series where it has none of its own. */
function inherited({ organizer, attendees, attachments, source }: EventResource) {
  return withoutUndefined({ organizer, attendees, attachments, source });
}

/** Guests, files and page of the exception in the calendar: `null` removes them, where the file does not have them. */
function removed(known: GoogleEvent = {}): GoogleEvent {
  const names = (['attendees', 'attachments', 'source'] as const).filter((name) => name in known);
  return Object.fromEntries(names.map((name) => [name, null]));
}

/**
 * The highest sequence that an exception has at Google if nobody has changed it since it was imported: it begins with that of
 * its series, and Google adds 1 when the import moves it, although the file may not count that.
 */
function sequenceAtGoogle(read: EventResource, series: EventResource): number {
  const moves = isMoved(read, series) ? 1 : 0;
  return Math.max(read.sequence ?? 0, (series.sequence ?? 0) + moves);
}

function isMoved(
  { status, start, end, originalStartTime }: EventResource,
  series: EventResource,
): boolean {
  return (
    status !== 'cancelled' &&
    (instantOf(start) !== instantOf(originalStartTime) ||
      instantOf(end) - instantOf(start) !== instantOf(series.end) - instantOf(series.start))
  );
}

function instantOf(time: EventResource['start']): number {
  return Date.parse(time?.date ?? time?.dateTime ?? '');
}

function refusalOfEarlier(
  known: GoogleEvent | undefined,
  sequence: number,
): Pick<Importable, 'refusal'> {
  const later = known?.sequence ?? 0;
  return later > sequence
    ? { refusal: `the calendar has a later version of it (SEQUENCE ${later})` }
    : {};
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
