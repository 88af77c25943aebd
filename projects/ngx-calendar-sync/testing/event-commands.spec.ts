import { ApplicationRef, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import type { CalendarEvent } from 'ngx-calendar-sync';
import { aCalendar, anEvent } from './fixtures';
import { BoardPage, MAY, testOf } from './specs/board';

const CALENDARS = [
  aCalendar('you@example.com', { primary: true }),
  aCalendar('work'),
  aCalendar('home'),
];

/** At eleven on 4 May 2026. */
function inMay(id: string, properties: Partial<CalendarEvent> = {}): CalendarEvent {
  return anEvent(id, { calendarId: 'work', start: '2026-05-04T11:00:00Z', ...properties });
}

describe('provideCalendarSyncTesting: events', () => {
  const open = (...events: readonly CalendarEvent[]) =>
    BoardPage.open({ calendars: CALENDARS, events });

  testOf('setView', 'the page shows the events of the view', async () => {
    const page = await open(inMay('review'), inMay('later', { start: '2026-07-01' }));
    expect(page.events).toEqual(['review']);
    page.google.setView({ calendarIds: ['work'], start: '2026-06-01', end: '2026-08-01' });
    await page.stable();
    expect(page.events).toEqual(['later']);
  });

  testOf('watchEvents', 'a signal of the events of a range', async () => {
    const page = await open(inMay('review'));
    const injector = TestBed.inject(Injector);
    const watched = page.google.watchEvents(() => ({ calendarIds: ['work'], ...MAY }), {
      injector,
    });
    await TestBed.inject(ApplicationRef).whenStable();
    expect(watched().map(({ id }) => id)).toEqual(['review']);
  });

  testOf('sync', 'shows what has changed at Google', async () => {
    const page = await open(inMay('review'));
    page.testing.put(inMay('review', { title: 'Retrospective' }));
    await page.press((google) => google.sync());
    expect([page.answer, page.events]).toEqual(['done', ['Retrospective']]);
  });

  testOf('refresh', 'asks for the view again', async () => {
    const page = await open(inMay('review'));
    const before = page.testing.requests.length;
    await page.press((google) => google.refresh());
    expect([page.answer, page.testing.requests.length]).toEqual(['done', before + 2]);
  });

  testOf('getEvents', 'honours the filters of a list', async () => {
    const page = await open(
      inMay('review', { description: 'With ADA' }),
      inMay('lunch', { extendedProperties: { private: { room: '7' } } }),
    );
    const ids = async (filter: object) =>
      (await page.google.getEvents('work', MAY.start, MAY.end, filter)).map(({ id }) => id);
    expect(await ids({ text: 'ada' })).toEqual(['review']);
    expect(await ids({ privateExtendedProperty: { room: '7' } })).toEqual(['lunch']);
    expect(await ids({ privateExtendedProperty: { room: '8' } })).toEqual([]);
    page.testing.clock.tick(60_000);
    await page.google.deleteEvent('work', 'lunch');
    expect(await ids({})).toEqual(['review']);
    expect(await ids({ showDeleted: true })).toEqual(['lunch', 'review']);
    expect(await ids({ updatedMin: '2026-05-04T08:00:30Z' })).toEqual(['lunch']);
    expect(await ids({ updatedMin: '2026-05-04T08:00:30Z', showDeleted: false })).toEqual([]);
  });

  testOf('search', 'finds the words in all calendars', async () => {
    const page = await open(inMay('review'), inMay('lunch', { calendarId: 'home' }));
    expect((await page.google.search('LUN', MAY)).map(({ id }) => id)).toEqual(['lunch']);
  });

  testOf('getEvent', 'answers with what Google holds, while the app is unstable', async () => {
    const page = await open(inMay('review'));
    let title: string | undefined;
    await page.press(async (google) => {
      ({ title } = await google.getEvent('work', 'review'));
    });
    expect([page.answer, title]).toEqual(['done', 'review']);
    expect(page.requests).toContain('get work/review');
    await page.press((google) => google.getEvent('work', 'nothing'));
    expect(page.answer).toBe('not-found');
  });

  testOf('addEvent', 'shows the event, and tells which guests get an e-mail', async () => {
    const page = await open();
    const draft = { title: 'Lunch', start: '2026-05-05T12:00:00Z' };
    await page.press((google) => google.addEvent('work', draft, { sendUpdates: 'all' }));
    expect([page.answer, page.events]).toEqual(['done', ['Lunch']]);
    expect(page.requests).toContain('insert work?sendUpdates=all');
  });

  testOf('updateEvent', 'changes the event as Google holds it', async () => {
    const page = await open(inMay('review'));
    await page.press((google) =>
      google.updateEvent('work', { id: 'review', title: 'Retrospective' }),
    );
    expect([page.answer, page.events]).toEqual(['done', ['Retrospective']]);
    expect(page.testing.stored('work', 'review')?.title).toBe('Retrospective');
    expect(page.requests).toContain('update work/review');
  });

  testOf('deleteEvent', 'takes the event off the page', async () => {
    const page = await open(inMay('review'));
    await page.press((google) =>
      google.deleteEvent('work', 'review', { sendUpdates: 'externalOnly' }),
    );
    expect([page.answer, page.events]).toEqual(['done', []]);
    expect(page.requests).toContain('delete work/review?sendUpdates=externalOnly');
  });

  testOf('restoreEvent', 'brings a deleted event back', async () => {
    const page = await open(inMay('review'));
    const event = await page.google.getEvent('work', 'review');
    await page.google.deleteEvent('work', 'review');
    await page.press((google) => google.restoreEvent(event));
    expect([page.answer, page.events]).toEqual(['done', ['review']]);
  });
});

describe('provideCalendarSyncTesting: sendUpdates of the configuration', () => {
  it('is named by every write that does not say otherwise', async () => {
    const page = await BoardPage.open({
      calendars: CALENDARS,
      config: { sendUpdates: 'all' },
      events: [inMay('review')],
    });
    await page.google.updateEvent('work', { id: 'review', title: 'Retrospective' });
    await page.google.deleteEvent('work', 'review', { sendUpdates: 'none' });
    expect(page.requests).toContain('update work/review?sendUpdates=all');
    expect(page.requests).toContain('delete work/review');
    const watched = page.google.watchEvents({ calendarIds: ['work'], ...MAY });
    expect(await firstValueFrom(watched)).toEqual([]);
  });
});
