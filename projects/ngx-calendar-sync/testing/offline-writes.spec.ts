import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { CalendarSyncTesting } from './calendar-sync-testing';
import { anEvent } from './fixtures';
import {
  type CalendarSyncTestingOptions,
  provideCalendarSyncTesting,
} from './provide-calendar-sync-testing';

const code = (expected: string) => jasmine.objectContaining({ code: expected });
const STANDUP = anEvent('standup', { title: 'Stand-up', start: '2026-05-04T09:00:00Z' });
const THEIRS = { ...STANDUP, title: 'Theirs' };
const LUNCH = { title: 'Lunch', start: '2026-05-04T12:00:00Z' };

@Component({
  selector: 'ncs-pending',
  template: `
    @for (write of google.pendingWrites(); track write.id) {
      <p>{{ write.title }}: {{ write.state }}</p>
    }
    @for (event of google.events(); track event.id) {
      <li>{{ event.title }}</li>
    }
  `,
})
class Pending {
  readonly google = inject(GoogleCalendarService);

  constructor() {
    this.google.setView({ calendarIds: ['primary'], start: '2026-05-01', end: '2026-06-01' });
  }
}

describe('provideCalendarSyncTesting with offlineWrites', () => {
  let fixture: ComponentFixture<Pending>;
  let google: GoogleCalendarService;
  let testing: CalendarSyncTesting;

  async function open(options: CalendarSyncTestingOptions = {}): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideCalendarSyncTesting({ events: [STANDUP], offlineWrites: true, ...options }),
      ],
    });
    fixture = TestBed.createComponent(Pending);
    google = TestBed.inject(GoogleCalendarService);
    testing = TestBed.inject(CalendarSyncTesting);
    await fixture.whenStable();
  }

  const texts = (selector: string) =>
    [...(fixture.nativeElement as HTMLElement).querySelectorAll(selector)].map(
      ({ textContent }) => textContent,
    );

  /** The user renames an event without a network, and somebody else renames it, too. */
  async function renamedByBoth(): Promise<void> {
    const [seen] = google.events();
    testing.goOffline();
    const renamed = google.updateEvent('primary', { ...seen, id: 'standup', title: 'Mine' });
    renamed.catch(() => undefined);
    testing.put(THEIRS);
    testing.goOnline();
    await fixture.whenStable();
  }

  it('goOffline: what is written shows and waits, and goOnline sends it', async () => {
    await open();
    testing.goOffline();
    const added = await google.addEvent('primary', LUNCH, { durable: true });
    await fixture.whenStable();
    expect(texts('p')).toEqual(['Lunch: waiting']);
    expect(texts('li')).toEqual(['Stand-up', 'Lunch']);
    expect(testing.stored('primary', added.id)).toBeUndefined();
    await expectAsync(google.getEvents('primary', '2026-05-01', '2026-06-01')).toBeRejectedWith(
      code('offline'),
    );
    testing.goOnline();
    await fixture.whenStable();
    expect(texts('p')).toEqual([]);
    expect(texts('li')).toEqual(['Stand-up', 'Lunch']);
    expect(testing.stored('primary', added.id)?.title).toBe('Lunch');
  });

  it('put while a change waits: is a conflict with both sides, and the side that the user chooses is stored', async () => {
    for (const [choice, title] of [
      ['mine', 'Mine'],
      ['theirs', 'Theirs'],
    ] as const) {
      TestBed.resetTestingModule();
      await open();
      await renamedByBoth();
      expect(texts('p')).toEqual(['Mine: conflict']);
      const [conflict] = google.conflicts();
      expect(conflict?.fields).toEqual(['title']);
      expect([conflict?.mine?.title, conflict?.theirs?.title]).toEqual(['Mine', 'Theirs']);
      await google.resolveConflict(conflict?.id ?? '', choice);
      await fixture.whenStable();
      expect(testing.stored('primary', 'standup')?.title).toBe(title);
      expect(texts('p')).toEqual([]);
      expect(texts('li')).toEqual([title]);
    }
  });

  it('conflicts: with mine in the configuration nobody is asked', async () => {
    await open({ conflicts: 'mine' });
    await renamedByBoth();
    expect(google.conflicts()).toEqual([]);
    expect(testing.stored('primary', 'standup')?.title).toBe('Mine');
  });

  it('failNext: what is refused stays as failed, until it is tried again or given up', async () => {
    await open();
    testing.failNext('forbidden');
    await expectAsync(google.addEvent('primary', LUNCH)).toBeRejectedWith(code('forbidden'));
    await fixture.whenStable();
    expect(texts('p')).toEqual(['Lunch: failed']);
    expect(texts('li')).toEqual(['Stand-up']);
    testing.failNext('forbidden');
    await google.retryWrite(google.pendingWrites()[0]?.id ?? '');
    await fixture.whenStable();
    expect(texts('p')).toEqual(['Lunch: failed']);
    expect(google.pendingWrites()[0]?.error).toEqual(code('forbidden'));
    await google.retryWrite(google.pendingWrites()[0]?.id ?? '');
    await fixture.whenStable();
    expect(texts('p')).toEqual([]);
    expect(texts('li')).toEqual(['Stand-up', 'Lunch']);
  });

  it('failNext: what may succeed later waits, and is sent again once the clock was moved', async () => {
    await open();
    testing.failNext('unavailable');
    const added = google.addEvent('primary', LUNCH);
    await fixture.whenStable();
    expect(texts('p')).toEqual(['Lunch: waiting']);
    testing.clock.tick(2_000);
    const { id } = await added;
    expect(testing.stored('primary', id)?.title).toBe('Lunch');
  });

  it('signOut: asks while a write waits', async () => {
    await open();
    testing.goOffline();
    await google.deleteEvent('primary', 'standup', { durable: true });
    await expectAsync(google.signOut()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'pending-writes', pendingWrites: 1 }),
    );
    await google.signOut({ discard: true });
    expect(google.authState().status).toBe('signed-out');
    expect(google.pendingWrites()).toEqual([]);
  });

  it('without offlineWrites: a write without a network is refused, and is not kept', async () => {
    await open({ offlineWrites: false });
    testing.goOffline();
    await expectAsync(google.addEvent('primary', LUNCH)).toBeRejectedWith(code('offline'));
    await fixture.whenStable();
    expect(texts('p')).toEqual([]);
  });
});
