import { ɵdeleteReplica as deleteReplica } from 'ngx-calendar-sync/copy';
import { until } from '../../../core/specs/until';
import { GoogleCalendarService } from '../../google-calendar.service';
import { aTab, aToken, aUser, closeTabs, ScriptedSignIn } from '../../specs/emulator';
import { withOfflineReplica } from '../../with-offline-replica';
import { scope } from './specs/command-app';

const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

describe('calendar commands with an offline replica', () => {
  let email: string;
  let gis: ScriptedSignIn;

  beforeEach(async () => {
    email = await aUser();
    gis = new ScriptedSignIn((on) => void aToken(email, [scope('calendar')]).then(on.token));
  });

  afterEach(async () => {
    await closeTabs();
    await deleteReplica(`google:${email}`);
  });

  async function open(): Promise<GoogleCalendarService> {
    const service = aTab({ gis, scopes: scope('calendar') }, [withOfflineReplica()]).get(
      GoogleCalendarService,
    );
    await service.initialize();
    return service;
  }

  const synced = (service: GoogleCalendarService) =>
    until(() => {
      const { phase, syncedAt } = service.syncState().copy ?? {};
      return phase === 'idle' && syncedAt !== undefined;
    });
  const names = (service: GoogleCalendarService) => service.calendars().map(({ name }) => name);

  it('offline replica: a new calendar and its events are there after a reload, without a token', async () => {
    const service = await open();
    await service.signIn();
    await synced(service);
    const { id } = await service.createCalendar({ name: 'Chess', color: '#123456' });
    await service.updateCalendar(id, { selected: true });
    service.setView({ calendarIds: [id], ...MAY });
    await service.addEvent(id, { title: 'match', start: '2026-05-05' });
    await service.sync();
    await closeTabs();

    const later = await open();
    expect(later.authState().status).toBe('expired');
    await until(() => names(later).includes('Chess'));
    later.setView({ calendarIds: [id], ...MAY });
    await until(() => later.events().length > 0);
    expect(later.events().map(({ title, color }) => [title, color])).toEqual([
      ['match', '#123456'],
    ]);
  });

  it('offline replica: another tab follows a new name, a hidden and a deleted calendar', async () => {
    const service = await open();
    await service.signIn();
    const other = await open();
    await synced(service);
    const { id } = await service.createCalendar({ name: 'Chess' });
    await until(() => names(other).includes('Chess'));
    await service.updateCalendar(id, { name: 'Checkers', hidden: true });
    await until(() => other.calendars().some(({ name, hidden }) => name === 'Checkers' && hidden));
    await service.deleteCalendar(id);
    await until(() => !names(other).includes('Checkers'));
    await synced(service);
    expect(names(service)).not.toContain('Checkers');
  });

  it('offline replica: events of a deleted calendar leave the view, and stay away', async () => {
    const service = await open();
    await service.signIn();
    const { id } = await service.createCalendar({ name: 'Old' });
    await service.updateCalendar(id, { selected: true });
    await service.addEvent(id, { title: 'gone', start: '2026-05-05' });
    service.setView({ calendarIds: ['primary', id], ...MAY });
    await until(() => service.events().length === 1);
    await synced(service);
    await service.deleteCalendar(id);
    expect(service.events()).toEqual([]);
    await service.sync();
    expect(service.events()).toEqual([]);
    expect(names(service)).not.toContain('Old');
  });
});
