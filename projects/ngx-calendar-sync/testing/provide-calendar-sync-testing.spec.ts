import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { CalendarSyncTesting } from './calendar-sync-testing';
import { aCalendar, anEvent } from './fixtures';
import {
  type CalendarSyncTestingOptions,
  provideCalendarSyncTesting,
} from './provide-calendar-sync-testing';

const may = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const view = { calendarIds: ['work'], ...may };

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

describe("an app's own tests", () => {
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

  it('show a component the calendars and events that they name, signed in', async () => {
    await open({ events: [anEvent('review')], account: 'ada@example.com' });
    expect(status()).toBe('signed-in');
    expect(titles()).toEqual(['review']);
    expect(google.authState()).toEqual(jasmine.objectContaining({ account: 'ada@example.com' }));
    expect(google.calendars().map(({ id, writable }) => [id, writable])).toEqual([['work', true]]);
    expect(google.events()[0]?.googleEvent.summary).toBe('review');
  });

  it('take the account’s own calendar by either of its names', async () => {
    const calendars = [aCalendar('ada@example.com', { primary: true })];
    await open({ calendars, events: [anEvent('review', { calendarId: 'ada@example.com' })] });
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

  it('show series as occurrences, each of which can be changed or deleted by itself', async () => {
    const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=3'];
    await open({ events: [anEvent('weekly', { recurrence })] });
    expect(titles()).toEqual(['weekly', 'weekly', 'weekly']);
    const [first, second] = google.events();
    if (!first || !second) throw new Error('there are none');
    await google.deleteEvent('work', first);
    await google.updateEvent('work', { ...second, title: 'moved' });
    google.refresh();
    await fixture.whenStable();
    expect(titles()).toEqual(['moved', 'weekly']);
    await google.deleteEvent('work', 'weekly');
    google.refresh();
    await fixture.whenStable();
    expect(titles()).toEqual([]);
  });

  it('write, search, restore and ask for free times', async () => {
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

  it('let somebody else change an event, and requests fail', async () => {
    await open({ events: [anEvent('review')] });
    const [seen] = google.events();
    if (!seen) throw new Error('there is none');
    testing.put(anEvent('review', { title: 'Retrospective' }));
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

  it('let a sign-in expire and be renewed, by hand or by the clock', async () => {
    await open({ events: [anEvent('review')], now: '2026-05-04T08:00:00Z' });
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

  it('sign out and in again, and ask for more', async () => {
    await open({ events: [anEvent('review')] });
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
});
