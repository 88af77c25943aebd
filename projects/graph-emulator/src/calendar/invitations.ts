import type { CalendarStore } from './calendar-store.ts';
import {
  type Attendee,
  type EventRecord,
  type ItemState,
  NO_TIME,
  type ResponseType,
} from './event-record.ts';
import { newItemId, occurrenceIdOf } from './ids.ts';
import type { Mailbox } from './mailbox.ts';
import type { World } from './world.ts';

/** Brings the copies in the calendars of guests who have an account up to date with the organizer's event. */
export function tellGuests(
  world: World,
  store: CalendarStore,
  state: ItemState,
  before: ItemState | undefined,
): void {
  const { main } = state;
  if (!main.isOrganizer) {
    return;
  }
  const isInvited = guestsOf(state);
  const everybody = new Set([...isInvited, ...(before ? guestsOf(before) : [])]);
  const isCalledOff = state.isDeleted || main.plain.isCancelled;
  for (const address of everybody) {
    const isGone = isCalledOff || !isInvited.has(address);
    const wasInvited = before ? guestsOf(before).has(address) : false;
    world.mails.push({
      to: address,
      kind: isGone ? 'cancellation' : wasInvited ? 'update' : 'invitation',
      subject: main.plain.subject ?? '',
    });
    const guest = world.mailbox(address);
    if (guest && guest.account.email.toLowerCase() !== store.owner.toLowerCase()) {
      copyInto(world, guest, state, isGone);
    }
  }
}

/** Stores a guest's answer in the guest's copy and in the organizer's event. */
export function answerInvitation(
  world: World,
  guest: Mailbox,
  store: CalendarStore,
  copy: ItemState,
  day: string | undefined,
  record: EventRecord,
  response: ResponseType,
  options: { readonly sendResponse: boolean; readonly proposedNewTime?: object },
): void {
  const time = new Date(world.clock.now()).toISOString();
  const answered: EventRecord = {
    ...record,
    plain: {
      ...record.plain,
      responseStatus: { response, time },
      showAs: response === 'tentativelyAccepted' ? 'tentative' : 'busy',
    },
  };
  if (day === undefined) {
    // Exchange moves a declined invitation out of the calendar.
    world.write(store, { ...copy, main: answered, isDeleted: response === 'declined' }, 'main');
  } else if (response === 'declined') {
    const exceptions = new Map(copy.exceptions);
    exceptions.delete(day);
    const cancelledDays = new Set([...copy.cancelledDays, day]);
    world.write(store, { ...copy, exceptions, cancelledDays }, 'exceptions');
  } else {
    const exceptions = new Map([...copy.exceptions, [day, answered]]);
    world.write(store, { ...copy, exceptions }, 'exceptions');
  }
  if (options.sendResponse) {
    world.mails.push({
      to: record.organizer.address,
      kind: 'response',
      subject: record.plain.subject ?? '',
    });
    tellOrganizer(world, guest, copy, day, { response, time }, options.proposedNewTime);
  }
}

function tellOrganizer(
  world: World,
  guest: Mailbox,
  copy: ItemState,
  day: string | undefined,
  status: Attendee['status'],
  proposedNewTime: object | undefined,
): void {
  const organizer = world.mailbox(copy.main.organizer.address);
  const found = organizer && findByICalUId(organizer, copy.main.iCalUId);
  if (!found) {
    return;
  }
  const { store, state } = found;
  const answered = (record: EventRecord): EventRecord => ({
    ...record,
    attendees: record.attendees.map((attendee) =>
      attendee.emailAddress.address.toLowerCase() === guest.account.email.toLowerCase()
        ? { ...attendee, status, ...(proposedNewTime && { proposedNewTime }) }
        : attendee,
    ),
  });
  const exception = day === undefined ? undefined : state.exceptions.get(day);
  if (day === undefined) {
    world.write(store, { ...state, main: answered(state.main) }, 'main');
  } else if (exception) {
    const exceptions = new Map([...state.exceptions, [day, answered(exception)]]);
    world.write(store, { ...state, exceptions }, 'exceptions');
  }
}

function copyInto(world: World, guest: Mailbox, state: ItemState, isGone: boolean): void {
  const { store } = guest.defaultCalendar;
  const known = findByICalUId(guest, state.main.iCalUId)?.state;
  if (!known && isGone) {
    return;
  }
  const id = known?.main.id ?? newItemId(`copy ${guest.account.email} ${state.main.iCalUId}`);
  const copied = (record: EventRecord, previous: EventRecord | undefined, ownId: string) => ({
    ...record,
    id: ownId,
    created: previous?.created ?? world.clock.now(),
    isOrganizer: false,
    extensions: previous?.extensions ?? [],
    singleValueProperties: previous?.singleValueProperties ?? new Map<string, string>(),
    plain: {
      ...record.plain,
      ...ownFieldsOf(previous),
      transactionId: null,
      isCancelled: isGone,
      subject: isGone ? `Canceled: ${record.plain.subject ?? ''}` : record.plain.subject,
    },
  });
  const exceptions = [...state.exceptions].map(
    ([day, record]) =>
      [
        day,
        copied(record, known?.exceptions.get(day) ?? known?.main, occurrenceIdOf(id, day)),
      ] as const,
  );
  world.write(
    store,
    {
      main: copied(state.main, known?.main, id),
      exceptions: new Map(exceptions),
      cancelledDays: new Set([...state.cancelledDays, ...(known?.cancelledDays ?? [])]),
    },
    'all',
  );
}

/** What a guest has chosen for the own copy. */
function ownFieldsOf(previous: EventRecord | undefined): Partial<EventRecord['plain']> {
  if (!previous) {
    return {
      responseStatus: { response: 'notResponded', time: NO_TIME },
      showAs: 'tentative',
      categories: [],
    };
  }
  const { responseStatus, showAs, categories, isReminderOn, reminderMinutesBeforeStart } =
    previous.plain;
  return { responseStatus, showAs, categories, isReminderOn, reminderMinutesBeforeStart };
}

function findByICalUId(
  mailbox: Mailbox,
  iCalUId: string,
): { readonly store: CalendarStore; readonly state: ItemState } | undefined {
  for (const { store } of mailbox.calendars.values()) {
    if (store.owner === mailbox.account.email) {
      const state = store.all().find(({ main }) => main.iCalUId === iCalUId);
      if (state) {
        return { store, state };
      }
    }
  }
  return undefined;
}

function guestsOf({ main, exceptions }: ItemState): ReadonlySet<string> {
  const own = main.organizer.address.toLowerCase();
  const addresses = [main, ...exceptions.values()].flatMap(({ attendees }) =>
    attendees.map(({ emailAddress }) => emailAddress.address.toLowerCase()),
  );
  return new Set(addresses.filter((address) => address !== own));
}
