import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import {
  aCalendar,
  anEvent,
  CalendarSyncTesting,
  provideCalendarSyncTesting,
} from 'ngx-calendar-sync/testing';
import { GoogleCalendarService } from './google-calendar.service';
import { loaded } from './specs/emulator';

const may = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

describe('GoogleCalendarService: the alias primary and the id name the same calendar', () => {
  let service: GoogleCalendarService;
  let requests: readonly string[];

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideCalendarSyncTesting({
          account: 'me@example.com',
          calendars: [aCalendar('me@example.com', { primary: true }), aCalendar('work')],
          events: ['standup', 'review'].map((id) =>
            anEvent(id, { calendarId: 'me@example.com', start: '2026-05-04T09:00:00Z' }),
          ),
        }),
      ],
    });
    service = TestBed.inject(GoogleCalendarService);
    ({ requests } = TestBed.inject(CalendarSyncTesting));
    await firstValueFrom(service.authState$.pipe(filter(({ status }) => status === 'signed-in')));
  });

  const titles = () =>
    service
      .events()
      .map(({ title }) => title)
      .sort();

  const shownEvent = (id: string) => {
    const event = service.events().find((one) => one.id === id);
    if (!event) {
      throw new Error(`${id} is not shown`);
    }
    return event;
  };

  it('setView: a write to the id shows in a view of the alias, at once and once', async () => {
    service.setView({ calendarIds: ['primary'], ...may });
    await loaded(service);
    const added = service.addEvent('me@example.com', { title: 'new', start: '2026-05-05' });
    expect(titles()).toEqual(['new', 'review', 'standup']);
    await added;
    expect(titles()).toEqual(['new', 'review', 'standup']);
  });

  it('addEvent, updateEvent, deleteEvent, restoreEvent: by the alias they show in a view of the id', async () => {
    service.setView({ calendarIds: ['me@example.com'], ...may });
    await loaded(service);
    const added = await service.addEvent('primary', { title: 'new', start: '2026-05-05' });
    expect(added.calendarId).toBe('me@example.com');
    await service.updateEvent('primary', { id: added.id, title: 'newer' });
    expect(titles()).toEqual(['newer', 'review', 'standup']);
    const standup = shownEvent('standup');
    await service.deleteEvent('primary', standup);
    expect(titles()).toEqual(['newer', 'review']);
    await service.restoreEvent({ ...standup, calendarId: 'primary' });
    expect(titles()).toEqual(['newer', 'review', 'standup']);
  });

  it('a calendar that is asked for by both names is asked for and shown once', async () => {
    const both = ['me@example.com', 'primary'];
    service.setView({ calendarIds: ['primary', 'me@example.com'], ...may });
    await loaded(service);
    expect(titles()).toEqual(['review', 'standup']);
    expect((await service.getEvents(both, may.start, may.end)).length).toBe(2);
    expect((await service.search('s', { calendarIds: both, ...may })).length).toBe(1);
    const watched = await firstValueFrom(service.watchEvents({ calendarIds: both, ...may }));
    expect(watched.length).toBe(2);
    expect(requests).toEqual(Array(4).fill('list me@example.com'));
  });

  it('freeBusy: answers by the name that was asked for', async () => {
    const [answer] = await service.freeBusy(['primary'], may);
    expect(answer?.calendarId).toBe('primary');
    expect(answer?.busy.length).toBe(2);
  });
});
