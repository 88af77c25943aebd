import { firstValueFrom } from 'rxjs';
import type { FreeBusy } from 'ngx-calendar-sync/core';
import { aUser, control } from '../../specs/outlook-app';
import { anAccount, JUNE, type OutlookAccount, timed } from './specs/outlook-account';

describe('OutlookCalendarProvider: freeBusy', () => {
  const graphAs = (email: string, path: string, body: object) =>
    control('as', { email, method: 'POST', path, body });

  const ask = (account: OutlookAccount, ids: readonly string[], range = JUNE) =>
    firstValueFrom(account.provider.freeBusy(ids, range));
  const codeOf = ({ error }: FreeBusy) => error?.code;

  it('own calendars: what is not free, joined where it touches, in the order that was asked for', async () => {
    const account = await anAccount();
    await account.insert(timed('2026-06-10', 14));
    await account.insert(timed('2026-06-10', 15, { showAs: 'tentative' }));
    await account.insert(timed('2026-06-11', 9, { showAs: 'free' }));
    await account.insert(timed('2026-06-12', 9, { showAs: 'workingElsewhere' }));
    const [own, other] = await ask(account, [account.calendarId, 'nobody@example.com']);
    expect(own).toEqual({
      calendarId: account.calendarId,
      busy: [{ start: '2026-06-10T14:00:00+02:00', end: '2026-06-10T16:00:00+02:00' }],
    });
    expect(other && codeOf(other)).toBe('not-found');
  });

  it('addresses of colleagues: over more than 62 days', async () => {
    const account = await anAccount();
    const colleague = await aUser(undefined, { timeZone: 'Europe/Berlin' });
    await graphAs(colleague, 'me/events', timed('2026-06-10', 14));
    await graphAs(colleague, 'me/events', timed('2026-11-10', 14));
    await graphAs(colleague, 'me/events', timed('2026-11-11', 14, { showAs: 'free' }));
    const range = {
      start: new Date('2026-06-01T00:00:00Z'),
      end: new Date('2026-12-01T00:00:00Z'),
    };
    const [answer] = await ask(account, [colleague], range);
    expect(answer).toEqual({
      calendarId: colleague,
      busy: [
        { start: '2026-06-10T14:00:00+02:00', end: '2026-06-10T15:00:00+02:00' },
        { start: '2026-11-10T14:00:00+01:00', end: '2026-11-10T15:00:00+01:00' },
      ],
    });
  });

  it('a personal account: its own calendar is told, and addresses are refused each for itself', async () => {
    const account = await anAccount({ kind: 'personal' });
    await account.insert(timed('2026-06-10', 14));
    const [own, other] = await ask(account, [account.calendarId, 'ada@example.com']);
    expect(own?.busy.length).toBe(1);
    expect(other && codeOf(other)).toBe('forbidden');
  });

  it('an all-day event in the zone of its mailbox: on its day in the zone of the app', async () => {
    const account = await anAccount({
      timeZone: 'Pacific/Kiritimati',
      config: { timeZone: 'Pacific/Pago_Pago' },
    });
    const midnight = (day: string) => ({
      dateTime: `${day}T00:00:00`,
      timeZone: 'Line Islands Standard Time',
    });
    await account.insert({
      subject: 'Feast',
      isAllDay: true,
      start: midnight('2026-06-10'),
      end: midnight('2026-06-11'),
      showAs: 'oof',
    });
    const day = {
      start: new Date('2026-06-10T11:00:00Z'),
      end: new Date('2026-06-11T11:00:00Z'),
    };
    expect((await ask(account, [account.calendarId], day))[0]?.busy).toEqual([
      { start: '2026-06-10T00:00:00-11:00', end: '2026-06-11T00:00:00-11:00' },
    ]);
  });
});
