import type { EventResource } from 'google-calendar-ics';
import { addDays, civilTimeIn } from 'google-calendar-ics/internal';
import { windowsNameOf } from '../calendar/zones.ts';
import type { RuleStart } from './rule-to-pattern.ts';
import type { SeedEvent } from './seed.ts';

/** An event in the form of Google's API, with what calendar files do not have but the made-up life does. */
export interface GoogleEvent extends Partial<
  Omit<EventResource, 'extendedProperties' | 'organizer'>
> {
  readonly colorId?: string;
  readonly organizer?: {
    readonly email?: string;
    readonly displayName?: string;
    readonly self?: boolean;
  };
  readonly extendedProperties?: { readonly private?: Readonly<Record<string, string>> };
}

const RESPONSES: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  declined: 'declined',
  tentative: 'tentativelyAccepted',
  needsAction: 'none',
};
const SHOWN_AS: Readonly<Record<string, string>> = {
  outOfOffice: 'oof',
  workingLocation: 'workingElsewhere',
};
/** Outlook's own categories, in place of the eleven colours that Google has for events. */
const CATEGORY_BY_COLOR: Readonly<Record<string, string>> = {
  '2': 'Green category',
  '4': 'Red category',
  '5': 'Yellow category',
  '6': 'Orange category',
  '7': 'Blue category',
  '9': 'Blue category',
  '10': 'Green category',
  '11': 'Red category',
  '3': 'Purple category',
};

/** The categories that a new mailbox has. */
export const DEFAULT_CATEGORIES = [
  { displayName: 'Red category', color: 'preset0' },
  { displayName: 'Orange category', color: 'preset1' },
  { displayName: 'Yellow category', color: 'preset3' },
  { displayName: 'Green category', color: 'preset4' },
  { displayName: 'Blue category', color: 'preset7' },
  { displayName: 'Purple category', color: 'preset8' },
] as const;

type Content = Pick<SeedEvent, 'body' | 'organizer' | 'responses'>;
type Moment = NonNullable<GoogleEvent['start']>;

/**
 * The body with which an event could be posted to Graph.
 * @param zone IANA name: the time zone of the calendar.
 * @param shiftMs By how much of wall time it is moved.
 */
export function bodyOf(event: GoogleEvent, zone: string, shiftMs = 0): Content {
  const attendees = (event.attendees ?? []).filter(({ organizer }) => organizer !== true);
  const responses = (event.attendees ?? []).map(
    ({ email, responseStatus }) => [email, RESPONSES[responseStatus] ?? 'none'] as const,
  );
  const { organizer } = event;
  const isForeign = organizer?.email !== undefined && organizer.self !== true;
  return {
    body: {
      subject: event.summary ?? null,
      ...(event.description !== undefined && {
        body: { contentType: 'html', content: event.description },
      }),
      ...(event.location !== undefined && { location: { displayName: event.location } }),
      isAllDay: event.start?.date !== undefined,
      start: timeOf(event.start, zone, shiftMs),
      end: timeOf(event.end, zone, shiftMs),
      showAs: showAsOf(event),
      sensitivity: sensitivityOf(event.visibility),
      categories: categoriesOf(event),
      ...remindersOf(event),
      ...(attendees.length > 0 && {
        attendees: attendees.map(({ email, displayName, optional, resource }) => ({
          type: resource ? 'resource' : optional ? 'optional' : 'required',
          emailAddress: { address: email, name: displayName ?? email },
        })),
      }),
    },
    responses: Object.fromEntries(responses),
    ...(isForeign && {
      organizer: {
        address: organizer.email ?? '',
        ...(organizer.displayName !== undefined && { name: organizer.displayName }),
      },
    }),
  };
}

/** Where a series begins, in its own zone or in another. */
export function startOf(
  { start }: Pick<GoogleEvent, 'start'>,
  calendarZone: string,
  inZone?: string,
): RuleStart {
  const zone = inZone ?? start?.timeZone ?? calendarZone;
  if (start?.date !== undefined) {
    return { day: start.date, time: '00:00:00', zone };
  }
  const wall = civilTimeIn(zone, Date.parse(start?.dateTime ?? ''));
  return { day: wall.slice(0, 10), time: wall.slice(11), zone };
}

/** The days of EXDATE lines, in the zone of the series. */
export function daysExcepted(lines: readonly string[], zone: string): string[] {
  return lines
    .filter((line) => line.startsWith('EXDATE'))
    .flatMap((line) => line.slice(line.lastIndexOf(':') + 1).split(','))
    .map((value) => {
      const [, year = '', month = '', day = '', time] =
        /^(\d{4})(\d\d)(\d\d)(?:T(\d{6}))?/.exec(value) ?? [];
      const date = `${year}-${month}-${day}`;
      if (time === undefined || !value.endsWith('Z')) {
        return date;
      }
      const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}`;
      return civilTimeIn(zone, Date.parse(`${date}T${clock}Z`)).slice(0, 10);
    });
}

function timeOf(time: Moment | undefined, calendarZone: string, shiftMs: number): object {
  const zone = time?.timeZone ?? calendarZone;
  const timeZone = windowsNameOf(zone);
  if (time?.date !== undefined) {
    const days = Math.round(shiftMs / 86_400_000);
    return { dateTime: `${addDays(time.date, days)}T00:00:00`, timeZone };
  }
  const wall = Date.parse(`${civilTimeIn(zone, Date.parse(time?.dateTime ?? ''))}Z`) + shiftMs;
  return { dateTime: new Date(wall).toISOString().slice(0, 19), timeZone };
}

function showAsOf({ transparency, status, eventType }: GoogleEvent): string {
  const special = SHOWN_AS[eventType ?? ''];
  if (special !== undefined) {
    return special;
  }
  return transparency === 'transparent' ? 'free' : status === 'tentative' ? 'tentative' : 'busy';
}

function sensitivityOf(visibility: string | undefined): string {
  return visibility === 'private' || visibility === 'confidential' ? visibility : 'normal';
}

function categoriesOf({ colorId, extendedProperties }: GoogleEvent): readonly string[] {
  const named = extendedProperties?.private?.['categories'];
  const own = CATEGORY_BY_COLOR[colorId ?? ''];
  return [...(named?.split(',') ?? []), ...(own === undefined ? [] : [own])];
}

function remindersOf({ reminders }: GoogleEvent): object {
  const [first] = reminders?.overrides ?? [];
  if (reminders?.useDefault !== false) {
    return {};
  }
  return first
    ? { isReminderOn: true, reminderMinutesBeforeStart: first.minutes }
    : { isReminderOn: false };
}
