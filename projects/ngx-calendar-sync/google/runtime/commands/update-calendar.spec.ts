import { aUser, control, loaded } from '../../specs/emulator';
import {
  aSharedCalendar,
  asUser,
  code,
  error,
  fullyGranted,
  listedPath,
  MAY,
  sentCount,
  shownCalendar,
  shownNames,
  storedEntry,
} from './specs/command-app';
import type { GoogleCalendarChanges } from '../mapping/calendar-types';

describe('updateCalendar', () => {
  it('updateCalendar: an own calendar is renamed and recoloured for everybody and here', async () => {
    const email = await aUser([
      { id: 'tea00', start: { date: '2026-05-05' }, end: { date: '2026-05-06' } },
    ]);
    const service = await fullyGranted(email);
    service.setView({ calendarIds: ['primary'], ...MAY });
    await loaded(service);
    const lists = sentCount(service, 'GET calendars/…/events');
    const calendar = await service.updateCalendar('primary', {
      name: 'Ada',
      description: 'All of it',
      color: '#dc2127',
    });
    expect(shownCalendar(service, email)).toBe(calendar);
    expect([calendar.name, calendar.description, calendar.color]).toEqual([
      'Ada',
      'All of it',
      '#dc2127',
    ]);
    expect(service.events().map(({ color }) => color)).toEqual(['#dc2127']);
    expect(sentCount(service, 'GET calendars/…/events')).toBe(lists);
    expect(await storedEntry(email, email)).toEqual(
      jasmine.objectContaining({ summary: 'Ada', backgroundColor: '#dc2127' }),
    );
  });

  it('updateCalendar: null removes description and location', async () => {
    const service = await fullyGranted(await aUser());
    const { id } = await service.createCalendar({ name: 'x', description: 'y', location: 'z' });
    const { description, googleCalendar } = await service.updateCalendar(id, {
      description: null,
      location: '',
    });
    expect([description, googleCalendar.location]).toEqual([undefined, undefined]);
  });

  it('updateCalendar: another name of somebody else’s calendar is the account’s own, and null removes it', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const id = await aSharedCalendar(email);
    await service.subscribeCalendar(id);
    const renamed = await service.updateCalendar(id, { name: 'My team' });
    expect(renamed.name).toBe('My team');
    expect((await storedEntry(email, id)).summary).toBe('Team');
    expect((await service.updateCalendar(id, { name: null })).name).toBe('Team');
    expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
  });

  it('updateCalendar: renaming an own calendar removes the account’s own name for it', async () => {
    const email = await aUser();
    await asUser(email, listedPath(email), 'PATCH', { summaryOverride: 'Mine' });
    const service = await fullyGranted(email);
    expect(shownNames(service)).toEqual(['Mine']);
    await service.updateCalendar(email, { name: 'Everybody’s' });
    expect(shownNames(service)).toEqual(['Everybody’s']);
  });

  it('updateCalendar: a hidden calendar stays in calendars, and can be shown again', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const { id } = await service.createCalendar({ name: 'Old' });
    await service.updateCalendar(id, { hidden: true });
    expect(shownCalendar(service, id)?.hidden).toBeTrue();
    const again = await service.getCalendars();
    expect(again.find((calendar) => calendar.id === id)?.hidden).toBeTrue();
    await service.updateCalendar(id, { hidden: false, selected: true });
    expect(shownCalendar(service, id)).toEqual(
      jasmine.objectContaining({ hidden: false, selected: true }),
    );
  });

  it('updateCalendar: sends only what is given, and nothing for nothing', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    await service.updateCalendar(email, {
      defaultReminders: [{ method: 'email', minutes: 40_320 }],
    });
    expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
    expect((await storedEntry(email, email)).defaultReminders).toEqual([
      { method: 'email', minutes: 40_320 },
    ]);
    const calendar = await service.updateCalendar(email, {});
    expect(calendar.id).toBe(email);
    expect(sentCount(service, 'PATCH users/me/calendarList/…')).toBe(1);
  });

  it('updateCalendar: where the second request fails, the first one shows', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    await control('fault', {
      user: email,
      method: 'PATCH',
      path: '/calendar/v3/users/me/calendarList/*',
      times: 0,
      status: 403,
      reason: 'forbidden',
    });
    await expectAsync(
      service.updateCalendar(email, { name: 'Renamed', selected: true }),
    ).toBeRejectedWith(code('forbidden'));
    expect(shownNames(service)).toEqual(['Renamed']);
  });

  it('updateCalendar: bad input is refused before anything is sent', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const reminder = { method: 'popup', minutes: 10 } as const;
    const changes: readonly (readonly [GoogleCalendarChanges, RegExp])[] = [
      [{ name: '' }, /needs a name/],
      [{ name: null }, /needs a name/],
      [{ color: 'nocolour' }, /"nocolour" is not a CSS colour/],
      [{ timeZone: '' }, /is not a time zone/],
      [{ defaultReminders: Array(6).fill(reminder) as [] }, /at most 5/],
      [{ defaultReminders: [{ ...reminder, minutes: 40_321 }] }, /0 to 40320 minutes/],
      [{ defaultReminders: [{ ...reminder, minutes: 1.5 }] }, /0 to 40320 minutes/],
      [{ defaultReminders: [{ ...reminder, method: 'sms' as 'popup' }] }, /"popup" or an "email"/],
    ];
    for (const [change, message] of changes) {
      await expectAsync(service.updateCalendar(email, change)).toBeRejectedWith(
        error('invalid-request', message),
      );
    }
    expect(sentCount(service, 'PATCH calendars/…')).toBe(0);
    expect(sentCount(service, 'PATCH users/me/calendarList/…')).toBe(0);
  });

  it('updateCalendar: only an owner changes the description, and an unknown calendar is not found', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const id = await aSharedCalendar(email);
    await service.subscribeCalendar(id);
    await expectAsync(service.updateCalendar(id, { description: 'x' })).toBeRejectedWith(
      error('forbidden', /owner/),
    );
    await expectAsync(service.updateCalendar('nobody@x.de', { name: 'x' })).toBeRejectedWith(
      code('not-found'),
    );
  });
});
