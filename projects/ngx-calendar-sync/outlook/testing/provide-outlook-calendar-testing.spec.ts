import { ApplicationRef, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import { OutlookCalendarService } from '../outlook-calendar.service';
import {
  anOutlookEvent,
  OutlookCalendarTesting,
  type OutlookCalendarTestingOptions,
  provideOutlookCalendarTesting,
} from './public-api';

const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };
const STANDUP = anOutlookEvent('standup', {
  start: '2026-06-10T09:00:00Z',
  end: '2026-06-10T09:15:00Z',
});

describe('provideOutlookCalendarTesting', () => {
  let service: OutlookCalendarService;
  let testing: OutlookCalendarTesting;

  const stable = () => TestBed.inject(ApplicationRef).whenStable();
  const titles = () => service.events().map(({ title }) => title);

  async function setUp(options: OutlookCalendarTestingOptions = {}): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideOutlookCalendarTesting({ timeZone: 'UTC', events: [STANDUP], ...options }),
      ],
    });
    service = TestBed.inject(OutlookCalendarService);
    testing = TestBed.inject(OutlookCalendarTesting);
    service.setView(JUNE);
    await stable();
  }

  it('somebody is signed in, and the events of primary are shown with those of Graph', async () => {
    await setUp();
    expect(service.authState()).toEqual(
      jasmine.objectContaining({ status: 'signed-in', account: 'you@example.com' }),
    );
    expect(titles()).toEqual(['standup']);
    expect(service.events()[0]?.outlookEvent).toEqual(
      jasmine.objectContaining({
        subject: 'standup',
        start: { dateTime: '2026-06-10T09:00:00.0000000', timeZone: 'UTC' },
      }),
    );
    expect([...service.capabilities().values()]).toEqual([
      jasmine.objectContaining({ read: 'events', write: true }),
    ]);
  });

  it("addEvent(), updateEvent(), deleteEvent(): are stored, and the id of a new event is the service's", async () => {
    await setUp();
    const added = await service.addEvent('primary', {
      title: 'New',
      start: '2026-06-11T09:00:00Z',
      categories: ['Work'],
    });
    expect(added.outlookEvent.categories).toEqual(['Work']);
    await service.updateEvent('primary', { id: added.id, title: 'Renamed' });
    expect(testing.stored('primary', added.id)?.outlookEvent.subject).toBe('Renamed');
    expect(titles()).toEqual(['standup', 'Renamed']);
    await service.deleteEvent('primary', added.id);
    expect(titles()).toEqual(['standup']);
  });

  it('a series: is shown as its occurrences, one of which can be deleted', async () => {
    const series = { ...STANDUP, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    await setUp({ events: [series] });
    expect(titles()).toEqual(['standup', 'standup', 'standup']);
    const [first, second] = service.events();
    const { calendarId = '', seriesId } = first ?? {};
    expect(seriesId).toBe('standup');
    expect(
      await service.getOccurrences({ calendarId, id: 'standup' }, JUNE.start, JUNE.end),
    ).toHaveSize(3);
    await service.deleteEvent('primary', second ?? '');
    expect(service.events().map(({ start }) => start.slice(8, 10))).toEqual(['10', '12']);
  });

  it('put(): shows what somebody else changes; goOffline() with offlineWrites: writes wait', async () => {
    await setUp({ offlineWrites: true });
    testing.put({ ...STANDUP, title: 'theirs' });
    await stable();
    expect(titles()).toEqual(['theirs']);

    testing.goOffline();
    await service.addEvent(
      'primary',
      { title: 'mine', start: '2026-06-12T09:00:00Z' },
      { durable: true },
    );
    expect(service.pendingWrites()).toHaveSize(1);
    expect(titles()).toEqual(['theirs', 'mine']);
    testing.goOnline();
    await stable();
    expect(service.pendingWrites()).toEqual([]);
  });

  it('createCalendar(), updateCalendar(), deleteCalendar(): the list follows, and a name is not taken twice', async () => {
    await setUp();
    const names = () => service.calendars().map(({ name }) => name);
    const before = names();
    const { id } = await service.createCalendar({ name: 'Chess', color: 'crimson' });
    await service.updateCalendar(id, { name: 'Go' });
    expect(names()).toEqual([...before, 'Go']);
    expect(service.calendars().at(-1)?.outlookCalendar.color).toBe('lightRed');
    await expectAsync(service.createCalendar({ name: 'Go' })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'duplicate' }),
    );
    await service.addEvent(id, { title: 'Match', start: '2026-06-11T09:00:00Z' });
    await service.deleteCalendar(id);
    expect(names()).toEqual(before);
    await expectAsync(service.deleteCalendar(id)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-found' }),
    );
  });

  it('listEvents(), settings$: answer what the test has put', async () => {
    await setUp({ mailboxSettings: { timeZone: 'Europe/Berlin', timeFormat: 'HH:mm' } });
    const pages: string[][] = [];
    const query = { start: JUNE.start, end: JUNE.end, text: 'standup' };
    for await (const page of service.listEvents('primary', query)) {
      pages.push(page.map(({ title }) => title));
    }
    expect(pages).toEqual([['standup']]);
    const settings = await firstValueFrom(service.settings$.pipe(filter((known) => !!known)));
    expect(settings).toEqual(
      jasmine.objectContaining({ timeZone: 'Europe/Berlin', format24HourTime: true }),
    );
  });

  it('expire(), failNext(), signOut(): happen to the app', async () => {
    await setUp();
    testing.expire();
    await stable();
    expect(service.authState().status).toBe('expired');
    await service.renew();
    testing.failNext('forbidden');
    await expectAsync(service.getCalendars()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'forbidden' }),
    );
    await testing.signOut();
    expect([service.authState().status, service.calendars(), service.events()]).toEqual([
      'signed-out',
      [],
      [],
    ]);
  });
});
