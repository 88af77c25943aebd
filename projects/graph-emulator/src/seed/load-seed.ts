import type { Account } from '../accounts.ts';
import type { Attendee, EventRecord, ItemState, ResponseType } from '../calendar/event-record.ts';
import { guidOf, newICalUId, newItemId } from '../calendar/ids.ts';
import type { CalendarEntry, Mailbox } from '../calendar/mailbox.ts';
import { blankEvent, withBody } from '../calendar/read-event.ts';
import { instanceOn } from '../calendar/series.ts';
import type { World } from '../calendar/world.ts';
import type { Seed, SeedCalendar, SeedEvent, SeedUser } from './seed.ts';

/** The tenant of all personal accounts. */
const CONSUMERS_TENANT_ID = '9188040d-6c67-4c5b-b112-36a304b66dad';
const SHORT_MONTHS = 'last-day';

export function accountOf({ email, name, kind = 'work', password }: SeedUser): Account {
  const domain = email.split('@').at(-1) ?? '';
  return {
    id: kind === 'personal' ? personalIdOf(email) : guidOf(`account ${email}`),
    email,
    name,
    kind,
    tenantId: kind === 'personal' ? CONSUMERS_TENANT_ID : guidOf(`tenant ${domain}`),
    ...(password !== undefined && { password }),
  };
}

/** Sixteen digits, where an account of work has a GUID. */
function personalIdOf(email: string): string {
  return guidOf(`account ${email}`).replaceAll('-', '').slice(-16);
}

/** Replaces all mailboxes. */
export function loadSeed(world: World, seed: Seed): void {
  world.mailboxes = new Map();
  world.mails = [];
  addSeed(world, seed);
}

/** @throws GraphError for an event that Graph would refuse, RangeError for a calendar of nobody. */
export function addSeed(world: World, { users, calendars }: Seed): void {
  for (const user of users) {
    const { timeZone, locale = 'en-GB', categories = [] } = user;
    const mailbox = world.addMailbox(accountOf(user), { timeZone, locale });
    for (const { displayName, color } of categories) {
      const id = guidOf(`category ${user.email} ${displayName}`);
      mailbox.categories.set(id, { id, displayName, color });
    }
  }
  for (const calendar of calendars) {
    addCalendar(world, calendar);
  }
}

function addCalendar(world: World, calendar: SeedCalendar): void {
  const mailbox = world.mailbox(calendar.owner);
  if (!mailbox) {
    throw new RangeError(`The calendar ${calendar.name} is of ${calendar.owner}, who is no user.`);
  }
  const entry = calendar.isDefault
    ? renamedDefault(mailbox, calendar)
    : world.addCalendar(mailbox, {
        name: calendar.name,
        key: calendar.name,
        isReadOnly: calendar.isReadOnly ?? false,
        ...(calendar.color !== undefined && { color: calendar.color }),
      });
  for (const { email, canEdit } of calendar.sharedWith ?? []) {
    const other = world.mailbox(email);
    if (other) {
      world.share(entry, other, canEdit);
    }
  }
  calendar.events.forEach((event) => {
    addEvent(world, mailbox, entry, event);
  });
}

function renamedDefault(mailbox: Mailbox, { name, color }: SeedCalendar): CalendarEntry {
  const entry = mailbox.defaultCalendar;
  const renamed = { ...entry, name, ...(color !== undefined && { color }) };
  mailbox.calendars.set(entry.id, renamed);
  return renamed;
}

function addEvent(
  world: World,
  { account }: Mailbox,
  entry: CalendarEntry,
  event: SeedEvent,
): void {
  const key = `${account.email} ${entry.name} ${event.key ?? JSON.stringify(event.body)}`;
  const context = { account, shortMonths: SHORT_MONTHS } as const;
  const blank = blankEvent(newItemId(key), newICalUId(key), account, world.clock.now());
  const main = arranged(withBody(blank, event.body, context), event);
  const state: ItemState = {
    sequence: 0,
    at: 0,
    isDeleted: false,
    main,
    exceptions: new Map(),
    cancelledDays: new Set(event.cancelledDays),
  };
  const exceptions = Object.entries(event.exceptions ?? {}).flatMap(([day, change]) => {
    const instance = instanceOn(state, day, SHORT_MONTHS);
    return instance ? [[day, withBody(instance.record, change, context)] as const] : [];
  });
  world.write(entry.store, { ...state, exceptions: new Map(exceptions) }, 'all');
}

/** The event with its organizer and the answers of its guests. */
function arranged(record: EventRecord, { organizer, responses = {} }: SeedEvent): EventRecord {
  const time = new Date(record.created).toISOString();
  const attendees = record.attendees.map((attendee): Attendee => {
    const response = responses[attendee.emailAddress.address] as ResponseType | undefined;
    return response === undefined ? attendee : { ...attendee, status: { response, time } };
  });
  if (!organizer) {
    return { ...record, attendees };
  }
  const own = responses[record.organizer.address] as ResponseType | undefined;
  return {
    ...record,
    attendees,
    organizer,
    isOrganizer: false,
    plain: { ...record.plain, responseStatus: { response: own ?? 'notResponded', time } },
  };
}
