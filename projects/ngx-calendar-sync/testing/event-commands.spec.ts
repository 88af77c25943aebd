import { ApplicationRef, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import type { CalendarEvent } from 'ngx-calendar-sync/core';
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
    const updatedMin = '2026-05-04T08:00:30Z';
    expect(await ids({ updatedMin, showDeleted: true })).toEqual(['lunch']);
    expect(await ids({ updatedMin })).toEqual([]);
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

describe('provideCalendarSyncTesting: commands of events', () => {
  const open = (...events: readonly CalendarEvent[]) =>
    BoardPage.open({ calendars: CALENDARS, events });
  const weekly = inMay('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
  const idsOf = (events: readonly CalendarEvent[]) => events.map(({ id }) => id);
  const [first, second, third] = [
    'weekly_20260504T110000Z',
    'weekly_20260511T110000Z',
    'weekly_20260518T110000Z',
  ] as const;

  testOf('getMaster', 'answers with the series of an occurrence', async () => {
    const page = await open(weekly, inMay('review'));
    const [first] = page.google.events().filter(({ seriesId }) => seriesId);
    const master = await page.google.getMaster(first ?? weekly);
    expect([master.id, master.recurrence]).toEqual(['weekly', ['RRULE:FREQ=WEEKLY;COUNT=3']]);
    await page.press((google) => google.getMaster(inMay('review')));
    expect(page.answer).toBe('invalid-request');
  });

  testOf(
    'getOccurrences',
    'answers with the occurrences of a range, deleted ones left out',
    async () => {
      const page = await open(weekly, inMay('review'));
      const inRange = (start: string) => page.google.getOccurrences(weekly, start, MAY.end);
      expect(idsOf(await inRange(MAY.start))).toEqual([first, second, third]);
      expect(idsOf(await inRange('2026-05-10'))).toEqual([second, third]);
      await page.google.deleteEvent('work', second);
      expect(idsOf(await inRange('2026-05-10'))).toEqual([third]);
      await page.press((google) => google.getOccurrences(inMay('review'), MAY.start, MAY.end));
      expect(page.answer).toBe('invalid-request');
    },
  );

  testOf(
    'listEvents',
    'lists a page at a time, with filters, and series as masters if asked to',
    async () => {
      const page = await open(weekly, inMay('review', { start: '2026-05-06T09:00:00Z' }));
      const pagesOf = async (query: object) => {
        const pages: (readonly string[])[] = [];
        for await (const events of page.google.listEvents('work', query)) {
          pages.push(idsOf(events));
        }
        return pages;
      };
      expect(await pagesOf({ maxResults: 2 })).toEqual([
        [first, 'review'],
        [second, third],
      ]);
      expect(await pagesOf({ text: 'REV' })).toEqual([['review']]);
      expect(await pagesOf({ singleEvents: false })).toEqual([['weekly', 'review']]);
      expect(await pagesOf({ start: '2026-05-05T00:00:00Z', end: '2026-05-12T00:00:00Z' })).toEqual(
        [['review', second]],
      );
      await page.google.deleteEvent('work', 'review');
      expect(await pagesOf({ text: 'review' })).toEqual([[]]);
      expect(await pagesOf({ text: 'review', showDeleted: true })).toEqual([['review']]);
    },
  );

  testOf(
    'quickAdd',
    'adds the text as an event, at the time of the day that is in it',
    async () => {
      const page = await open();
      await page.press((google) => google.quickAdd('work', 'Lunch 12:30', { sendUpdates: 'all' }));
      expect([page.answer, page.events]).toEqual(['done', ['Lunch 12:30']]);
      expect(page.requests).toContain('quickAdd work?sendUpdates=all');
      const [lunch] = page.google.events();
      const minutes = Date.parse(lunch?.end ?? '') - Date.parse(lunch?.start ?? '');
      expect([lunch?.start.slice(0, 16), minutes]).toEqual(['2026-05-04T12:30', 3_600_000]);
    },
  );

  testOf('importEvent', 'adds an event, and replaces it by its iCalUID', async () => {
    const page = await open();
    const launch = {
      iCalUID: 'launch@elsewhere.example',
      summary: 'Launch',
      start: { dateTime: '2026-05-05T12:00:00Z' },
      end: { dateTime: '2026-05-05T13:00:00Z' },
    };
    await page.press((google) => google.importEvent('work', launch));
    expect([page.answer, page.events]).toEqual(['done', ['Launch']]);
    expect(page.requests).toContain('import work');
    await page.press((google) => google.importEvent('work', { ...launch, summary: 'Late launch' }));
    expect([page.answer, page.events]).toEqual(['done', ['Late launch']]);
    await page.press((google) => google.importEvent('work', { ...launch, iCalUID: '' }));
    expect(page.answer).toBe('invalid-request');
  });

  testOf('respond', 'answers for the account, and keeps the other guests', async () => {
    const ada = { email: 'ada@example.com', responseStatus: 'accepted' } as const;
    const you = { email: 'you@example.com', responseStatus: 'needsAction' } as const;
    const page = await open(inMay('review', { attendees: [ada, you] }));
    const [invited] = page.google.events();
    await page.press((google) =>
      google.respond(invited ?? inMay(''), 'accepted', {
        comment: 'With cake',
        sendUpdates: 'all',
      }),
    );
    expect(page.answer).toBe('done');
    expect(page.testing.stored('work', 'review')?.googleEvent.attendees).toEqual([
      ada,
      { ...you, self: true, responseStatus: 'accepted', comment: 'With cake' },
    ]);
    expect(page.requests).toContain('update work/review?sendUpdates=all');
    page.testing.put(inMay('other', { attendees: [ada] }));
    await page.press((google) => google.respond(inMay('other'), 'declined'));
    expect(page.answer).toBe('invalid-request');
  });

  testOf(
    'moveEvent',
    'moves an event, or a series with its exceptions, to another calendar',
    async () => {
      const page = await open(inMay('review'), weekly);
      const [, second] = page.google.events().filter(({ seriesId }) => seriesId);
      await page.google.updateEvent('work', { ...(second ?? weekly), title: 'moved' });
      await page.press((google) => google.moveEvent(inMay('review'), 'home'));
      await page.press((google) => google.moveEvent(weekly, 'home'));
      expect(page.answer).toBe('done');
      expect(page.requests).toContain('move work/review');
      page.google.setView({ calendarIds: ['home'], ...MAY });
      await page.stable();
      expect([...page.events].sort()).toEqual(['moved', 'review', 'weekly', 'weekly']);
      page.google.setView({ calendarIds: ['work'], ...MAY });
      await page.stable();
      expect(page.events).toEqual([]);
      expect(page.testing.stored('home', 'review')?.calendarId).toBe('home');
      await page.press((google) => google.moveEvent(inMay('review'), 'nowhere'));
      expect(page.answer).toBe('not-found');
    },
  );

  testOf('undoLastWrite', 'takes back the last write', async () => {
    const page = await open(inMay('review'));
    await page.press((google) => google.updateEvent('work', { id: 'review', title: 'mine' }));
    expect(page.events).toEqual(['mine']);
    await page.press((google) => google.undoLastWrite());
    expect([page.answer, page.events]).toEqual(['done', ['review']]);
    await page.press((google) => google.undoLastWrite());
    expect(page.answer).toBe('invalid-request');
  });

  testOf('undoableWrites$', 'names what undoLastWrite takes back, until that is done', async () => {
    const page = await open(inMay('review'));
    await page.press((google) => google.updateEvent('work', { id: 'review', title: 'mine' }));
    const undoable = await firstValueFrom(page.google.undoableWrites$);
    expect(undoable.map(({ kind, title }) => [kind, title])).toEqual([['update', 'mine']]);
    await page.press((google) => google.undoLastWrite());
    expect(await firstValueFrom(page.google.undoableWrites$)).toEqual([]);
  });

  for (const name of ['retryWrite', 'discardWrite', 'resolveConflict'] as const) {
    testOf(name, 'does nothing where no write waits, as without a local copy', async () => {
      const page = await open(inMay('review'));
      await page.press((google) => google[name]('gone', 'mine'));
      expect([page.answer, page.events]).toEqual(['done', ['review']]);
      expect([page.google.pendingWrites(), page.google.conflicts()]).toEqual([[], []]);
    });
  }

  it('conference: a Meet link is there at once', async () => {
    const page = await open();
    const draft = { title: 'Call', start: '2026-05-05T12:00:00Z', conference: 'create' } as const;
    await page.press((google) => google.addEvent('work', draft));
    expect([page.answer, page.events]).toEqual(['done', ['Call']]);
    expect(page.google.events()[0]?.conference).toEqual({
      status: 'success',
      uri: 'https://meet.google.com/in-memory',
      name: 'Google Meet',
    });
  });
});

describe('provideCalendarSyncTesting: sendUpdates of the configuration', () => {
  it('is named by every write that does not say otherwise', async () => {
    const page = await BoardPage.open({
      calendars: CALENDARS,
      sendUpdates: 'all',
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
