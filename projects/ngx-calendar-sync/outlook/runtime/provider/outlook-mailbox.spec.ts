import { lastValueFrom, type Subscription } from 'rxjs';
import { clockWithoutPauses } from '../../../google/specs/clock-without-pauses';
import { requestsOf } from '../../specs/outlook-app';
import type { OutlookCalendarProvider } from './outlook-calendar-provider';
import { anAccount, JUNE, type OutlookAccount, SCOPES, timed } from './specs/outlook-account';

const SETTINGS = '/v1.0/me/mailboxSettings/**';
const SIX_MINUTES_MS = 6 * 60_000;

describe('OutlookMailbox: a request for the zone that fails', () => {
  let account: OutlookAccount;
  /** As after a reload. */
  let provider: OutlookCalendarProvider;
  let session: Subscription;
  let passedMs: number;

  beforeEach(async () => {
    passedMs = 0;
    const clock = { ...clockWithoutPauses, now: () => Date.now() + passedMs };
    account = await anAccount({ clock });
    await account.insert(timed('2026-06-10', 14));
    provider = await account.reloaded();
    session = provider.recolored$.subscribe();
  });

  afterEach(() => {
    session.unsubscribe();
  });

  /** Lists as a session does with each poll. */
  async function poll(): Promise<void> {
    const { calendarId } = account;
    await lastValueFrom(provider.listCalendars());
    const events = await lastValueFrom(provider.listEvents(calendarId, { range: JUNE }));
    expect(events.length).toBe(1);
  }

  const settingsRequests = async () =>
    (await requestsOf(account.email)).filter((path) => path.includes('/mailboxSettings')).length;

  it('is waited for once, and sent again only after a while', async () => {
    await account.fault('unavailable', { path: SETTINGS, times: 100 });
    await poll();
    const atFirst = await settingsRequests();
    await poll();
    await poll();
    expect(await settingsRequests()).toBe(atFirst);
    passedMs = SIX_MINUTES_MS;
    await poll();
    await until(async () => (await settingsRequests()) > atFirst);
  });

  it('a later one is waited for by nobody', async () => {
    await account.fault('unavailable', { path: SETTINGS, times: 100 });
    await poll();
    passedMs = SIX_MINUTES_MS;
    await account.fault('slow', { path: SETTINGS, delayMs: 60_000 });
    await poll();
  });

  it('with a refusal: is sent no more, until the account has granted more', async () => {
    await account.fault('error', {
      path: SETTINGS,
      times: 1,
      status: 403,
      code: 'ErrorAccessDenied',
    });
    await poll();
    const atFirst = await settingsRequests();
    passedMs = SIX_MINUTES_MS;
    await poll();
    expect(await settingsRequests()).toBe(atFirst);
    provider.update({
      account: account.email,
      grantedScopes: [...SCOPES, 'Calendars.Read.Shared'],
    });
    await poll();
    await until(async () => (await settingsRequests()) > atFirst);
  });
});

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
