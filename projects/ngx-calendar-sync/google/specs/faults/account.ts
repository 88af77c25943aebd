import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { control } from '../emulator';

/** The calendars of an account. `change()` removes `left` from its list, and adds `joined` to it. */
export type CalendarName = 'own' | 'club' | 'left' | 'joined';

const halfHourAt = (start: string) => ({
  start: { dateTime: `${start}:00:00Z`, timeZone: 'UTC' },
  end: { dateTime: `${start}:30:00Z`, timeZone: 'UTC' },
});
const days = (start: string, end: string) => ({ start: { date: start }, end: { date: end } });
const event = (id: string, times: object, more: object = {}) => ({
  id,
  summary: `Event ${id}`,
  ...times,
  ...more,
});

const OWN_EVENTS = [
  event('weekly', halfHourAt('2026-05-04T09'), { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=12'] }),
  event('review', halfHourAt('2026-05-12T14')),
  event('dentist', halfHourAt('2026-05-20T08')),
  event('holiday', days('2026-05-30', '2026-06-03')),
  event('lunch', halfHourAt('2026-06-10T11')),
  event('party', halfHourAt('2026-06-20T19')),
  event('concert', halfHourAt('2026-07-02T18')),
];
const CLUB_EVENTS = [
  event('training', halfHourAt('2026-05-05T17'), {
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TU,TH', 'EXDATE:20260512T170000Z'],
  }),
  event('match', halfHourAt('2026-05-16T10')),
  event('camps', days('2026-06-22', '2026-06-27')),
  event('meeting', halfHourAt('2026-06-02T19')),
];
const LEFT_EVENTS = [
  event('farewell', halfHourAt('2026-05-29T16')),
  event('hello', halfHourAt('2026-06-01T08')),
];
const CALENDARS: ReadonlyMap<CalendarName, readonly object[]> = new Map([
  ['own', OWN_EVENTS],
  ['club', CLUB_EVENTS],
  ['left', LEFT_EVENTS],
]);

/** Browsers of several time zones run specs beside each other, on one emulator. */
const BROWSER_ID = crypto.randomUUID().slice(0, 8);
let accountCount = 0;

/** A Google account whose calendars need several pages each if pages are small. No two accounts share an id. */
export class Account {
  readonly email = `faults${(accountCount += 1)}.${BROWSER_ID}@example.com`;
  readonly #ids = new Map<CalendarName, string>([
    ['own', this.email],
    ['club', `club.${this.email}`],
    ['left', `left.${this.email}`],
  ]);

  /** @param eventsOf The events of its calendars, where they are to be others; then it has no more calendars than these. */
  static async create(
    eventsOf: (email: string) => ReadonlyMap<CalendarName, readonly object[]> = () => CALENDARS,
  ): Promise<Account> {
    const account = new Account();
    const { email } = account;
    const calendar = (name: CalendarName, events: readonly object[]) => ({
      id: account.idOf(name),
      summary: name,
      timeZone: 'Europe/Berlin',
      events,
      members: [
        {
          email,
          // Only a calendar of somebody else can be removed from the calendar list.
          accessRole: name === 'left' ? 'writer' : 'owner',
          selected: true,
          primary: name === 'own',
        },
      ],
    });
    await control('seed', {
      add: true,
      users: [{ email, name: 'Faults', timeZone: 'Europe/Berlin', locale: 'en' }],
      calendars: [...eventsOf(email)].map(([name, events]) => calendar(name, events)),
    });
    return account;
  }

  idOf(name: CalendarName): string {
    const id = this.#ids.get(name);
    if (id === undefined) {
      throw new Error(`There is no calendar "${name}" yet.`);
    }
    return id;
  }

  /** Replaces calendar ids in a path by calendar names, so that the path is the same for every account. */
  toTemplate(path: string): string {
    let template = path;
    // The longest ids first: they contain the email address, which is the id of the account's own calendar.
    for (const [name, id] of [...this.#ids].reverse()) {
      template = template.replace(`/${encodeURIComponent(id)}/`, `/{${name}}/`);
    }
    return template;
  }

  /** The path of this account that a template stands for. */
  fromTemplate(template: string): string {
    return template.replace(/\{(\w+)\}/, (_, name) =>
      encodeURIComponent(this.idOf(name as CalendarName)),
    );
  }

  /** A request of this account that the emulator neither logs nor answers with a fault. */
  async ask<Answer>(
    path: string,
    query: Readonly<Record<string, string>> = {},
    method = 'GET',
    body?: object,
  ): Promise<Answer> {
    const request = { email: this.email, path, query, method };
    return control('as', body ? { ...request, body } : request);
  }

  /** Where the events of its own calendar are, below the base of the API. */
  get eventsPath(): string {
    return `calendars/${encodeURIComponent(this.email)}/events`;
  }

  /** Changes or deletes an event of its own calendar, as another client of the account would. */
  elsewhere(eventId: string, patch?: GoogleEvent): Promise<unknown> {
    return this.ask(`${this.eventsPath}/${eventId}`, {}, patch ? 'PATCH' : 'DELETE', patch);
  }

  /** Changes events, series and the calendar list, as another client of the account would. */
  async change(): Promise<void> {
    await Promise.all([
      this.#write('own', 'POST', '', event('added', halfHourAt('2026-05-13T10'))),
      this.#write('own', 'PATCH', '/review', { summary: 'Retrospective' }),
      this.#write('own', 'PATCH', '/dentist', halfHourAt('2026-06-18T08')),
      this.#write('own', 'DELETE', '/lunch'),
      this.#write('own', 'PATCH', '/weekly_20260518T090000Z', { ...halfHourAt('2026-06-01T15') }),
      this.#write('own', 'DELETE', '/weekly_20260511T090000Z'),
      this.#write('club', 'PATCH', '/training', { recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=WE'] }),
      this.#list('club', 'PATCH', { summaryOverride: 'Chess' }),
      this.#list('left', 'DELETE'),
    ]);
    const { id } = await this.ask<{ readonly id: string }>('calendars', {}, 'POST', {
      summary: 'joined',
      timeZone: 'Europe/Berlin',
    });
    this.#ids.set('joined', id);
    for (const each of CLUB_EVENTS) {
      await this.#write('joined', 'POST', '', each);
    }
    await this.#list('joined', 'PATCH', { selected: true });
  }

  #write(
    name: CalendarName,
    method: string,
    eventPath: string,
    body?: object,
  ): Promise<GoogleEvent> {
    const path = `calendars/${encodeURIComponent(this.idOf(name))}/events${eventPath}`;
    return this.ask(path, {}, method, body);
  }

  #list(name: CalendarName, method: string, body?: object): Promise<unknown> {
    const path = `users/me/calendarList/${encodeURIComponent(this.idOf(name))}`;
    return this.ask(path, {}, method, body);
  }
}
