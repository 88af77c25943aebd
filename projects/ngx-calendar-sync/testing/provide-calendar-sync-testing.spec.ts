import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import type { CalendarEvent } from 'ngx-calendar-sync/core';
import { CalendarSyncTesting } from './calendar-sync-testing';
import { aCalendar, anEvent } from './fixtures';
import {
  type CalendarSyncTestingOptions,
  provideCalendarSyncTesting,
} from './provide-calendar-sync-testing';

const may = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const view = { calendarIds: ['work'], ...may };

function inMay(id: string, properties: Partial<CalendarEvent> = {}): CalendarEvent {
  return anEvent(id, { calendarId: 'work', start: '2026-05-04T09:00:00Z', ...properties });
}

@Component({
  selector: 'ncs-agenda',
  template: `
    <p>{{ google.authState().status }}</p>
    @for (event of google.events(); track event.id) {
      <li>{{ event.title }}</li>
    }
  `,
})
class Agenda {
  readonly google = inject(GoogleCalendarService);

  constructor() {
    this.google.setView(view);
  }
}

describe('provideCalendarSyncTesting', () => {
  let fixture: ComponentFixture<Agenda>;
  let google: GoogleCalendarService;
  let testing: CalendarSyncTesting;

  async function open(options: CalendarSyncTestingOptions): Promise<void> {
    TestBed.configureTestingModule({
      providers: [provideZonelessChangeDetection(), provideCalendarSyncTesting(options)],
    });
    fixture = TestBed.createComponent(Agenda);
    google = TestBed.inject(GoogleCalendarService);
    testing = TestBed.inject(CalendarSyncTesting);
    await fixture.whenStable();
  }

  const page = () => fixture.nativeElement as HTMLElement;
  const status = () => page().querySelector('p')?.textContent;
  const titles = () => [...page().querySelectorAll('li')].map((item) => item.textContent);

  it('a component shows the calendars and events of the test, signed in', async () => {
    await open({ events: [inMay('review')], account: 'ada@example.com' });
    expect(status()).toBe('signed-in');
    expect(titles()).toEqual(['review']);
    expect(google.authState()).toEqual(jasmine.objectContaining({ account: 'ada@example.com' }));
    expect(google.calendars().map(({ id, primary, writable }) => [id, primary, writable])).toEqual([
      ['ada@example.com', true, true],
      ['work', false, true],
    ]);
    expect(google.events()[0]?.googleEvent.summary).toBe('review');
  });

  it('the primary calendar has its id and the name primary', async () => {
    const calendars = [aCalendar('ada@example.com', { primary: true })];
    await open({ calendars, events: [inMay('review', { calendarId: 'ada@example.com' })] });
    google.setView({ ...view, calendarIds: ['primary'] });
    await fixture.whenStable();
    const added = await google.addEvent('primary', { title: 'mine', start: '2026-05-20' });
    await google.updateEvent('primary', { id: added.id, title: 'mine, too' });
    await fixture.whenStable();
    expect(titles()).toEqual(['review', 'mine, too']);
    await google.deleteEvent('primary', added.id);
    const left = await google.getEvents('ada@example.com', may.start, may.end);
    expect(left.map(({ title }) => title)).toEqual(['review']);
  });

  it('a series shows as occurrences, each of which can be changed or deleted by itself', async () => {
    const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=3'];
    await open({ events: [inMay('weekly', { recurrence })] });
    expect(titles()).toEqual(['weekly', 'weekly', 'weekly']);
    const [first, second] = google.events();
    if (!first || !second) {
      throw new Error('there are none');
    }
    await google.deleteEvent('work', first);
    await google.updateEvent('work', { ...second, title: 'moved' });
    await google.refresh();
    await fixture.whenStable();
    expect(titles()).toEqual(['moved', 'weekly']);
    await google.deleteEvent('work', 'weekly');
    await google.refresh();
    await fixture.whenStable();
    expect(titles()).toEqual([]);
  });

  it('events can be written, searched for and restored, and free times asked for', async () => {
    await open({ calendars: [aCalendar('work')] });
    const added = await google.addEvent('work', {
      title: 'Lunch',
      start: '2026-05-05',
      room: 7,
    } as {
      title: string;
      start: string;
    });
    expect(added.extendedProperties?.private).toEqual({ room: '7' });
    const changed = await google.updateEvent('work', { ...added, title: 'Late lunch' });
    await fixture.whenStable();
    expect(titles()).toEqual(['Late lunch']);
    await expectAsync(google.updateEvent('work', { ...added, title: 'Too late' })).toBeResolvedTo(
      jasmine.objectContaining({ title: 'Too late' }),
    );
    expect(changed.version).not.toBe(added.version);
    expect((await google.search('late', may)).map(({ title }) => title)).toEqual(['Too late']);
    expect(await google.freeBusy(['work'], { start: may.start, end: may.end })).toEqual([
      { calendarId: 'work', busy: [{ start: '2026-05-05', end: '2026-05-06' }] },
    ]);
    await google.deleteEvent('work', added.id);
    await fixture.whenStable();
    expect(titles()).toEqual([]);
    await google.restoreEvent(added);
    expect((await firstValueFrom(google.watchEvents(view))).length).toBe(1);
  });

  it('CalendarSyncTesting: put changes an event as another person does, and failNext fails a request', async () => {
    await open({ events: [inMay('review')] });
    const [seen] = google.events();
    if (!seen) {
      throw new Error('there is none');
    }
    testing.put(inMay('review', { title: 'Retrospective' }));
    await fixture.whenStable();
    expect(titles()).toEqual(['Retrospective']);
    await expectAsync(google.updateEvent('work', { ...seen, title: 'mine' })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'conflict' }),
    );
    testing.failNext('forbidden');
    await expectAsync(google.deleteEvent('work', 'review')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'forbidden' }),
    );
    await google.sync();
    await fixture.whenStable();
    expect(titles()).toEqual(['Retrospective']);
  });

  it('CalendarSyncTesting: after expire requests wait for renew, and an hour of the clock ends the new token', async () => {
    await open({ events: [inMay('review')], now: '2026-05-04T08:00:00Z' });
    testing.expire();
    await fixture.whenStable();
    expect([status(), titles()]).toEqual(['expired', ['review']]);
    const adding = google.addEvent('work', { title: 'Lunch', start: '2026-05-05' });
    expect(testing.requests.filter((request) => request.startsWith('insert'))).toEqual([]);
    await google.renew();
    await adding;
    await fixture.whenStable();
    expect([status(), titles()]).toEqual(['signed-in', ['review', 'Lunch']]);
    testing.clock.tick(3_600_000);
    await fixture.whenStable();
    expect(status()).toBe('expired');
  });

  it('an account can sign out, sign in again and grant more scopes', async () => {
    await open({ events: [inMay('review')] });
    await testing.signOut();
    await fixture.whenStable();
    expect([status(), titles(), google.calendars()]).toEqual(['signed-out', [], []]);
    await google.signIn();
    google.setView(view);
    await fixture.whenStable();
    expect([status(), titles()]).toEqual(['signed-in', ['review']]);
    const { grantedScopes, missingScopes } = await google.requestScopes('more');
    expect(grantedScopes).toContain('more');
    expect(missingScopes).toEqual([]);
  });

  it('anEvent: without properties it is today, lasts an hour, and is in the primary calendar', async () => {
    const [start, end] = today();
    await open({ events: [anEvent('standup', { title: 'Stand-up' })] });
    google.setView({ calendarIds: ['primary'], start, end });
    await fixture.whenStable();
    expect(titles()).toEqual(['Stand-up']);
    const [event] = google.events();
    if (!event) {
      throw new Error('there is none');
    }
    expect(Date.parse(event.end) - Date.parse(event.start)).toBe(3_600_000);
    expect(google.calendars().map(({ id, primary }) => [id, primary])).toEqual([
      ['you@example.com', true],
    ]);
  });

  it('calendars: primary is the one that says so', async () => {
    const [start, end] = today();
    await open({
      calendars: [aCalendar('a'), aCalendar('b', { primary: true })],
      events: [anEvent('standup')],
    });
    expect((await google.getEvents('b', start, end)).map(({ id }) => id)).toEqual(['standup']);
    testing.put(anEvent('review'));
    expect((await google.getEvents('primary', start, end)).length).toBe(2);
  });

  it('calendars: primary is the first one where none says so', async () => {
    const [start, end] = today();
    await open({ calendars: [aCalendar('work')], events: [anEvent('standup')] });
    expect((await google.getEvents('work', start, end)).map(({ id }) => id)).toEqual(['standup']);
  });

  it('without events the app shows an empty calendar, and no error', async () => {
    await open({});
    google.setView({ ...view, calendarIds: ['primary'] });
    await fixture.whenStable();
    expect(titles()).toEqual([]);
    expect([...google.syncState().errors.keys()]).toEqual([]);
  });

  it('anEvent: with a start alone it ends an hour later, or with its day', () => {
    const timed = anEvent('timed', { start: '2026-12-24T18:00:00Z' });
    expect(Date.parse(timed.end)).toBe(Date.parse('2026-12-24T19:00:00Z'));
    const allDay = anEvent('day', { start: '2026-12-31' });
    expect([allDay.end, allDay.allDay]).toEqual(['2027-01-01', true]);
  });

  it('an event of a test keeps its conference, guests and own properties when it is changed', async () => {
    const own = { patient: 'Ada', visits: 2 };
    const conference = {
      status: 'success',
      uri: 'https://meet.example/abc',
      name: 'Meet',
    } as const;
    const attendees = [{ email: 'b@example.com', responseStatus: 'accepted' }] as const;
    const visit = { ...anEvent('visit', { ...own, conference, attendees }), calendarId: 'work' };
    await open({ events: [visit], ownProperties: { patient: 'text', visits: 'json' } });
    const changed = await google.updateEvent('work', { ...visit, title: 'Visit', visits: 3 });
    expect(changed).toEqual(
      jasmine.objectContaining({
        title: 'Visit',
        patient: 'Ada',
        visits: 3,
        conference,
        attendees,
      }),
    );
  });

  it('signedIn: false begins signed out, and the app can sign in', async () => {
    await open({ signedIn: false, events: [inMay('review')] });
    expect([status(), titles(), google.ready()]).toEqual(['signed-out', [], true]);
    await google.signIn();
    google.setView(view);
    await fixture.whenStable();
    expect([status(), titles()]).toEqual(['signed-in', ['review']]);
  });

  it("start: 'lazy': nothing starts before the app calls initialize(), and then the user can sign in", async () => {
    await open({ start: 'lazy', events: [inMay('review')] });
    expect([status(), titles(), google.ready()]).toEqual(['signed-out', [], false]);
    await expectAsync(google.signIn()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'not-ready' }),
    );
    await google.initialize();
    expect([google.authState().status, google.ready()]).toEqual(['signed-out', true]);
    await google.signIn();
    google.setView(view);
    await fixture.whenStable();
    expect([status(), titles()]).toEqual(['signed-in', ['review']]);
  });

  describe('what the library refuses before it is sent', () => {
    const refused = jasmine.objectContaining({ code: 'invalid-event' });
    const sixReminders = {
      useDefault: false,
      overrides: Array.from({ length: 6 }, () => ({ method: 'popup', minutes: 10 }) as const),
    };

    it('addEvent: is invalid-event here, too, and the event leaves the screen', async () => {
      await open({ calendars: [aCalendar('work')] });
      const draft = { title: 'Away', start: '2026-05-05' };
      for (const wrong of [
        { ...draft, eventType: 'outOfOffice' },
        { ...draft, reminders: sixReminders },
      ] as const) {
        await expectAsync(google.addEvent('work', wrong)).toBeRejectedWith(refused);
      }
      await fixture.whenStable();
      expect(titles()).toEqual([]);
      expect(testing.requests.filter((request) => request.startsWith('insert'))).toEqual([]);
    });

    for (const [where, day] of [
      ['in view', '2026-05-05'],
      ['out of view', '2026-07-05'],
    ] as const) {
      it(`updateEvent: is invalid-event here, too, and an event ${where} is as it was`, async () => {
        await open({ calendars: [aCalendar('work')] });
        const { id, start } = await google.addEvent('work', {
          title: 'Focus',
          start: `${day}T09:00:00Z`,
          eventType: 'focusTime',
        });
        for (const wrong of [
          { id, reminders: sixReminders },
          { id, eventType: 'default' },
          { id, start: day, allDay: true },
        ] as const) {
          await expectAsync(google.updateEvent('work', wrong)).toBeRejectedWith(refused);
        }
        await google.updateEvent('work', { id, title: 'Deep work' });
        expect(testing.stored('work', id)).toEqual(
          jasmine.objectContaining({ title: 'Deep work', start, allDay: false }),
        );
      });
    }
  });
});

/** The browser's day, from midnight to midnight. */
function today(): readonly [start: Date, end: Date] {
  const start = new Date();
  start.setHours(0, 0, 0, 0);
  const end = new Date(start);
  end.setDate(end.getDate() + 1);
  return [start, end];
}
