import type { calendar_v3 } from '@googleapis/calendar';
import { onlyOnEmulator, refusalOf, target, useRoom } from './testing/room.ts';

describe('Conformance: sync', () => {
  const room = useRoom();
  const day = (summary: string, date = '2027-04-01'): calendar_v3.Schema$Event => ({
    summary,
    start: { date },
    end: { date: date.replace(/\d$/, (digit) => String(Number(digit) + 1)) },
  });
  const token = async (parameters: object = {}) => (await room().list(parameters)).nextSyncToken;
  const refusal = (parameters: calendar_v3.Params$Resource$Events$List) =>
    refusalOf(room().api.events.list({ calendarId: room().calendarId, ...parameters }));

  it('begins with a token on the last page, and on no other', async () => {
    for (const name of ['one', 'two', 'three']) {
      await room().insert(day(name));
    }
    const { pages } = await room().list({ maxResults: 1 });
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.slice(0, -1).some((page) => Boolean(page.nextSyncToken))).toBeFalse();
    expect(pages.at(-1)?.nextSyncToken).toBeTruthy();
  });

  it('brings nothing when nothing has changed', async () => {
    const { pages } = await room().list({ syncToken: await token() });
    expect(pages[0]?.items).toEqual([]);
    expect(pages[0]?.nextSyncToken).toBeTruthy();
  });

  it('brings what is new', async () => {
    const syncToken = await token();
    await room().insert(day('new'));
    const { items } = await room().list({ syncToken });
    expect(items.map((each) => each.summary)).toEqual(['new']);
  });

  it('brings what has changed once, as it is now', async () => {
    const { id } = await room().insert(day('first'));
    const syncToken = await token();
    await room().patch(id, { summary: 'second' });
    await room().patch(id, { summary: 'third' });
    const { items } = await room().list({ syncToken });
    expect(items.map((each) => each.summary)).toEqual(['third']);
  });

  it('brings what was deleted', async () => {
    const { id } = await room().insert(day('gone'));
    const syncToken = await token();
    await room().delete(id);
    const { items } = await room().list({ syncToken });
    expect(items.map((each) => [each.id, each.status])).toEqual([[id, 'cancelled']]);
  });

  it('brings what came and went between', async () => {
    const syncToken = await token();
    const { id } = await room().insert(day('short'));
    await room().delete(id);
    const { items } = await room().list({ syncToken });
    expect(items.every((each) => each.status === 'cancelled')).toBeTrue();
  });

  it('goes on from the token that the last one brought', async () => {
    const first = await token();
    await room().insert(day('one'));
    const { nextSyncToken } = await room().list({ syncToken: first });
    await room().insert(day('two'));
    const { items } = await room().list({ syncToken: nextSyncToken });
    expect(items.map((each) => each.summary)).toEqual(['two']);
  });

  it('may go on from an older token again', async () => {
    const syncToken = await token();
    await room().insert(day('one'));
    const once = await room().list({ syncToken });
    const twice = await room().list({ syncToken });
    expect(twice.items).toEqual(once.items);
  });

  it('brings a cancelled instance in its least form', async () => {
    const series = { ...day('daily'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    const { id } = await room().insert(series);
    const syncToken = await token();
    await room().delete(`${id}_20270402`);
    const { items } = await room().list({ syncToken });
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

  it('brings a changed instance, and not its series', async () => {
    const series = { ...day('daily'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    const { id } = await room().insert(series);
    const syncToken = await token();
    await room().patch(`${id}_20270402`, { summary: 'special' });
    const { items } = await room().list({ syncToken });
    expect(items.map((each) => each.summary)).toEqual(['special']);
  });

  it('brings the instances of a changed series to who lists single events', async () => {
    const series = { ...day('daily'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    const { id } = await room().insert(series);
    const syncToken = await token({ singleEvents: true });
    await room().patch(id, { summary: 'changed' });
    const { items } = await room().list({ syncToken, singleEvents: true });
    expect(items.map((each) => each.summary)).toEqual(['changed', 'changed', 'changed']);
  });

  it('is whole in pages, though others write meanwhile', async () => {
    const syncToken = await token();
    for (const name of ['one', 'two', 'three']) {
      await room().insert(day(name));
    }
    const { calendarId } = room();
    const list = { calendarId, syncToken, maxResults: 2 };
    const { data: first } = await room().api.events.list(list);
    await room().insert(day('four'));
    const pageToken = first.nextPageToken ?? '';
    const { data: last } = await room().api.events.list({ ...list, pageToken });
    const { items } = await room().list({ syncToken: last.nextSyncToken ?? '' });
    const all = [...(first.items ?? []), ...(last.items ?? []), ...items];
    const names = new Set(all.map((each) => each.summary));
    expect(['one', 'two', 'three', 'four'].every((name) => names.has(name))).toBeTrue();
  });

  it('starts from a list that is limited in time, too', async () => {
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
    it(`refuses ${name} beside a token`, async () => {
      expect(await refusal({ syncToken: await token(), [name]: value })).toMatch(/^400 /);
    });
  }

  it('refuses the token of another calendar', async () => {
    const { data } = await room().api.events.list({ calendarId: 'primary', maxResults: 2500 });
    const syncToken = data.nextSyncToken ?? '';
    expect(syncToken).not.toBe('');
    expect(await refusal({ syncToken })).toBe('410 fullSyncRequired');
  });

  it('refuses what is no token', async () => {
    expect(await refusal({ syncToken: 'nonsense' })).toMatch(/^4(00|10) /);
  });

  onlyOnEmulator('refuses a token that is too old', async () => {
    const syncToken = await token();
    target.control.expireSyncTokens();
    expect(await refusal({ syncToken })).toBe('410 fullSyncRequired');
    expect(await token()).not.toBe('');
  });
});
