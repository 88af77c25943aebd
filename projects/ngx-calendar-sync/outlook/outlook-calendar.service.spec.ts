import { provideHttpClient } from '@angular/common/http';
import { ErrorHandler, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom, skipWhile } from 'rxjs';
import { until } from '../core/specs/until';
import { OutlookCalendarSyncModule } from './outlook-calendar-sync.module';
import { OutlookCalendarService } from './outlook-calendar.service';
import { withTokenStorage } from './provide-outlook-calendar-sync';
import { CLIENT_ID, requestsOf } from './specs/outlook-app';
import { daily, OutlookBrowser } from './specs/outlook-browser';

const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };
const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe('OutlookCalendarService', () => {
  const shown = (service: OutlookCalendarService) =>
    service.events().map(({ start, title }) => `${start.slice(0, 16)} ${title}`);

  it('signIn(): calendars and events come on screen, as signals and as observables', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Planning', '2026-06-10', { location: { displayName: 'Room 1' } });
    await browser.add('Standup', '2026-06-02', daily('2026-06-02', 3));
    const { service } = await browser.open();
    service.setView(JUNE);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.calendars()).toEqual([]);

    await service.signIn({ loginHint: browser.email });
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: browser.email }),
    );
    await until(() => service.events().length === 4);
    expect(shown(service)).toEqual([
      '2026-06-02T09:00 Standup',
      '2026-06-03T09:00 Standup',
      '2026-06-04T09:00 Standup',
      '2026-06-10T09:00 Planning',
    ]);
    expect(service.events()[3]?.location).toBe('Room 1');
    expect(service.calendars().filter(({ primary }) => primary)).toEqual([
      jasmine.objectContaining({ accessRole: 'owner', writable: true }),
    ]);
    const events = await firstValueFrom(
      service.events$.pipe(skipWhile(({ length }) => length < 4)),
    );
    expect(events.map(({ id }) => id)).toEqual(service.events().map(({ id }) => id));
    expect(await firstValueFrom(service.calendars$)).toEqual(service.calendars());
  });

  it('signOut(): nothing of the account stays on screen', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Planning', '2026-06-10');
    const { service } = await browser.signedIn();
    service.setView(JUNE);
    await until(() => service.events().length === 1);
    await service.signOut();
    expect(service.authState().status).toBe('signed-out');
    expect([service.events(), service.calendars()]).toEqual([[], []]);
  });

  it('refresh(): shows what another app has changed', async () => {
    const browser = await OutlookBrowser.ofUser();
    const id = await browser.add('Planning', '2026-06-10');
    const { service } = await browser.signedIn();
    service.setView(JUNE);
    await until(() => service.events().length === 1);
    await browser.graph('PATCH', `me/events/${encodeURIComponent(id)}`, { subject: 'Moved' });
    await service.refresh();
    expect(service.events().map(({ title }) => title)).toEqual(['Moved']);
  });

  it('withTokenStorage(): a reload stays signed in; without network the view says so, and comes once it is back', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Planning', '2026-06-10');
    const features = [withTokenStorage('session')];
    (await browser.signedIn({ features })).close();

    browser.goOffline();
    const { service } = await browser.open({ features });
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: browser.email }),
    );
    service.setView(JUNE);
    await until(() => service.syncState().errors.size > 0);
    expect([...service.syncState().errors.values()]).toEqual([code('offline')]);
    await expectAsync(service.getEvents('primary', JUNE.start, JUNE.end)).toBeRejectedWith(
      code('offline'),
    );
    browser.goOnline();
    await service.refresh();
    await until(() => service.events().length === 1);
    expect(service.syncState().errors.size).toBe(0);
    expect(service.calendars().length).toBeGreaterThan(0);
  });

  it('getEvents(), search(): read beside the view', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Planning', '2026-06-10');
    await browser.add('Review', '2026-06-11');
    const { service } = await browser.signedIn();
    const events = await service.getEvents('primary', '2026-06-01', '2026-07-01');
    expect(events.map(({ title }) => title)).toEqual(['Planning', 'Review']);
    const found = await service.search('review', { start: '2026-06-01', end: '2026-07-01' });
    expect(found.map(({ title }) => title)).toEqual(['Review']);
  });

  describe('commands of events', () => {
    it('getEvent(), getMaster(), getOccurrences(): answer with an event, its series and its occurrences', async () => {
      const browser = await OutlookBrowser.ofUser();
      const id = await browser.add('Standup', '2026-06-02', daily('2026-06-02', 5));
      const { service } = await browser.signedIn();
      const [first] = await service.getEvents('primary', '2026-06-02', '2026-06-03');
      expect(first?.seriesId).toBe(id);
      const { calendarId, id: firstId } = first ?? fail();
      expect(await service.getEvent(calendarId, firstId)).toEqual(
        jasmine.objectContaining({ title: 'Standup', start: '2026-06-02T09:00:00+00:00' }),
      );
      const master = await service.getMaster({ calendarId, id: firstId });
      expect([master.id, master.recurrence]).toEqual([id, [jasmine.stringMatching(/^RRULE:/)]]);
      // By an occurrence whose series is not told, too.
      const occurrences = await service.getOccurrences(
        { calendarId, id: firstId },
        '2026-06-03',
        '2026-06-05',
      );
      expect(occurrences.map(({ start }) => start)).toEqual([
        '2026-06-03T09:00:00+00:00',
        '2026-06-04T09:00:00+00:00',
      ]);
    });

    it('getEvent(): of a deleted event rejects with not-found; getMaster() of a single one with invalid-request', async () => {
      const browser = await OutlookBrowser.ofUser();
      const gone = await browser.add('Gone', '2026-06-10');
      const single = await browser.add('Single', '2026-06-11');
      await browser.graph('DELETE', `me/events/${encodeURIComponent(gone)}`);
      const { service } = await browser.signedIn();
      await expectAsync(service.getEvent('primary', gone)).toBeRejectedWith(code('not-found'));
      await expectAsync(service.getEvent('primary', '')).toBeRejectedWith(code('invalid-request'));
      await expectAsync(service.getMaster({ calendarId: 'primary', id: single })).toBeRejectedWith(
        code('invalid-request'),
      );
    });

    it('moveEvent(), disconnect(): what Outlook cannot do is refused in words, and nothing is sent', async () => {
      const browser = await OutlookBrowser.ofUser();
      const attendees = [{ emailAddress: { address: 'ben@contoso.example' } }];
      const id = await browser.add('Meeting', '2026-06-10', { attendees });
      const other = await browser.graph<{ id: string }>('POST', 'me/calendars', { name: 'Other' });
      const { service } = await browser.signedIn();
      const calendars = await service.getCalendars();
      const writes = async () =>
        (await requestsOf(browser.email)).filter((path) =>
          path.includes(encodeURIComponent(other.id)),
        );
      const before = await writes();
      const meeting = await service.getEvent('primary', id);
      expect(calendars.map(({ name }) => name)).toContain('Other');
      await expectAsync(service.moveEvent(meeting, other.id)).toBeRejectedWith(
        jasmine.objectContaining({
          code: 'invalid-request',
          message: jasmine.stringContaining('moves no meeting to another calendar'),
        }),
      );
      await expectAsync(service.disconnect()).toBeRejectedWith(
        jasmine.objectContaining({
          code: 'invalid-request',
          message: jasmine.stringContaining('https://myapps.microsoft.com'),
        }),
      );
      expect(await writes()).toEqual(before);
      expect(service.authState().status).toBe('signed-in');
    });

    it('addEvent(), moveEvent(), deleteEvent(): show at once, and another app sees them', async () => {
      const browser = await OutlookBrowser.ofUser();
      const other = await browser.graph<{ id: string }>('POST', 'me/calendars', { name: 'Other' });
      const { service } = await browser.signedIn();
      service.setView({ ...JUNE, calendarIds: ['primary', other.id] });
      await until(() => service.syncState().phase === 'idle' && service.calendars().length > 1);
      const adding = service.addEvent('primary', { title: 'New', start: '2026-06-10T09:00:00Z' });
      await until(() => service.events().length === 1);
      const added = await adding;
      const moved = await service.moveEvent(added, other.id);
      expect(moved.calendarId).toBe(other.id);
      const stored = () =>
        browser.graph<{ value: readonly { subject: string }[] }>(
          'GET',
          `me/calendars/${encodeURIComponent(other.id)}/events`,
        );
      expect((await stored()).value.map(({ subject }) => subject)).toEqual(['New']);
      await service.deleteEvent(other.id, moved);
      expect(service.events()).toEqual([]);
      expect((await stored()).value).toEqual([]);
    });
  });

  describe('capabilities', () => {
    const ofPrimary = (service: OutlookCalendarService) => {
      const { id } = service.calendars().find(({ primary }) => primary) ?? {};
      return service.capabilities().get(id ?? '');
    };

    it('a work account: everything but what Outlook cannot do', async () => {
      const browser = await OutlookBrowser.ofUser();
      const { service } = await browser.signedIn();
      await service.getCalendars();
      expect(ofPrimary(service)).toEqual({
        read: 'events',
        write: true,
        onlineMeetings: true,
        move: true,
        rename: true,
        customize: true,
        hide: false,
        delete: false,
        disconnect: false,
        missingScopes: [],
      });
    });

    it('a personal account: has no online meetings', async () => {
      const browser = await OutlookBrowser.ofUser({ kind: 'personal' });
      const { service } = await browser.signedIn();
      await service.getCalendars();
      expect(ofPrimary(service)?.onlineMeetings).toBe(false);
    });

    it('Calendars.ReadBasic alone: reads without descriptions, and names the scope that writes', async () => {
      const browser = await OutlookBrowser.ofUser();
      const config = { scopes: ['Calendars.ReadBasic', 'User.Read'] };
      const { service } = await browser.signedIn({ config });
      await service.getCalendars();
      expect(ofPrimary(service)).toEqual({
        read: 'basics',
        write: false,
        onlineMeetings: false,
        move: false,
        rename: false,
        customize: false,
        hide: false,
        delete: false,
        disconnect: false,
        missingScopes: ['Calendars.ReadWrite'],
      });
    });
  });

  it("start: 'lazy': nothing is asked of Microsoft before the app calls initialize()", async () => {
    const errors: unknown[] = [];
    const service = anApp({ clientId: CLIENT_ID, start: 'lazy' }, errors);
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(service.ready()).toBe(false);
    await expectAsync(service.signIn()).toBeRejectedWith(code('not-ready'));
    await service.initialize();
    expect(service.ready()).toBe(true);
    expect(errors).toEqual([]);
  });

  it('forRoot(): provides the service, and tells a configuration that cannot work', async () => {
    const errors: unknown[] = [];
    const service = anApp({ clientId: 'no application id' }, errors);
    await until(() => service.authState().status === 'error');
    expect(errors).toEqual([code('invalid-config')]);
    expect(service.diagnostics()).toEqual(
      jasmine.objectContaining({
        configuration: 'not there yet',
        errors: [jasmine.objectContaining({ code: 'invalid-config' })],
      }),
    );
  });

  it('diagnostics(): has requests and settings, and nothing of the account', async () => {
    const browser = await OutlookBrowser.ofUser();
    await browser.add('Secret planning', '2026-06-10');
    const { service } = await browser.signedIn();
    service.setView(JUNE);
    await until(() => service.events().length === 1);
    const report = service.diagnostics();
    expect(report.configuration).toEqual({
      auth: 'client',
      accounts: 'common',
      scopes: ['Calendars.ReadWrite', 'MailboxSettings.Read', 'User.Read'],
      clientId: true,
      otherEndpoints: ['identity', 'graph'],
    });
    expect(report.requests['GET me/calendars/calendarView']?.answers).toEqual({ 200: 1 });
    const text = JSON.stringify(report);
    for (const secret of [
      browser.email,
      'Secret',
      CLIENT_ID,
      await service.getAccessToken(),
      service.calendars()[0]?.id ?? fail(),
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

function anApp(
  config: Parameters<typeof OutlookCalendarSyncModule.forRoot>[0],
  errors: unknown[],
): OutlookCalendarService {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    imports: [OutlookCalendarSyncModule.forRoot(config)],
    providers: [
      provideZonelessChangeDetection(),
      provideHttpClient(),
      { provide: ErrorHandler, useValue: { handleError: (error: unknown) => errors.push(error) } },
    ],
  });
  return TestBed.inject(OutlookCalendarService);
}

function fail(): never {
  throw new Error('It is missing.');
}
