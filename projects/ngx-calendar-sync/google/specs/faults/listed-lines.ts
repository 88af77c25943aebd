import type { GoogleEvents } from 'ngx-calendar-sync/google/start';
import type { Account } from './account';

const RANGE = { timeMin: '2026-05-01T00:00:00Z', timeMax: '2026-09-01T00:00:00Z' };

/** The events that Google lists, series as occurrences, a line each: calendar, start, title, guests' answers, and whether it has a conference. */
export async function listedLines(account: Account): Promise<readonly string[]> {
  const names = ['own', 'club'] as const;
  const lines = await Promise.all(
    names.map(async (name) => {
      const path = `calendars/${encodeURIComponent(account.idOf(name))}/events`;
      const query = { singleEvents: 'true', maxResults: '2500', ...RANGE };
      const { items = [] } = await account.ask<GoogleEvents>(path, query);
      return items.map(({ summary = '', start, attendees = [], conferenceData }) => {
        const time = start?.date ?? inUtc(start?.dateTime ?? '');
        const answers = attendees.map(({ responseStatus = '' }) => responseStatus);
        const told = answers.length > 0 ? ` (${answers.join(', ')})` : '';
        const conference = conferenceData?.entryPoints ? ' with a conference' : '';
        return `${name} ${time} ${summary}${told}${conference}`;
      });
    }),
  );
  return lines.flat().sort();
}

/** A time with the minutes of its UTC time. */
function inUtc(dateTime: string): string {
  return `${new Date(dateTime).toISOString().slice(0, 16)}Z`;
}
