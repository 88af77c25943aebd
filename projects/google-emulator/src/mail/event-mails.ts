import type { Calendar } from '../world/calendar.ts';
import { userOf, type Call } from '../calendar/call.ts';
import { isCancelled, type EventResource, type StoredEvent } from '../calendar/event-resource.ts';
import type { Mail } from './outbox.ts';

/** Fields whose change Google tells nobody: those of one calendar alone, those that the server sets, and the guests. */
const UNTOLD_FIELDS: ReadonlySet<string> = new Set<keyof EventResource>([
  'attendees',
  'colorId',
  'created',
  'etag',
  'eventLabelId',
  'htmlLink',
  'reminders',
  'sequence',
  'transparency',
  'updated',
  'visibility',
]);

/**
 * Records the mails that a write of an event sends: to the guests if the organizer wrote it, and to the organizer if a
 * guest answered. `sendUpdates` chooses who gets one: nobody if it is left out.
 * @param before Undefined for a new event.
 */
export function recordEventMails(
  call: Call,
  calendar: Calendar,
  before: StoredEvent | undefined,
  after: StoredEvent,
): void {
  const mails = after.resource.organizer?.self
    ? mailsToGuests(before, after)
    : mailsToOrganizer(calendar, before, after);
  send(call, calendar, after, mails);
}

/** Records that every guest is told of the event's new organizer. */
export function recordMoveMails(call: Call, calendar: Calendar, moved: StoredEvent): void {
  send(
    call,
    calendar,
    moved,
    guestsOf(moved).map((to) => ({ to, kind: 'update' })),
  );
}

type Notice = Pick<Mail, 'to' | 'kind'>;

function send(
  call: Call,
  calendar: Calendar,
  { id, resource }: StoredEvent,
  notices: readonly Notice[],
): void {
  const audience = audienceOf(call);
  const { email } = userOf(call);
  for (const { to, kind } of notices) {
    const isOwn = to === email || to === calendar.id;
    const isExternal = call.world.user(to) === undefined;
    if (!isOwn && (audience === 'all' || (audience === 'externalOnly' && isExternal))) {
      call.outbox.add({
        to,
        kind,
        calendarId: calendar.id,
        eventId: id,
        ...(resource.summary && { summary: resource.summary }),
      });
    }
  }
}

function audienceOf({ parameters }: Call): string {
  const isDeprecatedFlagSet = parameters.flag('sendNotifications') ?? false;
  return parameters.text('sendUpdates') ?? (isDeprecatedFlagSet ? 'all' : 'none');
}

function mailsToGuests(before: StoredEvent | undefined, after: StoredEvent): Notice[] {
  const invitedBefore = guestsOf(before);
  const invited = guestsOf(after);
  const isTold = before !== undefined && isChanged(before.resource, after.resource);
  return [
    ...invitedBefore
      .filter((to) => !invited.includes(to))
      .map((to): Notice => ({ to, kind: 'cancellation' })),
    ...invited.flatMap((to): Notice[] => {
      if (!invitedBefore.includes(to)) {
        return [{ to, kind: 'invitation' }];
      }
      return isTold ? [{ to, kind: 'update' }] : [];
    }),
  ];
}

function mailsToOrganizer(
  calendar: Calendar,
  before: StoredEvent | undefined,
  after: StoredEvent,
): Notice[] {
  const answerIn = (event: StoredEvent | undefined) => {
    const own = event?.resource.attendees?.find(({ email }) => email === calendar.id);
    return (
      own && [
        event && isCancelled(event) ? 'declined' : own.responseStatus,
        own.comment ?? '',
        own.additionalGuests ?? 0,
      ]
    );
  };
  const to = after.resource.organizer?.email;
  const isAnswered = JSON.stringify(answerIn(before)) !== JSON.stringify(answerIn(after));
  return to && answerIn(after) && isAnswered ? [{ to, kind: 'response' }] : [];
}

/** The addresses of the people who are invited; none for a cancelled event. Rooms get no mail. */
function guestsOf(event: StoredEvent | undefined): string[] {
  const attendees = event && !isCancelled(event) ? event.resource.attendees : undefined;
  return attendees?.flatMap(({ email, resource }) => (email && !resource ? [email] : [])) ?? [];
}

function isChanged(before: EventResource, after: EventResource): boolean {
  const toldFields = (event: EventResource) =>
    JSON.stringify([
      ...Object.entries(event)
        .filter(([name]) => !UNTOLD_FIELDS.has(name) && name !== 'extendedProperties')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
      event.extendedProperties?.shared,
    ]);
  return toldFields(before) !== toldFields(after);
}
