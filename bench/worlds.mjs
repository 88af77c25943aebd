import { startEmulator } from '../scripts/emulator.mjs';
import { calendarOf } from './calendars.mjs';

/** Accounts with one calendar each, in an emulator of their own. */
export async function startWorlds() {
  const emulator = await startEmulator({ port: 0, controlOrigin: '*' });
  const bySize = new Map();

  const control = async (action, body) => {
    const request = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const response = await fetch(`${emulator.url}/_emulator/${action}`, request);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${action}: ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  };

  const own = async (count) => {
    const { email } = await control('users', { events: calendarOf(count), timeZone: 'UTC' });
    return { emulator: emulator.url, email };
  };

  return {
    /** One for all who only read. */
    of: (count) => {
      if (!bySize.has(count)) {
        bySize.set(count, own(count));
      }
      return bySize.get(count);
    },
    own,
    /** What somebody else does meanwhile. */
    insert: ({ email }, event) =>
      control('as', { email, method: 'POST', path: 'calendars/primary/events', body: event }),
    /** While `work` runs, each request of this account takes so much longer, preflights apart. */
    delayed: async ({ email }, delayMs, work) => {
      await control('fault', { path: '/calendar/v3/**', user: email, delayMs, times: 0 });
      try {
        return await work();
      } finally {
        await control('clearFaults', {});
      }
    },
    close: emulator.close,
  };
}
