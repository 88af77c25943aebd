import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { Account } from '../faults/account';
import { type HeldEvent, LINEAGE, OTHER_GUEST } from './event-facts';

export const VIEW = { start: '2026-05-01T00:00:00Z', end: '2026-08-01T00:00:00Z' };

/** The calendars of a history: events are moved from one to the other. */
export const CALENDARS = ['own', 'club'] as const;

/** An account with two single events, an invitation and a series. */
export function createAccount(): Promise<Account> {
  return Account.create(
    (email) =>
      new Map([
        ['own', initialEvents(email)],
        ['club', []],
      ]),
  );
}

/** What Google lists of the view, series as occurrences. */
export async function listed(account: Account): Promise<readonly HeldEvent[]> {
  const query = { singleEvents: 'true', timeMin: VIEW.start, timeMax: VIEW.end };
  return eventsOf(account, query);
}

/** What Google lists, series as their masters and exceptions. */
export function listedMasters(account: Account): Promise<readonly HeldEvent[]> {
  return eventsOf(account, {});
}

async function eventsOf(
  account: Account,
  query: Readonly<Record<string, string>>,
): Promise<readonly HeldEvent[]> {
  const lists = await Promise.all(
    CALENDARS.map(async (name) => {
      const calendarId = account.idOf(name);
      const { items = [] } = await account.ask<GoogleEvents>(pathOf(calendarId), {
        ...query,
        maxResults: '2500',
      });
      return items.map((googleEvent) => ({ calendarId, googleEvent }));
    }),
  );
  return lists.flat();
}

export function pathOf(calendarId: string, id?: string): string {
  const path = `calendars/${encodeURIComponent(calendarId)}/events`;
  return id === undefined ? path : `${path}/${id}`;
}

function initialEvents(email: string): readonly GoogleEvent[] {
  const at = (day: string) => ({
    start: { dateTime: `${day}T10:00:00Z`, timeZone: 'UTC' },
    end: { dateTime: `${day}T10:30:00Z`, timeZone: 'UTC' },
  });
  const lineage = (name: string) => ({ extendedProperties: { private: { [LINEAGE]: name } } });
  return [
    { id: 'first', summary: 'First', ...at('2026-05-05'), ...lineage('first') },
    { id: 'second', summary: 'Second', ...at('2026-05-06'), ...lineage('second') },
    {
      id: 'invite',
      summary: 'Invitation',
      ...at('2026-05-07'),
      ...lineage('invite'),
      attendees: [{ email }, { email: OTHER_GUEST }],
    },
    {
      id: 'series',
      summary: 'Series',
      ...at('2026-05-01'),
      ...lineage('series'),
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=6'],
    },
  ];
}
