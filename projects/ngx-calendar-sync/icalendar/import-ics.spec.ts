import apple from '../../google-ics/src/fixtures/apple.ics' with { loader: 'text' };
import broken from '../../google-ics/src/fixtures/broken.ics' with { loader: 'text' };
import google from '../../google-ics/src/fixtures/google.ics' with { loader: 'text' };
import outlook from '../../google-ics/src/fixtures/outlook.ics' with { loader: 'text' };
import thunderbird from '../../google-ics/src/fixtures/thunderbird.ics' with { loader: 'text' };
import type { GoogleCalendarService, GoogleEvent } from 'ngx-calendar-sync/google';
import { aUser, control, loaded, signedIn } from '../google/specs/emulator';
import { requestsOf } from '../google/specs/emulator-requests';
import { icsText } from './ics-text';
import type { IcsImportProgress } from './ics-import-result';
import { IcsImportError } from './ics-import-error';
import { importIcs } from './import-ics';

const FIXTURES = { apple, broken, google, outlook, thunderbird };

const code = (expected: string, message = /./) =>
  jasmine.objectContaining({ code: expected, message: jasmine.stringMatching(message) });

/** A calendar with one event for each list of lines; each begins on line 4 + 3 × its index + what is in those before. */
function calendarOf(...events: readonly (readonly string[])[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'X-WR-TIMEZONE:Europe/Berlin',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
}

const MEETING = [
  'UID:meeting@x',
  'DTSTART:20260504T090000',
  'DTEND:20260504T100000',
  'SUMMARY:Meeting',
];
const DAILY = [
  'UID:daily@x',
  'DTSTART;TZID=Europe/Berlin:20260504T120000',
  'DTEND;TZID=Europe/Berlin:20260504T130000',
  'RRULE:FREQ=DAILY;COUNT=4',
  'SUMMARY:Lunch',
  'DESCRIPTION:Soup',
];
const MOVED = [
  'UID:daily@x',
  'RECURRENCE-ID;TZID=Europe/Berlin:20260505T120000',
  'DTSTART;TZID=Europe/Berlin:20260505T150000',
  'DTEND;TZID=Europe/Berlin:20260505T160000',
  'SUMMARY:Late lunch',
];
const SKIPPED = [
  'UID:daily@x',
  'RECURRENCE-ID;TZID=Europe/Berlin:20260506T120000',
  'DTSTART;TZID=Europe/Berlin:20260506T120000',
  'SUMMARY:Lunch',
  'STATUS:CANCELLED',
];
const MAY = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

/** Everything that the calendar holds, read without the library. */
async function stored(email: string): Promise<readonly GoogleEvent[]> {
  const { items } = await control<{ items: GoogleEvent[] }>('as', {
    email,
    path: 'calendars/primary/events',
    query: { showDeleted: 'true', maxResults: '2500' },
  });
  return items;
}

describe('importIcs', () => {
  let email: string;
  let service: GoogleCalendarService;

  beforeEach(async () => {
    email = await aUser([], 'Europe/Berlin');
    service = await signedIn(email, { scopes: 'https://www.googleapis.com/auth/calendar' });
  });

  const importText = (text: string, more: object = {}) =>
    importIcs(service, text, { calendarId: 'primary', ...more });
  const outcomesOf = async (text: string) =>
    (await importText(text)).events.map(({ outcome, title }) => `${outcome} ${title}`);
  const writes = async () =>
    (await requestsOf(email))
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  const titles = async () =>
    (await service.getEvents('primary', MAY.start, MAY.end)).map(({ title, start }) =>
      [start.slice(0, 16), title].join(' '),
    );

  it('importIcs: a series comes with its moved and deleted occurrences, in any order of the file', async () => {
    const { events, counts } = await importText(calendarOf(SKIPPED, MOVED, DAILY, MEETING));
    expect(events).toEqual([
      { line: 4, title: 'Lunch', outcome: 'imported', notes: [] },
      { line: 11, title: 'Late lunch', outcome: 'imported', notes: [] },
      { line: 18, title: 'Lunch', outcome: 'imported', notes: [] },
      { line: 26, title: 'Meeting', outcome: 'imported', notes: [] },
    ]);
    expect(counts).toEqual({ imported: 4, updated: 0, unchanged: 0, refused: 0 });
    expect(await titles()).toEqual([
      '2026-05-04T09:00 Meeting',
      '2026-05-04T12:00 Lunch',
      '2026-05-05T15:00 Late lunch',
      '2026-05-07T12:00 Lunch',
    ]);
    const late = (await stored(email)).find(({ summary }) => summary === 'Late lunch');
    expect(late?.description ?? '').toBe('');
  });

  for (const [name, text] of Object.entries(FIXTURES)) {
    it(`importIcs: the export of ${name}, imported twice, makes no doubles and sends nothing the second time`, async () => {
      const first = await importText(text);
      expect(first.events.filter(({ outcome }) => outcome === 'unchanged')).toEqual([]);
      expect(first.events.filter(({ reason }) => reason?.startsWith('Google'))).toEqual([]);
      const before = await stored(email);
      const sent = await writes();
      expect(sent).not.toEqual([]);
      const second = await importText(text);
      expect(second.events.filter(({ outcome }) => !/unchanged|refused/.test(outcome))).toEqual([]);
      expect(second.counts.refused).toBe(first.counts.refused);
      expect(await writes()).toEqual(sent);
      expect(await stored(email)).toEqual(before);
    });
  }

  it('importIcs: what cannot be read is refused with line, title and reason, and the rest is imported', async () => {
    const { events, counts, notes } = await importIcs(service, new File([broken], 'broken.ics'), {
      calendarId: email,
    });
    expect(counts).toEqual({ imported: 7, updated: 0, unchanged: 0, refused: 8 });
    expect(events).toContain({
      line: 14,
      title: 'Backwards',
      outcome: 'refused',
      reason: 'it ends before it begins',
      notes: [],
    });
    expect(events.find(({ title }) => title === 'Never closed')?.notes).toEqual([
      'its end is missing (END:VEVENT)',
    ]);
    expect(notes).toEqual([]);
  });

  it('importIcs: a changed file updates what it changes, an older version is refused', async () => {
    await importText(calendarOf([...MEETING, 'SEQUENCE:1'], DAILY, MOVED));
    service.setView({ calendarIds: [email], ...MAY });
    await loaded(service);
    const changed = MOVED.map((line) => line.replace('Late', 'Very late'));
    const longer = DAILY.map((line) => line.replace('COUNT=4', 'COUNT=5'));
    const { events } = await importText(calendarOf([...MEETING, 'SEQUENCE:0'], longer, changed));
    expect(events.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'the calendar has a later version of it (SEQUENCE 1)'],
      ['updated', undefined],
      ['updated', undefined],
    ]);
    expect((await titles()).length).toBe(6);
    expect(service.events().map(({ title }) => title)).toContain('Very late lunch');
  });

  it('importIcs: guests are kept where the calendar is one, and left out elsewhere, with a note', async () => {
    const organizer = 'ORGANIZER;CN=Boss:mailto:boss@x.example';
    const guest = 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@x.example';
    const { events } = await importText(
      calendarOf(
        [...MEETING, organizer, guest, `ATTENDEE;PARTSTAT=TENTATIVE:mailto:${email}`],
        ['UID:other@x', 'DTSTART:20260505T090000', 'SUMMARY:Other', organizer, guest],
      ),
    );
    expect(events.map(({ notes }) => notes.length)).toEqual([0, 1]);
    expect(events[1]?.notes[0]).toContain('guests were left out');
    const all = await stored(email);
    const meeting = all.find(({ summary }) => summary !== 'Other');
    const other = all.find(({ summary }) => summary === 'Other');
    expect(meeting?.organizer?.email).toBe('boss@x.example');
    expect(meeting?.attendees?.map((each) => each.email)).toEqual(['ben@x.example', email]);
    expect([other?.organizer?.email, other?.attendees]).toEqual([email, undefined]);
  });

  it('importIcs: a changed occurrence without its series does not replace the series', async () => {
    await importText(calendarOf(DAILY));
    expect(await outcomesOf(calendarOf(MOVED))).toEqual(['imported Late lunch']);
    expect(await outcomesOf(calendarOf(MOVED))).toEqual(['unchanged Late lunch']);
    expect((await titles()).length).toBe(5);
  });

  it('importIcs: events without a UID, or with that of another one, are imported once each', async () => {
    const [uid = '', ...withoutUid] = MEETING;
    const file = calendarOf(
      MEETING,
      [uid, 'DTSTART:20260507T090000', 'SUMMARY:Another'],
      withoutUid,
      ['DTSTART:20260508T090000', 'SUMMARY:No UID'],
    );
    await importText(file);
    expect((await importText(file)).counts.unchanged).toBe(4);
    expect((await titles()).length).toBe(4);
  });

  it('importIcs: a cancelled event is refused, and nothing is deleted', async () => {
    await importText(calendarOf(MEETING));
    const { events } = await importText(calendarOf([...MEETING, 'STATUS:CANCELLED', 'SEQUENCE:1']));
    expect(events[0]?.reason).toContain('an import deletes no event');
    expect((await titles()).length).toBe(1);
  });

  it('importIcs: an event that Google refuses stops no other one', async () => {
    const path = '/calendar/v3/calendars/*/events/import';
    await control('fault', {
      user: email,
      method: 'POST',
      path,
      times: 1,
      status: 400,
      reason: 'invalid',
    });
    const { counts, events } = await importText(calendarOf(MEETING, DAILY, MOVED));
    expect(counts.refused).toBeGreaterThan(0);
    expect(events.map(({ reason = '' }) => reason).join()).toContain('Google refused it');
    expect((await importText(calendarOf(MEETING, DAILY, MOVED))).counts.refused).toBe(0);
    expect((await titles()).length).toBe(5);
  });

  it('importIcs: an event that only its organizer may change is refused, and stops no other one', async () => {
    const path = '/calendar/v3/calendars/*/events/import';
    const fault = { user: email, method: 'POST', path, nth: 1 };
    await control('fault', { ...fault, status: 403, reason: 'forbiddenForNonOrganizer' });
    const { counts, events } = await importText(
      calendarOf(MEETING, ['UID:other@x', 'DTSTART:20260505T090000', 'SUMMARY:Other']),
    );
    expect(counts).toEqual({ imported: 1, updated: 0, unchanged: 0, refused: 1 });
    expect(events.map(({ reason = '' }) => reason).join('')).toMatch(/^Google refused it: /);
  });

  it('importIcs: an occurrence that was moved in the calendar later than in the file is refused, and stays', async () => {
    const renamed = DAILY.map((line) => line.replace('Lunch', 'Supper'));
    await importText(calendarOf(DAILY, MOVED));
    const late = (await service.getEvents('primary', MAY.start, MAY.end)).find(
      ({ title }) => title === 'Late lunch',
    );
    await service.updateEvent('primary', {
      id: late?.id ?? '',
      start: '2026-05-05T18:00:00+02:00',
      end: '2026-05-05T19:00:00+02:00',
    });
    const { events } = await importText(calendarOf(renamed, MOVED));
    expect(events.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['updated', undefined],
      ['refused', 'the calendar has a later version of it (SEQUENCE 2)'],
    ]);
    expect(await titles()).toContain('2026-05-05T18:00 Late lunch');
    const later = await importText(calendarOf(renamed, [...MOVED, 'SEQUENCE:2']));
    expect(later.events.map(({ outcome }) => outcome)).toEqual(['unchanged', 'updated']);
    expect(await titles()).toContain('2026-05-05T15:00 Late lunch');
  });

  it('importIcs: what a file no longer has of a changed occurrence is removed, and the next import sends nothing', async () => {
    const plain = DAILY.filter((line) => !line.startsWith('DESCRIPTION'));
    const rich = [
      ...MOVED,
      'DESCRIPTION:Bread',
      'LOCATION:Canteen',
      'URL:https://menu.example/',
      'TRANSP:TRANSPARENT',
    ];
    await importText(calendarOf(plain, rich));
    const lateOne = async () =>
      (await stored(email)).find(({ summary }) => summary === 'Late lunch');
    expect((await lateOne())?.source?.url).toBe('https://menu.example/');
    expect(await outcomesOf(calendarOf(plain, MOVED))).toEqual([
      'unchanged Lunch',
      'updated Late lunch',
    ]);
    const late = await lateOne();
    expect([late?.description ?? '', late?.location ?? '', late?.source]).toEqual([
      '',
      '',
      undefined,
    ]);
    expect(late?.transparency ?? 'opaque').toBe('opaque');
    const sent = await writes();
    expect(await outcomesOf(calendarOf(plain, MOVED))).toEqual([
      'unchanged Lunch',
      'unchanged Late lunch',
    ]);
    expect(await writes()).toEqual(sent);
  });

  it('importIcs: a changed occurrence is written again where the import of its series has undone it', async () => {
    await importText(calendarOf(DAILY, MOVED));
    const renamed = DAILY.map((line) => line.replace('SUMMARY:Lunch', 'SUMMARY:Supper'));
    const importEvent = service.importEvent.bind(service);
    spyOn(service, 'importEvent').and.callFake(async (...args) => {
      const series = await importEvent(...args);
      const late = (await stored(email)).find(({ summary }) => summary === 'Late lunch');
      const path = `calendars/primary/events/${late?.id ?? ''}`;
      await control('as', { email, method: 'PATCH', path, body: { summary: 'Supper' } });
      return series;
    });
    expect(await outcomesOf(calendarOf(renamed, MOVED))).toEqual([
      'updated Supper',
      'updated Late lunch',
    ]);
    expect(await titles()).toContain('2026-05-05T15:00 Late lunch');
  });

  it('importIcs: occurrences are changed and deleted although a view still shows them as the series was', async () => {
    await importText(calendarOf(DAILY));
    service.setView({ calendarIds: [email], ...MAY });
    await loaded(service);
    const renamed = DAILY.map((line) => line.replace('SUMMARY:Lunch', 'SUMMARY:Supper'));
    const kept = MOVED.map((line) => line.replace('Late lunch', 'Lunch'));
    expect(await outcomesOf(calendarOf(renamed, kept, SKIPPED))).toEqual([
      'updated Supper',
      'imported Lunch',
      'imported Lunch',
    ]);
    expect(await titles()).toEqual([
      '2026-05-04T12:00 Supper',
      '2026-05-05T15:00 Lunch',
      '2026-05-07T12:00 Supper',
    ]);
  });

  it('importIcs: of a few events only those are asked for, of many the whole calendar is listed', async () => {
    const lists = async () =>
      (await requestsOf(email)).filter(
        ({ method, path }) => method === 'GET' && path.endsWith('/events'),
      );
    await importText(calendarOf(MEETING, DAILY, MOVED));
    expect((await lists()).map(({ query }) => query['iCalUID']).sort()).toEqual([
      'daily@x',
      'meeting@x',
    ]);
    const many = Array.from({ length: 21 }, (_, index) => [
      `UID:${index}@x`,
      'DTSTART:20260504T090000',
      `SUMMARY:Event ${index}`,
    ]);
    await importText(calendarOf(...many));
    expect((await lists()).slice(2).map(({ query }) => query['iCalUID'])).toEqual([undefined]);
  });

  it('importIcs: content that its reader cannot handle is refused in words', async () => {
    const noFile = { length: 1 } as unknown as string;
    await expectAsync(importText(noFile)).toBeRejectedWith(
      code('invalid-request', /cannot be read as a calendar/),
    );
  });

  it('importIcs: bytes in Windows-1252 and UTF-16 are read as such, which is noted', async () => {
    const text = calendarOf(MEETING).replace('Meeting', 'Café');
    const latin = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const utf16 = new Uint8Array(Uint16Array.from(text, (each) => each.charCodeAt(0)).buffer);
    const first = await importIcs(service, latin, { calendarId: email });
    expect(first.notes).toEqual(['it is not all UTF-8: line 8 was read as Windows-1252']);
    const second = await importIcs(service, new Blob([utf16]), { calendarId: email });
    expect(second.events).toEqual([{ line: 4, title: 'Café', outcome: 'unchanged', notes: [] }]);
    expect(second.notes[0]).toContain('UTF-16');
  });

  it('importIcs: no calendar, an empty file, and one without events', async () => {
    await expectAsync(importText('')).toBeRejectedWith(code('invalid-request', /empty/));
    await expectAsync(importText('Name,Date')).toBeRejectedWith(
      code('invalid-request', /no calendar/),
    );
    await expectAsync(
      importIcs(service, new ArrayBuffer(0), { calendarId: email }),
    ).toBeRejectedWith(code('invalid-request', /empty/));
    const { events, name } = await importText(
      calendarOf().replace('VERSION:2.0', 'X-WR-CALNAME:Team'),
    );
    expect([events, name]).toEqual([[], 'Team']);
  });

  it('importIcs: a calendar that is not there, or may not be written, is refused before anything is sent', async () => {
    await expectAsync(importText(calendarOf(MEETING), { calendarId: 'no' })).toBeRejectedWith(
      code('not-found'),
    );
    const reader = await aUser();
    const rule = { scope: { type: 'user', value: email }, role: 'reader' };
    await control('as', {
      email: reader,
      method: 'POST',
      path: 'calendars/primary/acl',
      body: rule,
    });
    await service.subscribeCalendar(reader);
    await expectAsync(importText(calendarOf(MEETING), { calendarId: reader })).toBeRejectedWith(
      code('forbidden', /choose another/),
    );
    expect((await requestsOf(email)).filter(({ path }) => path.endsWith('/import'))).toEqual([]);
  });

  it('importIcs: aborted or cut off in the middle, it says how far it came, and goes on without doubles', async () => {
    const events = Array.from({ length: 30 }, (_, index) => [
      `UID:${index}@x`,
      'DTSTART:20260504T090000',
      `SUMMARY:Event ${index}`,
    ]);
    const file = calendarOf(...events);
    const abort = new AbortController();
    const onProgress = ({ done }: IcsImportProgress) => {
      if (done === 10) {
        abort.abort();
      }
    };
    const aborted = importText(file, { signal: abort.signal, onProgress });
    await expectAsync(aborted).toBeRejectedWith(
      code('cancelled', /1\d of 30 events are done: import the same file again/),
    );
    const error: unknown = await aborted.catch((thrown: unknown) => thrown);
    if (!(error instanceof IcsImportError)) {
      throw new Error('It is an IcsImportError.');
    }
    const { counts: done, events: doneEvents } = error.result;
    expect(done).toEqual({ imported: doneEvents.length, updated: 0, unchanged: 0, refused: 0 });
    expect(doneEvents.length).toBeGreaterThan(9);
    expect(doneEvents.length).toBeLessThan(30);
    expect(doneEvents[0]).toEqual({ line: 4, title: 'Event 0', outcome: 'imported', notes: [] });
    const path = '/calendar/v3/calendars/*/events/import';
    const fault = { user: email, method: 'POST', path };
    await control('fault', { ...fault, nth: 6, status: 403, reason: 'quotaExceeded' });
    await expectAsync(importText(file)).toBeRejectedWith(code('quota-exceeded', / of 30 events/));
    const { counts } = await importText(file);
    expect(counts.imported + counts.unchanged).toBe(30);
    expect(counts.unchanged).toBeGreaterThan(10);
    expect((await stored(email)).length).toBe(30);
  });

  it('importIcs: progress goes from what cannot be read to all events', async () => {
    const seen: IcsImportProgress[] = [];
    await importText(calendarOf(MEETING, ['SUMMARY:No start'], DAILY), {
      onProgress: (progress: IcsImportProgress) => seen.push(progress),
    });
    expect(seen).toEqual([1, 2, 3].map((done) => ({ done, total: 3 })));
  });

  it('importIcs: a view that was exported is equal event by event in another calendar', async () => {
    await importText(google);
    await importText(calendarOf(DAILY, MOVED, MEETING));
    const range = ['2026-01-01', '2026-12-31'] as const;
    const exported = await service.getEvents('primary', ...range);
    const { id } = await service.createCalendar({ name: 'Copy', timeZone: 'Europe/Berlin' });
    const { counts } = await importIcs(service, icsText(exported), { calendarId: id });
    expect(counts).toEqual({ imported: exported.length, updated: 0, unchanged: 0, refused: 0 });
    const copied = await service.getEvents(id, ...range);
    const contents = (events: typeof exported) =>
      events.map(({ title, description, location, start, end, allDay, transparency, visibility }) =>
        [
          ...[title, description, location, allDay, transparency, visibility],
          ...[start, end].map((time) => (allDay ? time : Date.parse(time))),
        ].join('\n'),
      );
    expect(contents(copied).sort()).toEqual(contents(exported).sort());
    expect(exported.length).toBeGreaterThan(10);
  });
});
