import type { calendar_v3 } from '@googleapis/calendar';
import { refusalOf, useRoom } from './testing/room.ts';

describe('Conformance: lists of events', () => {
  const room = useRoom();
  const at = (
    summary: string,
    hour: number,
    more: calendar_v3.Schema$Event = {},
  ): calendar_v3.Schema$Event => ({
    summary,
    start: { dateTime: `2027-03-02T${hour}:00:00Z` },
    end: { dateTime: `2027-03-02T${hour + 1}:00:00Z` },
    ...more,
  });
  const names = (items: readonly calendar_v3.Schema$Event[]) => items.map((each) => each.summary);
  const refusal = (parameters: calendar_v3.Params$Resource$Events$List) =>
    refusalOf(room().api.events.list({ calendarId: room().calendarId, ...parameters }));

  it('tell of their calendar', async () => {
    const { pages } = await room().list();
    expect(pages[0]).toEqual(
      jasmine.objectContaining({
        kind: 'calendar#events',
        summary: 'Conformance of an emulator',
        timeZone: 'Europe/Berlin',
        accessRole: 'owner',
      }),
    );
  });

  it('begin where an event ends after, and end where it starts before', async () => {
    await room().insert(at('hour', 10));
    const list = async (timeMin: string, timeMax: string) =>
      names((await room().list({ timeMin, timeMax })).items);
    expect(await list('2027-03-02T11:00:00Z', '2027-03-02T12:00:00Z')).toEqual([]);
    expect(await list('2027-03-02T09:00:00Z', '2027-03-02T10:00:00Z')).toEqual([]);
    expect(await list('2027-03-02T10:59:00Z', '2027-03-02T10:59:30Z')).toEqual(['hour']);
  });

  it('count a day from midnight to midnight of the calendar’s zone', async () => {
    const day = { start: { date: '2027-03-05' }, end: { date: '2027-03-06' } };
    await room().insert({ summary: 'day', ...day });
    const after = async (timeMin: string) => names((await room().list({ timeMin })).items);
    expect(await after('2027-03-05T22:59:00Z')).toEqual(['day']);
    expect(await after('2027-03-05T23:00:00Z')).toEqual([]);
  });

  it('are in the order of their starts', async () => {
    await room().insert(at('late', 15));
    await room().insert(at('early', 10));
    const { items } = await room().list({ singleEvents: true, orderBy: 'startTime' });
    expect(names(items)).toEqual(['early', 'late']);
  });

  it('are in the order of their changes', async () => {
    const first = await room().insert(at('first', 15));
    await room().insert(at('second', 10));
    await room().patch(first.id, { location: 'x' });
    const { items } = await room().list({ orderBy: 'updated' });
    expect(names(items)).toEqual(['second', 'first']);
  });

  it('find words', async () => {
    const word = room().newId();
    await room().insert(at(`Lunch ${word}`, 12));
    await room().insert(at('Dinner', 18, { description: `with ${word}` }));
    await room().insert(at('Neither', 20));
    const { items } = await room().list({ q: word });
    expect(names(items).sort()).toEqual(['Dinner', `Lunch ${word}`]);
  });

  it('find private and shared properties', async () => {
    const key = room().newId();
    const extendedProperties = { private: { [key]: 'a' }, shared: { [key]: 'b' } };
    await room().insert(at('with', 12, { extendedProperties }));
    await room().insert(at('without', 13));
    const found = async (parameters: object) => names((await room().list(parameters)).items);
    expect(await found({ privateExtendedProperty: [`${key}=a`] })).toEqual(['with']);
    expect(await found({ sharedExtendedProperty: [`${key}=b`] })).toEqual(['with']);
    expect(await found({ privateExtendedProperty: [`${key}=b`] })).toEqual([]);
  });

  it('find an iCalendar UID', async () => {
    const event = await room().insert(at('one', 12));
    await room().insert(at('two', 13));
    const { items } = await room().list({ iCalUID: event.iCalUID ?? '' });
    expect(names(items)).toEqual(['one']);
  });

  it('leave deleted events out unless they are asked for', async () => {
    const event = await room().insert(at('gone', 12));
    await room().delete(event.id);
    expect((await room().list()).items).toEqual([]);
    const { items } = await room().list({ showDeleted: true });
    expect(items.map((each) => each.status)).toEqual(['cancelled']);
  });

  it('show what was changed since a moment, deleted events too', async () => {
    const event = await room().insert(at('gone', 12));
    await room().insert(at('kept', 13));
    await room().delete(event.id);
    const updatedMin = event.updated ?? '';
    const { items } = await room().list({ updatedMin });
    expect(items.map((each) => each.status).sort()).toEqual(['cancelled', 'confirmed']);
  });

  it('are written in the zone that is asked for', async () => {
    await room().insert(at('noon', 12));
    const { items, pages } = await room().list({ timeZone: 'Asia/Kolkata' });
    expect(items[0]?.start?.dateTime).toBe('2027-03-02T17:30:00+05:30');
    expect(pages[0]?.timeZone).toBe('Asia/Kolkata');
  });

  it('give only the fields that are asked for', async () => {
    await room().insert(at('noon', 12));
    const { calendarId } = room();
    const fields = 'summary,items(start/dateTime)';
    const { data } = await room().api.events.list({ calendarId, fields });
    expect(Object.keys(data).sort()).toEqual(['items', 'summary']);
    expect(data.items?.every((each) => Object.keys(each).join() === 'start')).toBeTrue();
  });

  it('refuse fields that there are not', async () => {
    expect(await refusal({ fields: 'items(nonsense)' })).toMatch(/^400 /);
  });

  describe('in pages', () => {
    async function five() {
      const key = room().newId();
      const extendedProperties = { private: { [key]: '1' } };
      for (const hour of [10, 11, 12, 13, 14]) {
        await room().insert(at(`${hour}`, hour, { extendedProperties }));
      }
      return { privateExtendedProperty: [`${key}=1`], singleEvents: true, orderBy: 'startTime' };
    }

    it('are no longer than asked for, and whole together', async () => {
      const { items, pages } = await room().list({ ...(await five()), maxResults: 2 });
      expect(pages.every((page) => (page.items?.length ?? 0) <= 2)).toBeTrue();
      expect(names(items)).toEqual(['10', '11', '12', '13', '14']);
    });

    it('have a next page or are the last', async () => {
      const { pages } = await room().list({ ...(await five()), maxResults: 2 });
      expect(pages.slice(0, -1).every((page) => Boolean(page.nextPageToken))).toBeTrue();
      expect(pages.at(-1)?.nextPageToken).toBeUndefined();
    });

    it('may be asked for again', async () => {
      const { calendarId } = room();
      const list = { calendarId, ...(await five()), maxResults: 2 };
      const { data } = await room().api.events.list(list);
      const next = { ...list, pageToken: data.nextPageToken ?? '' };
      const once = await room().api.events.list(next);
      const twice = await room().api.events.list(next);
      expect(names(once.data.items ?? [])).toEqual(names(twice.data.items ?? []));
    });

    it('refuse an invented token', async () => {
      expect(await refusal({ pageToken: 'invented' })).toMatch(/^400 /);
    });
  });

  const refusals: [string, calendar_v3.Params$Resource$Events$List, string][] = [
    [
      'an empty span',
      { timeMin: '2027-03-02T10:00:00Z', timeMax: '2027-03-02T10:00:00Z' },
      '400 timeRangeEmpty',
    ],
    ['a time without an offset', { timeMin: '2027-03-02T10:00:00' }, '400 badRequest'],
    [
      'the order of starts for series as a whole',
      { orderBy: 'startTime' },
      '400 orderByStartTimeRequiresSingleEvents',
    ],
    ['another order', { orderBy: 'size' }, '400 invalidParameter'],
  ];
  for (const [what, parameters, expected] of refusals) {
    it(`refuse ${what}`, async () => {
      expect(await refusal(parameters)).toBe(expected);
    });
  }
});
