import { startEmulator } from '../scripts/emulator.mjs';
import { calendarOf } from './calendars.mjs';

/** Starts an emulator for accounts that have one calendar each. */
export async function startBenchAccounts() {
  const emulator = await startEmulator({ port: 0, controlOrigin: '*' });
  const shared = new Map();

  const control = async (action, body) => {
    const request = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const response = await fetch(`${emulator.url}/_emulator/${action}`, request);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${action}: ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  };

  const create = async (count, series = []) => {
    const events = [...calendarOf(count), ...series];
    const { email } = await control('users', { events, timeZone: 'UTC' });
    return { emulator: emulator.url, email };
  };

  return {
    /** The account whose calendar has `count` events and these series. It is shared, so figures may only read it. */
    shared: (count, series = []) => {
      const key = `${count}+${series.length}`;
      if (!shared.has(key)) {
        shared.set(key, create(count, series));
      }
      return shared.get(key);
    },
    /** A new account, for a figure that changes it. */
    create,
    /** Inserts an event at the server, as another client would. */
    insert: ({ email }, event) =>
      control('as', { email, method: 'POST', path: 'calendars/primary/events', body: event }),
    /** Adds calendars without events to an account, all of them selected. */
    addCalendars: async ({ email }, count) => {
      for (let number = 1; number <= count; number += 1) {
        const body = { summary: `Calendar ${number}` };
        await control('as', { email, method: 'POST', path: 'calendars', body });
      }
    },
    /** While `work` runs, each request of this account is delayed; preflights are not. */
    withDelay: async ({ email }, delayMs, work) => {
      await control('fault', { path: '/calendar/v3/**', user: email, delayMs, times: 0 });
      try {
        return await work();
      } finally {
        await control('clearFaults', {});
      }
    },
    /** Forgets the requests so far, so that the emulator's log holds all that come. */
    forgetRequests: () => control('clearRequests', {}),
    /** The requests to the Calendar API that are not forgotten, without preflights. To count them costs the page nothing. */
    requests: async () => {
      const requests = await control('requests');
      return requests.filter(
        ({ method, path }) => method !== 'OPTIONS' && path.startsWith('/calendar/v3/'),
      );
    },
    close: emulator.close,
  };
}
