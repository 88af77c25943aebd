import { until } from '../../../core/specs/until';
import { aUser, control, loaded, signedIn } from '../../specs/emulator';
import {
  aSharedCalendar,
  asUser,
  code,
  error,
  fullyGranted,
  HOLIDAYS,
  MAY,
  scope,
  sentCount,
  shownCalendar,
  shownNames,
  storedEntry,
} from './specs/command-app';

describe('deleteCalendar', () => {
  it('deleteCalendar: calendar and events leave the screen at once', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const { id } = await service.createCalendar({ name: 'Old' });
    await service.addEvent(id, { title: 'gone', start: '2026-05-05' });
    service.setView({ calendarIds: ['primary', id], ...MAY });
    await loaded(service);
    expect(service.events().map(({ title }) => title)).toEqual(['gone']);
    await service.deleteCalendar(id);
    expect(service.events()).toEqual([]);
    expect(shownCalendar(service, id)).toBeUndefined();
    expect((await service.getCalendars()).map((calendar) => calendar.id)).toEqual([email]);
  });

  it('deleteCalendar: after a lost answer the calendar is gone, too', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const { id } = await service.createCalendar({ name: 'Old' });
    const path = '/calendar/v3/calendars/*';
    await control('fault', { user: email, method: 'DELETE', path, drop: 'after' });
    await service.deleteCalendar(id);
    expect(shownCalendar(service, id)).toBeUndefined();
  });

  it('deleteCalendar: not the primary one, not somebody else’s, and not one that is not there', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    for (const primary of ['primary', email]) {
      await expectAsync(service.deleteCalendar(primary)).toBeRejectedWith(
        error('invalid-request', /delete its events instead/),
      );
    }
    const id = await aSharedCalendar(email);
    await service.subscribeCalendar(id);
    await expectAsync(service.deleteCalendar(id)).toBeRejectedWith(
      error('forbidden', /unsubscribeCalendar\(\)/),
    );
    expect(sentCount(service, 'DELETE calendars/…')).toBe(0);
    await expectAsync(service.deleteCalendar('nobody@x.de')).toBeRejectedWith(code('not-found'));
  });
});

describe('subscribeCalendar, unsubscribeCalendar', () => {
  it('subscribeCalendar: a public calendar shows at once, and again is a success', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const calendar = await service.subscribeCalendar(HOLIDAYS, {
      selected: true,
      color: 'hsl(120 100% 25%)',
    });
    expect(shownCalendar(service, HOLIDAYS)).toBe(calendar);
    expect([calendar.selected, calendar.color]).toEqual([true, '#008000']);
    expect((await service.subscribeCalendar(HOLIDAYS)).color).toBe('#008000');
    expect(service.calendars()).toHaveSize(2);
    expect((await storedEntry(email, HOLIDAYS)).backgroundColor).toBe('#008000');
  });

  it('subscribeCalendar: one that Google says is listed already gets the changes', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    await asUser(email, 'users/me/calendarList', 'POST', { id: HOLIDAYS });
    const path = '/calendar/v3/users/me/calendarList';
    const fault = { status: 409, reason: 'duplicate' };
    await control('fault', { user: email, method: 'POST', path, ...fault });
    const calendar = await service.subscribeCalendar(HOLIDAYS, { name: 'Days off' });
    expect(calendar.name).toBe('Days off');
    expect(shownNames(service)).toContain('Days off');
  });

  it('subscribeCalendar: an empty id, and one that does not exist', async () => {
    const service = await fullyGranted(await aUser());
    await expectAsync(service.subscribeCalendar('')).toBeRejectedWith(code('invalid-request'));
    await expectAsync(service.subscribeCalendar('nobody@x.de')).toBeRejectedWith(code('not-found'));
  });

  it('unsubscribeCalendar: calendar and events leave the screen, and are back after subscribing', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    await service.subscribeCalendar(HOLIDAYS);
    service.setView({ calendarIds: [HOLIDAYS], ...MAY });
    let watched = -1;
    const watching = service
      .watchEvents({ calendarIds: [HOLIDAYS], ...MAY })
      .subscribe(({ length }) => (watched = length));
    await loaded(service);
    await until(() => watched > 0);
    expect(service.events().length).toBeGreaterThan(0);
    await service.unsubscribeCalendar(HOLIDAYS);
    expect(service.events()).toEqual([]);
    expect(watched).toBe(0);
    expect(shownCalendar(service, HOLIDAYS)).toBeUndefined();
    await service.subscribeCalendar(HOLIDAYS);
    await until(() => service.events().length > 0 && watched > 0);
    watching.unsubscribe();
  });

  it('unsubscribeCalendar: not the primary calendar, and not without the scope', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await expectAsync(service.unsubscribeCalendar('primary')).toBeRejectedWith(
      error('invalid-request', /hide it/),
    );
    await expectAsync(service.unsubscribeCalendar(HOLIDAYS)).toBeRejectedWith(
      error('insufficient-scopes', new RegExp(`'${scope('calendar.calendarlist')}'`)),
    );
    expect(sentCount(service, 'DELETE users/me/calendarList/…')).toBe(0);
  });

  it('unsubscribeCalendar: not a calendar that belongs to the account', async () => {
    const service = await fullyGranted(await aUser());
    const { id } = await service.createCalendar({ name: 'Club' });
    await expectAsync(service.unsubscribeCalendar(id)).toBeRejectedWith(
      error('invalid-request', /delete it/),
    );
    expect(shownNames(service)).toContain('Club');
  });
});
