import { of } from 'rxjs';
import { ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync/base';
import { until } from '../core/specs/until';
import type { OutlookCalendarService } from './outlook-calendar.service';
import { OutlookBrowser, type TabOptions } from './specs/outlook-browser';
import type { OutlookCalendarChanges } from './runtime/mapping/command-types';
import { withOfflineReplica } from './with-offline-replica';

const code = (expected: string) => jasmine.objectContaining({ code: expected });

const MATCH = { title: 'Match', start: '2026-06-10T09:00:00Z' };

interface Listed {
  readonly value: readonly { readonly name: string; readonly color: string }[];
}

describe('OutlookCalendarService: commands of calendars', () => {
  const named = (service: OutlookCalendarService, name: string) =>
    service.calendars().find((calendar) => calendar.name === name);
  const names = (service: OutlookCalendarService) => service.calendars().map(({ name }) => name);
  const stored = async (browser: OutlookBrowser) =>
    (await browser.graph<Listed>('GET', 'me/calendars')).value.map(
      ({ name, color }) => `${name} ${color}`,
    );

  it('createCalendar(): the calendar is listed at once, with the nearest colour, and takes events', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    await service.getCalendars();
    const chess = await service.createCalendar({ name: 'Chess', color: '#ff9060' });
    expect(chess).toEqual(
      jasmine.objectContaining({ name: 'Chess', accessRole: 'owner', primary: false }),
    );
    expect(named(service, 'Chess')).toEqual(chess);
    expect(await stored(browser)).toContain('Chess lightOrange');
    expect(service.capabilities().get(chess.id)).toEqual(
      jasmine.objectContaining({ rename: true, customize: true, delete: true, hide: false }),
    );
    await service.addEvent(chess.id, MATCH);
    const events = await service.getEvents(chess.id, '2026-06-10', '2026-06-11');
    expect(events.map(({ title }) => title)).toEqual(['Match']);
  });

  it('updateCalendar(): a new name and colour show at once, also on the events in view', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    const { id } = await service.createCalendar({ name: 'Chess', color: 'lightgreen' });
    await service.addEvent(id, MATCH);
    service.setView({ calendarIds: [id], start: '2026-06-01', end: '2026-07-01' });
    await until(() => service.events().length === 1);
    const before = service.events()[0]?.color;
    const changed = await service.updateCalendar(id, { name: 'Go', color: 'crimson' });
    expect(changed.name).toBe('Go');
    expect(named(service, 'Go')?.color).toBe(changed.color);
    expect([service.events()[0]?.color, before]).toEqual([changed.color, jasmine.anything()]);
    expect(changed.color).not.toBe(before);
    expect(await stored(browser)).toContain('Go lightRed');
  });

  it('deleteCalendar(): the calendar and its events leave the list and the view', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    const { id } = await service.createCalendar({ name: 'Chess' });
    await service.addEvent(id, MATCH);
    service.setView({ calendarIds: [id], start: '2026-06-01', end: '2026-07-01' });
    await until(() => service.events().length === 1);
    await service.deleteCalendar(id);
    expect([named(service, 'Chess'), service.events()]).toEqual([undefined, []]);
    expect((await stored(browser)).join()).not.toContain('Chess');
  });

  it('what Outlook cannot do is refused in words, and nothing is sent', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    await service.getCalendars();
    const before = await stored(browser);
    const hidden = { hidden: true } as OutlookCalendarChanges;
    await expectAsync(service.updateCalendar('primary', hidden)).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'invalid-request',
        message: jasmine.stringMatching(/leave out hidden/),
      }),
    );
    await expectAsync(service.updateCalendar('primary', { name: ' ' })).toBeRejectedWith(
      code('invalid-request'),
    );
    await expectAsync(service.createCalendar({ name: 'X', color: 'no' })).toBeRejectedWith(
      code('invalid-request'),
    );
    await expectAsync(service.deleteCalendar('primary')).toBeRejectedWith(code('invalid-request'));
    expect(await stored(browser)).toEqual(before);
  });

  it('a name that is taken, a calendar that is gone, and a missing scope: each has its code', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    await service.createCalendar({ name: 'Chess' });
    await expectAsync(service.createCalendar({ name: 'Chess' })).toBeRejectedWith(
      code('duplicate'),
    );
    const { id } = await service.createCalendar({ name: 'Go' });
    await browser.graph('DELETE', `me/calendars/${encodeURIComponent(id)}`);
    await expectAsync(service.updateCalendar(id, { name: 'X' })).toBeRejectedWith(
      code('not-found'),
    );
    // It is listed still: somebody else was faster, which is as good.
    await service.deleteCalendar(id);
    expect(names(service)).not.toContain('Go');
    const other = await OutlookBrowser.ofUser();
    const reader = await other.signedIn({ config: { scopes: ['Calendars.Read'] } });
    await expectAsync(reader.service.createCalendar({ name: 'Go' })).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'insufficient-scopes',
        message: jasmine.stringMatching(/Calendars\.ReadWrite/),
      }),
    );
  });

  it('offline: a command is refused as offline, and the list stays as it was', async () => {
    const browser = await OutlookBrowser.ofUser();
    const { service } = await browser.signedIn();
    await service.getCalendars();
    const before = names(service);
    // Its code is loaded while there is a network.
    await expectAsync(service.deleteCalendar('primary')).toBeRejected();
    browser.goOffline();
    await expectAsync(service.createCalendar({ name: 'Chess' })).toBeRejectedWith(code('offline'));
    expect(names(service)).toEqual(before);
  });

  it('withOfflineReplica(): a new calendar and its new name are there after a reload without network', async () => {
    const browser = await OutlookBrowser.ofUser();
    const withCopy: TabOptions = {
      features: [withOfflineReplica()],
      providers: [{ provide: VISIBLE, useValue: of(true) }],
    };
    const synced = (service: OutlookCalendarService) =>
      until(
        () =>
          service.syncState().copy?.syncedAt !== undefined &&
          service.syncState().copy?.phase === 'idle',
      );
    const first = await browser.signedIn(withCopy);
    await synced(first.service);
    const { id } = await first.service.createCalendar({ name: 'Chess' });
    await first.service.updateCalendar(id, { name: 'Go' });
    await first.service.sync();
    first.close();

    browser.goOffline();
    const { service } = await browser.open(withCopy);
    await until(() => names(service).includes('Go'));
    expect(names(service)).not.toContain('Chess');
    browser.goOnline();
    await service.signOut();
  });
});
