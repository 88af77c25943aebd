/**
 * The calendar services of the consumer test: what `ng add` writes for each, its emulator, an account there, and how its
 * user signs in. An app has one of them or both.
 */

export const EVENT_TITLE = 'Seen by a consumer';
/** An event that the app adds while the service cannot be reached. */
export const OFFLINE_TITLE = 'Written offline';
const TODAY = new Date().toISOString().slice(0, 10);
export const OFFLINE_START = `${TODAY}T12:00:00Z`;

const GOOGLE_ACCOUNT = 'consumer@example.com';
const OUTLOOK_ACCOUNT = 'consumer@contoso.example';

export const SERVICES = {
  google: {
    name: 'google',
    label: 'Google',
    emulator: 'google-calendar-emulator',
    emulatorUrl: 'http://localhost:4300',
    tokenServerUrl: 'http://localhost:4400',
    tokenServerEnvFile: 'token-server.emulator.env',
    account: GOOGLE_ACCOUNT,
    /** Creates an account in the emulator that has an event today. */
    async createAccount(emulatorUrl) {
      const event = {
        summary: EVENT_TITLE,
        start: { dateTime: `${TODAY}T10:00:00Z` },
        end: { dateTime: `${TODAY}T11:30:00Z` },
      };
      const user = { email: GOOGLE_ACCOUNT, name: 'Con Sumer', timeZone: 'UTC', events: [event] };
      await control(emulatorUrl, 'users', user);
    },
    async accept(window) {
      await window.getByRole('button', { name: GOOGLE_ACCOUNT }).click();
      await window.getByRole('button', { name: 'Allow' }).click();
    },
    /** When the events of this title start, as the emulator holds them. */
    async startsOf(emulatorUrl, title) {
      const path = 'calendars/primary/events';
      const { items } = await asUser(emulatorUrl, GOOGLE_ACCOUNT, { path });
      return items.filter(({ summary }) => summary === title).map(({ start }) => start.dateTime);
    },
  },
  outlook: {
    name: 'outlook',
    label: 'Outlook',
    emulator: 'graph-calendar-emulator',
    emulatorUrl: 'http://localhost:4310',
    tokenServerUrl: 'http://localhost:4401',
    tokenServerEnvFile: 'outlook-token-server.emulator.env',
    account: OUTLOOK_ACCOUNT,
    async createAccount(emulatorUrl) {
      await control(emulatorUrl, 'users', {
        email: OUTLOOK_ACCOUNT,
        name: 'Con Sumer',
        timeZone: 'UTC',
      });
      await asUser(emulatorUrl, OUTLOOK_ACCOUNT, {
        method: 'POST',
        path: 'me/events',
        body: {
          subject: EVENT_TITLE,
          start: { dateTime: `${TODAY}T10:00:00`, timeZone: 'UTC' },
          end: { dateTime: `${TODAY}T11:30:00`, timeZone: 'UTC' },
        },
      });
    },
    async accept(window) {
      await window.getByRole('button', { name: OUTLOOK_ACCOUNT }).click();
      await window.getByRole('button', { name: 'Accept' }).click();
    },
    async startsOf(emulatorUrl, title) {
      const path = 'me/events?$top=100';
      const { value } = await asUser(emulatorUrl, OUTLOOK_ACCOUNT, { path });
      return value
        .filter(({ subject }) => subject === title)
        .map(({ start }) => `${start.dateTime}Z`);
    },
  },
};

/** The services of an app of the consumer test. */
export function servicesOf({ provider = 'google' }) {
  return provider === 'both' ? Object.values(SERVICES) : [SERVICES[provider]];
}

/** Sends a request to the API of the service in the name of the account. */
function asUser(emulatorUrl, email, { method = 'GET', ...request }) {
  return control(emulatorUrl, 'as', { email, method, ...request });
}

/** Asks something of the emulator's control API. */
async function control(emulatorUrl, action, body) {
  const response = await fetch(`${emulatorUrl}/_emulator/${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(text);
  }
  return JSON.parse(text);
}
