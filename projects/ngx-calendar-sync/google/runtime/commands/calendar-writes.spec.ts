import { ɵCalendarSession as CalendarSession } from 'ngx-calendar-sync/core';
import type { GoogleCalendarService } from '../../google-calendar.service';
import { aUser, control, signedIn } from '../../specs/emulator';
import {
  asUser,
  code,
  error,
  fullyGranted,
  HOLIDAYS,
  scope,
  shownNames,
} from './specs/command-app';

describe('calendar commands', () => {
  it('diagnostics: has no id of a calendar among the requests of commands', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const { id } = await service.createCalendar({ name: 'x', color: 'red' });
    const { id: rule } = await service.setAccessRule(id, {
      scope: { type: 'user', value: 'ada@example.com' },
      role: 'reader',
    });
    await service.deleteAccessRule(id, rule);
    await service.deleteCalendar(id);
    expect(Object.keys(service.diagnostics().requests)).toEqual(
      jasmine.arrayWithExactContents([
        'GET users/me/calendarList',
        'POST calendars',
        'PATCH users/me/calendarList/…',
        'POST calendars/…/acl',
        'GET calendars/…/acl/…',
        'DELETE calendars/…/acl/…',
        'DELETE calendars/…',
      ]),
    );
  });

  /** Each command on a calendar that the user owns. */
  const commandsOn = (service: GoogleCalendarService, id: string, signal?: AbortSignal) =>
    [
      ['calendars', () => service.updateCalendar(id, { name: 'y' }, { signal })],
      ['calendarlist', () => service.updateCalendar(id, { selected: false }, { signal })],
      ['calendars', () => service.deleteCalendar(id, { signal })],
      ['calendarlist', () => service.subscribeCalendar(HOLIDAYS, {}, { signal })],
      ['calendarlist', () => service.unsubscribeCalendar(HOLIDAYS, { signal })],
    ] as const satisfies readonly (readonly [string, () => Promise<unknown>])[];

  it('calendar commands: aborted before they are sent, they send nothing', async () => {
    const email = await aUser();
    const service = await fullyGranted(email);
    const { id } = await service.createCalendar({ name: 'x' });
    const before = JSON.stringify(Object.keys(service.diagnostics().requests));
    for (const [, command] of commandsOn(service, id, AbortSignal.abort())) {
      await expectAsync(command() as Promise<unknown>).toBeRejectedWith(code('cancelled'));
    }
    expect(JSON.stringify(Object.keys(service.diagnostics().requests))).toBe(before);
    expect(shownNames(service)).toContain('x');
  });

  it('calendar commands: without their scope they send nothing, and name it', async () => {
    const email = await aUser();
    const { id } = await asUser<{ id: string }>(email, 'calendars', 'POST', { summary: 'x' });
    const service = await signedIn(email);
    for (const [name, command] of commandsOn(service, id)) {
      await expectAsync(command() as Promise<unknown>).toBeRejectedWith(
        error('insufficient-scopes', new RegExp(`'${scope(`calendar.${name}`)}'`)),
      );
    }
    expect(Object.keys(service.diagnostics().requests)).toEqual(['GET users/me/calendarList']);
  });

  describe('how often a local copy is told to follow', () => {
    let email: string;
    let service: GoogleCalendarService;
    let id: string;
    let told: jasmine.Spy;

    beforeEach(async () => {
      email = await aUser();
      service = await fullyGranted(email);
      ({ id } = await service.createCalendar({ name: 'x' }));
      told = spyOn(CalendarSession.prototype, 'calendarsChanged').and.callThrough();
    });

    const refuse = (method: string, path: string) =>
      control('fault', {
        user: email,
        method,
        path: `/calendar/v3/${path}`,
        status: 403,
        reason: 'forbidden',
      });

    it('calendar commands: once for each that is done', async () => {
      await service.createCalendar({ name: 'y', color: 'red' });
      expect(told).toHaveBeenCalledOnceWith({});
      told.calls.reset();
      await service.updateCalendar(id, { name: 'z', color: 'red' });
      expect(told).toHaveBeenCalledOnceWith({});
      told.calls.reset();
      await service.deleteCalendar(id);
      expect(told).toHaveBeenCalledOnceWith({ removed: id });
    });

    it('calendar commands: never for one that is refused', async () => {
      await refuse('PATCH', 'calendars/*');
      await expectAsync(service.updateCalendar(id, { name: 'y' })).toBeRejectedWith(
        code('forbidden'),
      );
      await refuse('DELETE', 'calendars/*');
      await expectAsync(service.deleteCalendar(id)).toBeRejectedWith(code('forbidden'));
      expect(told).not.toHaveBeenCalled();
    });

    it('calendar commands: once for one of which a part is done, and the rest refused', async () => {
      await refuse('PATCH', 'users/me/calendarList/*');
      await expectAsync(service.updateCalendar(id, { name: 'y', color: 'red' })).toBeRejectedWith(
        code('forbidden'),
      );
      expect(told).toHaveBeenCalledTimes(1);
      expect(shownNames(service)).toContain('y');
    });

    it('calendar commands: once for one whose answer is lost', async () => {
      const path = '/calendar/v3/calendars';
      await control('fault', { user: email, method: 'POST', path, drop: 'middle' });
      await expectAsync(service.createCalendar({ name: 'y' })).toBeRejectedWith(code('offline'));
      expect(told).toHaveBeenCalledOnceWith();
    });
  });

  it('calendar commands: reject with signed-out while nobody is signed in', async () => {
    const service = await fullyGranted(await aUser());
    await service.signOut();
    await expectAsync(service.createCalendar({ name: 'x' })).toBeRejectedWith(code('signed-out'));
    await expectAsync(service.getAccessRules('primary')).toBeRejectedWith(code('signed-out'));
  });
});
