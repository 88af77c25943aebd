import type { calendar_v3 } from '@googleapis/calendar';
import { onlyOnEmulator, refusalOf, target, useTestCalendar } from './testing/test-calendar.ts';

describe('Conformance: sync', () => {
  const testCalendar = useTestCalendar();
  const day = (summary: string, date = '2027-04-01'): calendar_v3.Schema$Event => ({
    summary,
    start: { date },
    end: { date: date.replace(/\d$/, (digit) => String(Number(digit) + 1)) },
  });
  const token = async (parameters: object = {}) =>
    (await testCalendar().list(parameters)).nextSyncToken;
  const refusal = (parameters: calendar_v3.Params$Resource$Events$List) =>
    refusalOf(
      testCalendar().api.events.list({ calendarId: testCalendar().calendarId, ...parameters }),
    );

  it('sync: only the last page of a full list has a sync token', async () => {
    for (const name of ['one', 'two', 'three']) {
      await testCalendar().insert(day(name));
    }
    const { pages } = await testCalendar().list({ maxResults: 1 });
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.slice(0, -1).some((page) => Boolean(page.nextSyncToken))).toBeFalse();
    expect(pages.at(-1)?.nextSyncToken).toBeTruthy();
  });

  it('sync: an incremental list without changes is empty and has a new sync token', async () => {
    const { pages } = await testCalendar().list({ syncToken: await token() });
    expect(pages[0]?.items).toEqual([]);
    expect(pages[0]?.nextSyncToken).toBeTruthy();
  });

  it('sync: an incremental list contains a new event', async () => {
    const syncToken = await token();
    await testCalendar().insert(day('new'));
    const { items } = await testCalendar().list({ syncToken });
    expect(items.map((each) => each.summary)).toEqual(['new']);
  });

  it('sync: an event that changed twice is listed once, in its latest state', async () => {
    const { id } = await testCalendar().insert(day('first'));
    const syncToken = await token();
    await testCalendar().patch(id, { summary: 'second' });
    await testCalendar().patch(id, { summary: 'third' });
    const { items } = await testCalendar().list({ syncToken });
    expect(items.map((each) => each.summary)).toEqual(['third']);
  });

  it('sync: a deleted event is listed as cancelled', async () => {
    const { id } = await testCalendar().insert(day('gone'));
    const syncToken = await token();
    await testCalendar().delete(id);
    const { items } = await testCalendar().list({ syncToken });
    expect(items.map((each) => [each.id, each.status])).toEqual([[id, 'cancelled']]);
  });

  it('sync: an event that was created and deleted since is listed only as cancelled', async () => {
    const syncToken = await token();
    const { id } = await testCalendar().insert(day('short'));
    await testCalendar().delete(id);
    const { items } = await testCalendar().list({ syncToken });
    expect(items.every((each) => each.status === 'cancelled')).toBeTrue();
  });

  it('sync: the next sync token lists only later changes', async () => {
    const first = await token();
    await testCalendar().insert(day('one'));
    const { nextSyncToken } = await testCalendar().list({ syncToken: first });
    await testCalendar().insert(day('two'));
    const { items } = await testCalendar().list({ syncToken: nextSyncToken });
    expect(items.map((each) => each.summary)).toEqual(['two']);
  });

  it('sync: a sync token can be used again', async () => {
    const syncToken = await token();
    await testCalendar().insert(day('one'));
    const once = await testCalendar().list({ syncToken });
    const twice = await testCalendar().list({ syncToken });
    expect(twice.items).toEqual(once.items);
  });

  it('sync: a cancelled instance has only the fields that identify it', async () => {
    const series = { ...day('daily'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    const { id } = await testCalendar().insert(series);
    const syncToken = await token();
    await testCalendar().delete(`${id}_20270402`);
    const { items } = await testCalendar().list({ syncToken });
    const gone = items.find((each) => each.id === `${id}_20270402`);
    expect(gone).toEqual({
      kind: 'calendar#event',
      etag: gone?.etag ?? '',
      id: `${id}_20270402`,
      status: 'cancelled',
      recurringEventId: id,
      originalStartTime: { date: '2027-04-02' },
    });
  });

  it('sync: a changed instance is listed without its series', async () => {
    const series = { ...day('daily'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    const { id } = await testCalendar().insert(series);
    const syncToken = await token();
    await testCalendar().patch(`${id}_20270402`, { summary: 'special' });
    const { items } = await testCalendar().list({ syncToken });
    expect(items.map((each) => each.summary)).toEqual(['special']);
  });

  it('sync with singleEvents: a changed series lists all its instances', async () => {
    const series = { ...day('daily'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    const { id } = await testCalendar().insert(series);
    const syncToken = await token({ singleEvents: true });
    await testCalendar().patch(id, { summary: 'changed' });
    const { items } = await testCalendar().list({ syncToken, singleEvents: true });
    expect(items.map((each) => each.summary)).toEqual(['changed', 'changed', 'changed']);
  });

  it('sync: pages and the next incremental list contain every change while others write', async () => {
    const syncToken = await token();
    for (const name of ['one', 'two', 'three']) {
      await testCalendar().insert(day(name));
    }
    const { calendarId } = testCalendar();
    const list = { calendarId, syncToken, maxResults: 2 };
    const { data: first } = await testCalendar().api.events.list(list);
    await testCalendar().insert(day('four'));
    const pageToken = first.nextPageToken ?? '';
    const { data: last } = await testCalendar().api.events.list({ ...list, pageToken });
    const { items } = await testCalendar().list({ syncToken: last.nextSyncToken ?? '' });
    const all = [...(first.items ?? []), ...(last.items ?? []), ...items];
    const names = new Set(all.map((each) => each.summary));
    expect(['one', 'two', 'three', 'four'].every((name) => names.has(name))).toBeTrue();
  });

  it('sync: a full list with timeMin has a sync token', async () => {
    expect(await token({ timeMin: '2027-01-01T00:00:00Z' })).not.toBe('');
  });

  for (const [name, value] of [
    ['iCalUID', 'x'],
    ['orderBy', 'updated'],
    ['privateExtendedProperty', ['a=b']],
    ['q', 'x'],
    ['sharedExtendedProperty', ['a=b']],
    ['timeMin', '2027-01-01T00:00:00Z'],
    ['timeMax', '2028-01-01T00:00:00Z'],
    ['updatedMin', '2027-01-01T00:00:00Z'],
    ['showDeleted', false],
  ] as const) {
    it(`sync: a sync token with ${name} answers 400`, async () => {
      expect(await refusal({ syncToken: await token(), [name]: value })).toMatch(/^400 /);
    });
  }

  it('sync: a sync token of another calendar answers 410 fullSyncRequired', async () => {
    const { data } = await testCalendar().api.events.list({
      calendarId: 'primary',
      maxResults: 2500,
    });
    const syncToken = data.nextSyncToken ?? '';
    expect(syncToken).not.toBe('');
    expect(await refusal({ syncToken })).toBe('410 fullSyncRequired');
  });

  it('sync: an invented sync token is refused', async () => {
    expect(await refusal({ syncToken: 'nonsense' })).toMatch(/^4(00|10) /);
  });

  onlyOnEmulator('sync: an invalidated sync token answers 410 fullSyncRequired', async () => {
    const syncToken = await token();
    target.control.expireSyncTokens();
    expect(await refusal({ syncToken })).toBe('410 fullSyncRequired');
    expect(await token()).not.toBe('');
  });
});
