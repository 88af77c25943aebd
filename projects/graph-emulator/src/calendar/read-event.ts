import type { Account } from '../accounts.ts';
import { invalidProperty } from '../graph/graph-error.ts';
import { type EventRecord, type Extension, NO_TIME, type PlainFields } from './event-record.ts';
import { htmlOfText, wholeDocument } from './html-text.ts';
import { readAttendees, readLocations } from './read-people-and-places.ts';
import { readRecurrence, startingOnRule } from './read-recurrence.ts';
import { readTimes } from './read-times.ts';
import type { ShortMonths } from './pattern.ts';

/** The body of a write of an event, which was checked against the schema. */
export type EventBody = Readonly<Record<string, unknown>>;

export interface ReadContext {
  readonly account: Account;
  readonly shortMonths: ShortMonths;
}

/** Fields that a body may set and that are answered as they were sent. */
const COPIED_FIELDS = [
  'importance',
  'sensitivity',
  'showAs',
  'isReminderOn',
  'reminderMinutesBeforeStart',
  'categories',
  'responseRequested',
  'allowNewTimeProposals',
  'hideAttendees',
  'transactionId',
] as const satisfies readonly (keyof PlainFields)[];

const NEW_FIELDS: PlainFields = {
  subject: null,
  importance: 'normal',
  sensitivity: 'normal',
  showAs: 'busy',
  isReminderOn: true,
  reminderMinutesBeforeStart: 15,
  categories: [],
  hasAttachments: false,
  responseRequested: true,
  allowNewTimeProposals: true,
  hideAttendees: false,
  isCancelled: false,
  isDraft: false,
  isOnlineMeeting: false,
  onlineMeetingProvider: 'unknown',
  onlineMeeting: null,
  transactionId: null,
  location: { displayName: '', locationType: 'default', uniqueIdType: 'unknown' },
  locations: [],
  responseStatus: { response: 'organizer', time: NO_TIME },
};

/** A record for an event that is new, before the fields of its body. */
export function blankEvent(
  id: string,
  iCalUId: string,
  organizer: Account,
  at: number,
): Omit<EventRecord, 'start' | 'end'> {
  return {
    id,
    changeKey: '',
    iCalUId,
    created: at,
    modified: at,
    isAllDay: false,
    recurrence: null,
    body: { contentType: 'html', content: '' },
    attendees: [],
    organizer: { name: organizer.name, address: organizer.email },
    isOrganizer: true,
    plain: NEW_FIELDS,
    extensions: [],
    singleValueProperties: new Map(),
  };
}

/**
 * The event with the fields of a body.
 * @throws GraphError for values that Graph refuses.
 */
export function withBody(
  before: Omit<EventRecord, 'start' | 'end'> & Partial<Pick<EventRecord, 'start' | 'end'>>,
  body: EventBody,
  { account, shortMonths }: ReadContext,
): EventRecord {
  const timed = { ...before, ...readTimes(before, body) };
  const recurrence = readRecurrence(timed, body, before);
  const attendees =
    body['attendees'] === undefined ? before.attendees : readAttendees(body['attendees'], before);
  const plain = readPlainFields(before.plain, body);
  const content = readContent(before, body);
  const meeting = onlineMeeting(before.plain, plain, body, content, account);
  return startingOnRule(
    {
      ...timed,
      recurrence,
      attendees,
      body: meeting.body,
      plain: { ...plain, ...meeting.plain },
      extensions: readExtensions(before.extensions, body['extensions']),
      singleValueProperties: readProperties(before, body['singleValueExtendedProperties']),
    },
    shortMonths,
  );
}

function readPlainFields(before: PlainFields, body: EventBody): PlainFields {
  const stated = COPIED_FIELDS.filter((name) => body[name] !== undefined && body[name] !== null);
  const subject = body['subject'];
  return {
    ...before,
    ...Object.fromEntries(stated.map((name) => [name, body[name]])),
    ...(subject !== undefined && { subject: subject as string | null }),
    ...readLocations(before, body),
  };
}

function readContent(before: Pick<EventRecord, 'body'>, body: EventBody): EventRecord['body'] {
  const sent = body['body'] as { contentType?: string; content?: string } | null | undefined;
  if (sent === undefined) {
    return before.body;
  }
  const content = sent?.content ?? '';
  // Exchange stores HTML: text becomes HTML, and is answered as text on request.
  const html = sent?.contentType === 'text' ? htmlOfText(content) : wholeDocument(content);
  return { contentType: 'html', content: content === '' ? '' : html };
}

/** A meeting is online while its body has the link: writing the body without it ends the meeting. */
function onlineMeeting(
  before: PlainFields,
  after: PlainFields,
  body: EventBody,
  content: EventRecord['body'],
  account: Account,
): { readonly body: EventRecord['body']; readonly plain: Partial<PlainFields> } {
  if (before.onlineMeeting) {
    const isKept = content.content.includes(before.onlineMeeting.joinUrl);
    return isKept
      ? { body: content, plain: {} }
      : {
          body: content,
          plain: { isOnlineMeeting: false, onlineMeetingProvider: 'unknown', onlineMeeting: null },
        };
  }
  if (body['isOnlineMeeting'] !== true || account.kind === 'personal') {
    return { body: content, plain: {} };
  }
  const code = Buffer.from(`${account.id} ${after.subject ?? ''} ${String(body['transactionId'])}`)
    .toString('base64url')
    .slice(0, 40);
  const joinUrl = `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${code}%40thread.v2/0`;
  // Between two lines, as Outlook draws them: in the text of the body nothing else tells the part from what was written.
  const line = `<div>${'_'.repeat(80)}</div>`;
  const link = `<div class="me-email-text">${line}<a href="${joinUrl}">Join the meeting now</a>\r\n${line}</div>`;
  const whole = wholeDocument(content.content);
  return {
    body: { contentType: 'html', content: whole.replace('</body>', `${link}\r\n</body>`) },
    plain: {
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
      onlineMeeting: { joinUrl },
    },
  };
}

function readExtensions(before: readonly Extension[], sent: unknown): readonly Extension[] {
  if (sent === undefined) {
    return before;
  }
  return (sent as Readonly<Record<string, unknown>>[]).map(readExtension);
}

/** @throws GraphError for an extension without a name. */
export function readExtension(sent: Readonly<Record<string, unknown>>): Extension {
  const { extensionName } = sent;
  if (typeof extensionName !== 'string' || extensionName === '') {
    throw invalidProperty('extensionName is required.');
  }
  const own = Object.entries(sent).filter(([name]) => !name.startsWith('@') && name !== 'id');
  return { ...Object.fromEntries(own), extensionName };
}

function readProperties(
  before: Pick<EventRecord, 'singleValueProperties'>,
  sent: unknown,
): ReadonlyMap<string, string> {
  const pairs = ((sent ?? []) as { id: string; value: string }[]).map(
    ({ id, value }) => [id, value] as const,
  );
  return new Map([...before.singleValueProperties, ...pairs]);
}
