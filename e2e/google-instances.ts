import { instantOf } from './calendar-days';
import type { GoogleEmulator } from './google-emulator';
import type { GoogleEvent } from './google-resources';

/**
 * What takes place in the account's own calendar at Google, series as their instances, in order of time. It is asked at once, also
 * while the page has changes that are not sent yet.
 */
export async function instancesAtGoogle(
  google: GoogleEmulator,
  email: string,
): Promise<readonly GoogleEvent[]> {
  const { items = [] } = await google.as<{ readonly items?: readonly GoogleEvent[] }>(email, {
    path: 'calendars/primary/events',
    query: { singleEvents: 'true', orderBy: 'startTime' },
  });
  return items;
}

/** When the events of a title take place at Google, in order. */
export async function startsAtGoogle(
  google: GoogleEmulator,
  email: string,
  title: string,
): Promise<readonly string[]> {
  const instances = await instancesAtGoogle(google, email);
  return instances
    .filter(({ summary }) => summary === title)
    .map(({ start }) => instantOf(start?.dateTime));
}
