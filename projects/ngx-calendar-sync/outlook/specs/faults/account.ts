import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { aUser, control } from '../outlook-app';

export type CalendarName = 'own' | 'club' | 'left' | 'joined';

const hourAt = (start: string): OutlookEvent => {
  const at = (minutes: string) => ({ dateTime: `${start}:${minutes}:00`, timeZone: 'UTC' });
  return { start: at('00'), end: at('30') };
};
const days = (start: string, end: string): OutlookEvent => {
  const at = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: 'UTC' });
  return { isAllDay: true, start: at(start), end: at(end) };
};
const weekly = (startDate: string, numberOfOccurrences: number): OutlookEvent => ({
  recurrence: {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'], firstDayOfWeek: 'monday' },
    range: { type: 'numbered', startDate, numberOfOccurrences },
  },
});
const event = (subject: string, times: OutlookEvent, more: OutlookEvent = {}): OutlookEvent => ({
  subject,
  ...times,
  ...more,
});

const EVENTS: Readonly<Record<'own' | 'club' | 'left', readonly OutlookEvent[]>> = {
  own: [
    event('Weekly', hourAt('2026-05-04T09'), weekly('2026-05-04', 10)),
    event('Review', hourAt('2026-05-12T14')),
    event('Dentist', hourAt('2026-05-20T08')),
    event('Holiday', days('2026-05-30', '2026-06-03')),
    event('Lunch', hourAt('2026-06-10T11')),
  ],
  club: [
    event('Training', hourAt('2026-05-04T17'), weekly('2026-05-04', 6)),
    event('Match', hourAt('2026-05-16T10')),
  ],
  left: [event('Farewell', hourAt('2026-05-29T16'))],
};

/** An Outlook account whose calendars need several pages each if pages are small. */
export class Account {
  readonly #ids = new Map<CalendarName, string>();

  private constructor(readonly email: string) {}

  static async create(): Promise<Account> {
    const account = new Account(await aUser(undefined, { timeZone: 'UTC', kind: 'work' }));
    const { value: calendars } = await account.ask<{ value: readonly { id: string }[] }>(
      'me/calendars',
    );
    account.#ids.set('own', calendars[0]?.id ?? '');
    for (const [name, events] of Object.entries(EVENTS)) {
      await account.#addCalendar(name as CalendarName, events);
    }
    return account;
  }

  idOf(name: CalendarName): string {
    const id = this.#ids.get(name);
    if (id === undefined) {
      throw new Error(`There is no calendar "${name}" yet.`);
    }
    return id;
  }

  get calendars(): readonly CalendarName[] {
    return [...this.#ids.keys()];
  }

  /** A request of this account that the emulator neither logs nor answers with a fault. */
  ask<Answer>(path: string, method = 'GET', body?: object): Promise<Answer> {
    return control('as', { email: this.email, path, method, ...(body ? { body } : {}) });
  }

  add(name: CalendarName, body: OutlookEvent): Promise<OutlookEvent> {
    return this.ask(`${calendarPath(this.idOf(name))}/events`, 'POST', body);
  }

  /** The events of a calendar in summer 2026, series as occurrences. */
  async view(name: CalendarName): Promise<readonly OutlookEvent[]> {
    const query = 'startDateTime=2026-04-01T00:00:00Z&endDateTime=2026-10-01T00:00:00Z&$top=500';
    const path = `${calendarPath(this.idOf(name))}/calendarView?${query}`;
    // The library reads bodies as text.
    const headers = { Prefer: 'outlook.body-content-type="text"' };
    const { value } = await control<{ value: readonly OutlookEvent[] }>('as', {
      email: this.email,
      path,
      headers,
    });
    return value;
  }

  /** The first event of this title on this day, or on any. */
  async find(title: string, day = ''): Promise<OutlookEvent & { readonly id: string }> {
    for (const name of this.calendars) {
      const found = (await this.view(name)).find(
        ({ subject, start }) => subject === title && start?.dateTime?.startsWith(day),
      );
      if (found?.id) {
        return { ...found, id: found.id };
      }
    }
    throw new Error(`There is no event "${title}" ${day}.`);
  }

  async patch(title: string, day: string, body: OutlookEvent): Promise<void> {
    await this.ask(eventPath((await this.find(title, day)).id), 'PATCH', body);
  }

  async delete(title: string, day = ''): Promise<void> {
    await this.ask(eventPath((await this.find(title, day)).id), 'DELETE');
  }

  /** Changes events, series and the list of calendars, as another client of the account would. */
  async change(): Promise<void> {
    await this.add('own', event('Added', hourAt('2026-05-13T10')));
    await this.patch('Review', '', { subject: 'Retrospective' });
    await this.patch('Dentist', '', hourAt('2026-06-18T08'));
    await this.delete('Lunch');
    await this.patch('Weekly', '2026-05-18', hourAt('2026-05-19T15'));
    await this.delete('Weekly', '2026-05-11');
    const training = await this.find('Training');
    await this.ask(eventPath(training.seriesMasterId ?? ''), 'DELETE');
    await this.ask(calendarPath(this.idOf('club')), 'PATCH', { name: 'Chess' });
    await this.ask(calendarPath(this.idOf('left')), 'DELETE');
    this.#ids.delete('left');
    await this.#addCalendar('joined', EVENTS.club);
  }

  async #addCalendar(name: CalendarName, events: readonly OutlookEvent[]): Promise<void> {
    if (!this.#ids.has(name)) {
      const { id } = await this.ask<{ id: string }>('me/calendars', 'POST', { name });
      this.#ids.set(name, id);
    }
    for (const each of events) {
      await this.add(name, each);
    }
  }
}

/** The times of half an hour, for another client's changes. */
export { hourAt };

function calendarPath(id: string): string {
  return `me/calendars/${encodeURIComponent(id)}`;
}

export function eventPath(id: string): string {
  return `me/events/${encodeURIComponent(id)}`;
}
