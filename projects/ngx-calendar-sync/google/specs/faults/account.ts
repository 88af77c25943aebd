import type { GoogleEvent } from '../../api/wire-types.generated';
import { control } from '../emulator';

/** The calendars of an account by what they are to it. */
export type Role = 'own' | 'club' | 'left' | 'joined';

const at = (start: string) => ({
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
  event('weekly', at('2026-05-04T09'), { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=12'] }),
  event('review', at('2026-05-12T14')),
  event('dentist', at('2026-05-20T08')),
  event('holiday', days('2026-05-30', '2026-06-03')),
  event('lunch', at('2026-06-10T11')),
  event('party', at('2026-06-20T19')),
  event('concert', at('2026-07-02T18')),
];
const CLUB_EVENTS = [
  event('training', at('2026-05-05T17'), {
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TU,TH', 'EXDATE:20260512T170000Z'],
  }),
  event('match', at('2026-05-16T10')),
  event('camps', days('2026-06-22', '2026-06-27')),
  event('meeting', at('2026-06-02T19')),
];
const LEFT_EVENTS = [event('farewell', at('2026-05-29T16')), event('hello', at('2026-06-01T08'))];

let made = 0;

/** A Google account with calendars of several pages each, if pages are small; every one has other ids. */
export class Account {
  readonly email = `faults${(made += 1)}@example.com`;
  readonly #ids = new Map<Role, string>([
    ['own', this.email],
    ['club', `club.${this.email}`],
    ['left', `left.${this.email}`],
  ]);

  static async create(): Promise<Account> {
    const account = new Account();
    const { email } = account;
    const calendar = (role: Role, events: readonly object[]) => ({
      id: account.idOf(role),
      summary: role,
      timeZone: 'Europe/Berlin',
      events,
      members: [{ email, accessRole: 'owner', selected: true, primary: role === 'own' }],
    });
    await control('seed', {
      add: true,
      users: [{ email, name: 'Faults', timeZone: 'Europe/Berlin', locale: 'en' }],
      calendars: [
        calendar('own', OWN_EVENTS),
        calendar('club', CLUB_EVENTS),
        calendar('left', LEFT_EVENTS),
      ],
    });
    return account;
  }

  idOf(role: Role): string {
    const id = this.#ids.get(role);
    if (id === undefined) {
      throw new Error(`There is no calendar "${role}" yet.`);
    }
    return id;
  }

  /** A path of this account with the calendars' ids as roles, which is the same for every account; and back. */
  toTemplate(path: string): string {
    let template = path;
    // The longer ids hold the address, which is an id too.
    for (const [role, id] of [...this.#ids].reverse()) {
      template = template.replace(`/${encodeURIComponent(id)}/`, `/{${role}}/`);
    }
    return template;
  }

  fromTemplate(template: string): string {
    return template.replace(/\{(\w+)\}/, (_, role) => encodeURIComponent(this.idOf(role as Role)));
  }

  /** What Google says to this account: no fault meets it, and no log holds it. */
  async ask<Answer>(
    path: string,
    query: Readonly<Record<string, string>> = {},
    method = 'GET',
    body?: object,
  ): Promise<Answer> {
    const request = { email: this.email, path, query, method };
    return control('as', body ? { ...request, body } : request);
  }

  /** What somebody does elsewhere: to events, to a series, and to the list of calendars. */
  async change(): Promise<void> {
    await Promise.all([
      this.#write('own', 'POST', '', event('added', at('2026-05-13T10'))),
      this.#write('own', 'PATCH', '/review', { summary: 'Retrospective' }),
      this.#write('own', 'PATCH', '/dentist', at('2026-06-18T08')),
      this.#write('own', 'DELETE', '/lunch'),
      this.#write('own', 'PATCH', '/weekly_20260518T090000Z', { ...at('2026-06-01T15') }),
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

  #write(role: Role, method: string, eventPath: string, body?: object): Promise<GoogleEvent> {
    const path = `calendars/${encodeURIComponent(this.idOf(role))}/events${eventPath}`;
    return this.ask(path, {}, method, body);
  }

  #list(role: Role, method: string, body?: object): Promise<unknown> {
    const path = `users/me/calendarList/${encodeURIComponent(this.idOf(role))}`;
    return this.ask(path, {}, method, body);
  }
}
