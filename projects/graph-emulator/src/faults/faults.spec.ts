import {
  eventPath,
  type EventJson,
  type ListJson,
  times,
  useEmulator,
} from '../testing/graph-client.ts';
import { FAULT_NAMES, type NewFault } from './named-fault.ts';

describe('Faults by name', () => {
  const emulator = useEmulator();
  const DELTA = 'me/calendarView/delta?startDateTime=2026-06-01&endDateTime=2026-07-01';
  const lunch = { subject: 'Lunch', ...times('2026-06-11', '12:00', 60) };
  const weekly = {
    subject: 'Choir',
    ...times('2026-06-04', '19:00', 90),
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['thursday'] },
      range: { type: 'noEnd', startDate: '2026-06-04' },
    },
  };
  const fault = (rule: NewFault) => emulator.control.addFault(rule);
  const types = (rows: readonly EventJson[]) =>
    rows.map((row) => (row['@removed'] ? 'removed' : row.type));

  const refusals: readonly (readonly [NewFault, string])[] = [
    [{ name: 'throttled' }, '429 ApplicationThrottled'],
    [{ name: 'unavailable' }, '503 UnknownError'],
    [{ name: 'unavailable', status: 504 }, '504 UnknownError'],
    [{ name: 'precondition-failed' }, '412 ErrorIrresolvableConflict'],
    [
      { name: 'error', status: 500, code: 'ErrorInternalServerError' },
      '500 ErrorInternalServerError',
    ],
    [{ name: 'error', status: 503, code: 'ConcurrentItemSave' }, '503 ConcurrentItemSave'],
  ];
  for (const [rule, refusal] of refusals) {
    it(`fault ${rule.name} ${rule.status ?? ''}: answers ${refusal} once`, async () => {
      const ada = await emulator.as();
      fault(rule);
      expect(await ada.refusal('me/calendars')).toBe(refusal);
      expect(await ada.refusal('me/calendars')).toBe('200 not refused');
    });
  }

  it('fault unavailable-in-paging: meets a later page and no first one', async () => {
    const ada = await emulator.as();
    await ada.insert(lunch);
    await ada.insert(lunch);
    fault({ name: 'unavailable-in-paging' });
    const first = await ada.ok<ListJson>(DELTA, { headers: { Prefer: 'odata.maxpagesize=1' } });
    const next = first['@odata.nextLink'] ?? '';
    expect(await ada.refusal(next)).toBe('503 UnknownError');
    expect(await ada.refusal(next)).toBe('200 not refused');
  });

  it('fault cursor-lost: meets requests with a cursor only, with any status and code', async () => {
    const ada = await emulator.as();
    fault({ name: 'cursor-lost', status: 400, code: 'SyncStateInvalid' });
    const { link } = await ada.delta(DELTA);
    expect(await ada.refusal(link)).toBe('400 SyncStateInvalid');
    fault({ name: 'cursor-lost' });
    expect(await ada.refusal(link)).toBe('410 SyncStateNotFound');
  });

  it('fault malformed-token: answers 400 to a good token', async () => {
    const ada = await emulator.as();
    const { link } = await ada.delta(DELTA);
    fault({ name: 'malformed-token' });
    const { status, body } = await ada.call<{ error: { message: string } }>(link);
    expect([status, body.error.message]).toEqual([400, 'Badly formed token.']);
  });

  it('fault lag: delta has a write only after the seconds, and the event itself is there at once', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(lunch);
    emulator.control.advanceClock(60_000);
    fault({ name: 'lag', seconds: 30 });
    const first = await ada.delta(DELTA);
    await ada.patch(id, { subject: 'Late lunch' });
    const early = await ada.delta(first.link);
    expect(early.rows).toEqual([]);
    expect((await ada.get(id)).subject).toBe('Late lunch');
    expect((await ada.delta(DELTA)).rows.map(({ subject }) => subject)).toEqual(['Lunch']);
    emulator.control.advanceClock(31_000);
    const late = await ada.delta(early.link);
    expect(late.rows.map(({ subject }) => subject)).toEqual(['Late lunch']);
  });

  it('fault removed-from-outside: tells the deletion of an id that nobody had', async () => {
    const ada = await emulator.as();
    fault({ name: 'removed-from-outside', times: 1 });
    const { rows } = await ada.delta(DELTA);
    expect(types(rows)).toEqual(['removed']);
    expect(await ada.refusal(eventPath(rows[0]?.id ?? ''))).toBe('404 ErrorItemNotFound');
  });

  it('fault rows-twice: has the first two rows once more on the last page', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(lunch);
    fault({ name: 'rows-twice' });
    expect((await ada.delta(DELTA)).rows.map((row) => row.id)).toEqual([id, id]);
    const series = await ada.insert(weekly);
    const first = await ada.ok<ListJson>(DELTA, { headers: { Prefer: 'odata.maxpagesize=1' } });
    expect(first.value.map((row) => row.id)).toEqual([id]);
    const { rows } = await ada.delta(first['@odata.nextLink'] ?? '');
    expect([rows[0]?.id, rows.at(-1)?.id]).toEqual([series.id, id]);
  });

  it('fault series-split: a series stands on several pages', async () => {
    const ada = await emulator.as();
    await ada.insert(weekly);
    fault({ name: 'series-split' });
    const first = await ada.ok<ListJson>(DELTA, { headers: { Prefer: 'odata.maxpagesize=2' } });
    expect(types(first.value)).toEqual(['seriesMaster', 'occurrence']);
    expect((await ada.delta(first['@odata.nextLink'] ?? '')).rows).toHaveSize(3);
  });

  it('fault master-missing: the occurrences come alone', async () => {
    const ada = await emulator.as();
    await ada.insert(weekly);
    fault({ name: 'master-missing' });
    expect(new Set(types((await ada.delta(DELTA)).rows))).toEqual(new Set(['occurrence']));
  });

  it('fault empty-page: the first page has no row and a link', async () => {
    const ada = await emulator.as();
    await ada.insert(lunch);
    fault({ name: 'empty-page' });
    const first = await ada.ok<ListJson>(DELTA);
    expect(first.value).toEqual([]);
    expect((await ada.delta(first['@odata.nextLink'] ?? '')).rows).toHaveSize(1);
  });

  it('fault if-match-ignored: an old etag overwrites', async () => {
    const ada = await emulator.as();
    const { id, '@odata.etag': old } = await ada.insert(lunch);
    await ada.patch(id, { subject: 'A' });
    fault({ name: 'if-match-ignored' });
    expect((await ada.patch(id, { subject: 'B' }, { 'If-Match': old })).subject).toBe('B');
  });

  it('fault short-months-left-out: day 31 is left out', async () => {
    const ada = await emulator.as();
    await ada.insert({
      ...lunch,
      ...times('2026-01-31', '12:00', 60),
      recurrence: {
        pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
        range: { type: 'noEnd', startDate: '2026-01-31' },
      },
    });
    const days = async () =>
      (await ada.view('2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z')).map(({ start }) =>
        start.dateTime.slice(5, 10),
      );
    expect(await days()).toEqual(['01-31', '02-28', '03-31', '04-30']);
    fault({ name: 'short-months-left-out' });
    expect(await days()).toEqual(['01-31', '03-31']);
  });

  it('fault series-removed-by-occurrence: tells each occurrence of a deleted series', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(weekly);
    const { rows, link } = await ada.delta(DELTA);
    await ada.delete(id);
    expect((await ada.delta(link)).rows.map((row) => row.id)).toEqual([id]);
    fault({ name: 'series-removed-by-occurrence' });
    expect((await ada.delta(link)).rows.map((row) => row.id)).toEqual(
      rows.slice(1).map((row) => row.id),
    );
  });

  it('fault lost-answer: the write is stored and the answer is lost', async () => {
    const ada = await emulator.as();
    fault({ name: 'lost-answer', method: 'POST' });
    await expectAsync(ada.insert(lunch)).toBeRejected();
    expect((await ada.ok<ListJson>('me/events')).value).toHaveSize(1);
  });

  it('fault lost-request: nothing is stored', async () => {
    const ada = await emulator.as();
    fault({ name: 'lost-request', method: 'POST' });
    await expectAsync(ada.insert(lunch)).toBeRejected();
    expect((await ada.ok<ListJson>('me/events')).value).toEqual([]);
  });

  it('fault cut-answer: half of the body arrives', async () => {
    const ada = await emulator.as();
    fault({ name: 'cut-answer' });
    await expectAsync(ada.ok('me/calendars')).toBeRejected();
  });

  it('fault slow: the page comes after the delay', async () => {
    const ada = await emulator.as();
    fault({ name: 'slow', delayMs: 300 });
    const began = performance.now();
    await ada.ok('me/calendars');
    expect(performance.now() - began).toBeGreaterThan(290);
  });

  it('fault: path, method, user, nth and times choose the requests', async () => {
    const ada = await emulator.as();
    fault({
      name: 'unavailable',
      path: '/v1.0/me/events',
      method: 'GET',
      user: 'ada@contoso.example',
      nth: 2,
      times: 2,
    });
    const statuses = [];
    for (let index = 0; index < 4; index++) {
      statuses.push((await ada.call('me/events')).status);
    }
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect(await ada.refusal('me/calendars')).toBe('200 not refused');
    expect(emulator.control.faults()[0]).toEqual(
      jasmine.objectContaining({ matched: 4, fired: 2 }),
    );
  });

  it('fault: meets the parts of a batch, and not the batch', async () => {
    const ada = await emulator.as();
    fault({ name: 'throttled', path: '/v1.0/me/events' });
    const { responses } = await ada.ok<{
      responses: { id: string; status: number; headers: object }[];
    }>('$batch', {
      method: 'POST',
      body: { requests: [{ id: '1', method: 'GET', url: '/me/events' }] },
    });
    expect(responses[0]).toEqual(jasmine.objectContaining({ id: '1', status: 429 }));
    expect(responses[0]?.headers).toEqual(jasmine.objectContaining({ 'Retry-After': '10' }));
  });

  it('fault: an unknown name, a parameter of another fault or a missing one is refused in words', () => {
    const message = (rule: object) => {
      try {
        fault(rule as NewFault);
      } catch (error) {
        return String(error);
      }
      return 'taken';
    };
    expect(message({ name: 'nothing' })).toContain('name must be "throttled" or');
    expect(message({ name: 'slow' })).toContain('delayMs must be given');
    expect(message({ name: 'throttled', delayMs: 5 })).toContain('throttled has none');
    expect(message({ name: 'throttled', pth: '/x' })).toContain('pth is not known here');
    expect(FAULT_NAMES).toHaveSize(22);
  });
});
