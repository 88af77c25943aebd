import { startGraphEmulator } from '../scripts/emulator.mjs';

const DAY_MS = 86_400_000;
/** A copy of Outlook's calendars has the months around today, so the events are of this week. */
const WEEK_START_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const WEEK = {
  start: new Date(WEEK_START_MS).toISOString(),
  end: new Date(WEEK_START_MS + 7 * DAY_MS).toISOString(),
};

/** Starts an emulator of Outlook for accounts whose calendar has single events and a series in this week. */
export async function startOutlookAccounts() {
  const emulator = await startGraphEmulator({ port: 0, controlOrigin: '*' });

  const control = async (action, body) => {
    const request = { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`${emulator.url}/_emulator/${action}`, request);
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${action}: ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  };

  return {
    create: async () => {
      const { email } = await control('users', { timeZone: 'UTC' });
      for (const event of [eventAt(10), eventAt(30), { ...eventAt(54), recurrence: DAILY }]) {
        await control('as', { email, method: 'POST', path: 'me/events', body: event });
      }
      // The sign-in is answered at once.
      await control('answerPages', { email, answer: 'accept' });
      return { emulator: emulator.url, email, calendarId: 'primary', week: WEEK };
    },
    /** While `work` runs, each request of this account is delayed; preflights are not. */
    withDelay: async ({ email }, delayMs, work) => {
      await control('fault', { name: 'slow', user: email, delayMs });
      try {
        return await work();
      } finally {
        await control('clearFaults', {});
      }
    },
    close: emulator.close,
  };
}

const DAILY = {
  pattern: { type: 'daily', interval: 1 },
  range: { type: 'noEnd', startDate: dayAt(54) },
};

function eventAt(hour) {
  return { subject: `Event ${hour}`, start: timeAt(hour), end: timeAt(hour + 1) };
}

function timeAt(hour) {
  return { dateTime: isoAt(hour).slice(0, -1), timeZone: 'UTC' };
}

function dayAt(hour) {
  return isoAt(hour).slice(0, 10);
}

/** So many hours after the week has begun. */
function isoAt(hour) {
  return new Date(WEEK_START_MS + hour * 3_600_000).toISOString();
}
