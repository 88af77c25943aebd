import type { calendar_v3 } from '@googleapis/calendar';
import { refusalOf, useTestCalendar } from './testing/test-calendar.ts';

describe('Conformance: lists of events', () => {
  const testCalendar = useTestCalendar();
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
    refusalOf(
      testCalendar().api.events.list({ calendarId: testCalendar().calendarId, ...parameters }),
    );

  it('events.list: answers summary, time zone and role of the calendar', async () => {
    const { pages } = await testCalendar().list();
    expect(pages[0]).toEqual(
      jasmine.objectContaining({
        kind: 'calendar#events',
        summary: 'Conformance of an emulator',
        timeZone: 'Europe/Berlin',
        accessRole: 'owner',
      }),
    );
  });

  it('events.list: timeMin and timeMax exclude events that end or start exactly there', async () => {
    await testCalendar().insert(at('hour', 10));
    const list = async (timeMin: string, timeMax: string) =>
      names((await testCalendar().list({ timeMin, timeMax })).items);
    expect(await list('2027-03-02T11:00:00Z', '2027-03-02T12:00:00Z')).toEqual([]);
    expect(await list('2027-03-02T09:00:00Z', '2027-03-02T10:00:00Z')).toEqual([]);
    expect(await list('2027-03-02T10:59:00Z', '2027-03-02T10:59:30Z')).toEqual(['hour']);
  });

  it('events.list: an all-day event lasts from midnight to midnight in the calendar’s zone', async () => {
    const day = { start: { date: '2027-03-05' }, end: { date: '2027-03-06' } };
    await testCalendar().insert({ summary: 'day', ...day });
    const after = async (timeMin: string) => names((await testCalendar().list({ timeMin })).items);
    expect(await after('2027-03-05T22:59:00Z')).toEqual(['day']);
    expect(await after('2027-03-05T23:00:00Z')).toEqual([]);
  });

  it('events.list: orderBy=startTime orders by start', async () => {
    await testCalendar().insert(at('late', 15));
    await testCalendar().insert(at('early', 10));
    const { items } = await testCalendar().list({ singleEvents: true, orderBy: 'startTime' });
    expect(names(items)).toEqual(['early', 'late']);
  });

  it('events.list: orderBy=updated orders by last change', async () => {
    const first = await testCalendar().insert(at('first', 15));
    await testCalendar().insert(at('second', 10));
    await testCalendar().patch(first.id, { location: 'x' });
    const { items } = await testCalendar().list({ orderBy: 'updated' });
    expect(names(items)).toEqual(['second', 'first']);
  });

  it('events.list: q finds words in summary and description', async () => {
    const word = testCalendar().newId();
    await testCalendar().insert(at(`Lunch ${word}`, 12));
    await testCalendar().insert(at('Dinner', 18, { description: `with ${word}` }));
    await testCalendar().insert(at('Neither', 20));
    const { items } = await testCalendar().list({ q: word });
    expect(names(items).sort()).toEqual(['Dinner', `Lunch ${word}`]);
  });

  it('events.list: finds private and shared extended properties', async () => {
    const key = testCalendar().newId();
    const extendedProperties = { private: { [key]: 'a' }, shared: { [key]: 'b' } };
    await testCalendar().insert(at('with', 12, { extendedProperties }));
    await testCalendar().insert(at('without', 13));
    const found = async (parameters: object) =>
      names((await testCalendar().list(parameters)).items);
    expect(await found({ privateExtendedProperty: [`${key}=a`] })).toEqual(['with']);
    expect(await found({ sharedExtendedProperty: [`${key}=b`] })).toEqual(['with']);
    expect(await found({ privateExtendedProperty: [`${key}=b`] })).toEqual([]);
  });

  it('events.list: iCalUID finds the event', async () => {
    const event = await testCalendar().insert(at('one', 12));
    await testCalendar().insert(at('two', 13));
    const { items } = await testCalendar().list({ iCalUID: event.iCalUID ?? '' });
    expect(names(items)).toEqual(['one']);
  });

  it('events.list: deleted events are listed with showDeleted alone', async () => {
    const event = await testCalendar().insert(at('gone', 12));
    await testCalendar().delete(event.id);
    expect((await testCalendar().list()).items).toEqual([]);
    const { items } = await testCalendar().list({ showDeleted: true });
    expect(items.map((each) => each.status)).toEqual(['cancelled']);
  });

  it('events.list: updatedMin lists changed and deleted events', async () => {
    const event = await testCalendar().insert(at('gone', 12));
    await testCalendar().insert(at('kept', 13));
    await testCalendar().delete(event.id);
    const updatedMin = event.updated ?? '';
    const { items } = await testCalendar().list({ updatedMin });
    expect(items.map((each) => each.status).sort()).toEqual(['cancelled', 'confirmed']);
  });

  it('events.list: timeZone answers times in the requested zone', async () => {
    await testCalendar().insert(at('noon', 12));
    const { items, pages } = await testCalendar().list({ timeZone: 'Asia/Kolkata' });
    expect(items[0]?.start?.dateTime).toBe('2027-03-02T17:30:00+05:30');
    expect(pages[0]?.timeZone).toBe('Asia/Kolkata');
  });

  it('events.list: fields selects fields', async () => {
    await testCalendar().insert(at('noon', 12));
    const { calendarId } = testCalendar();
    const fields = 'summary,items(start/dateTime)';
    const { data } = await testCalendar().api.events.list({ calendarId, fields });
    expect(Object.keys(data).sort()).toEqual(['items', 'summary']);
    expect(data.items?.every((each) => Object.keys(each).join() === 'start')).toBeTrue();
  });

  it('events.list: an unknown field in fields answers 400', async () => {
    expect(await refusal({ fields: 'items(nonsense)' })).toMatch(/^400 /);
  });

  describe('pages', () => {
    async function five() {
      const key = testCalendar().newId();
      const extendedProperties = { private: { [key]: '1' } };
      for (const hour of [10, 11, 12, 13, 14]) {
        await testCalendar().insert(at(`${hour}`, hour, { extendedProperties }));
      }
      return { privateExtendedProperty: [`${key}=1`], singleEvents: true, orderBy: 'startTime' };
    }

    it('events.list: pages have maxResults events at most and together all of them', async () => {
      const { items, pages } = await testCalendar().list({ ...(await five()), maxResults: 2 });
      expect(pages.every((page) => (page.items?.length ?? 0) <= 2)).toBeTrue();
      expect(names(items)).toEqual(['10', '11', '12', '13', '14']);
    });

    it('events.list: every page but the last has a nextPageToken', async () => {
      const { pages } = await testCalendar().list({ ...(await five()), maxResults: 2 });
      expect(pages.slice(0, -1).every((page) => Boolean(page.nextPageToken))).toBeTrue();
      expect(pages.at(-1)?.nextPageToken).toBeUndefined();
    });

    it('events.list: a page token can be used again', async () => {
      const { calendarId } = testCalendar();
      const list = { calendarId, ...(await five()), maxResults: 2 };
      const { data } = await testCalendar().api.events.list(list);
      const next = { ...list, pageToken: data.nextPageToken ?? '' };
      const once = await testCalendar().api.events.list(next);
      const twice = await testCalendar().api.events.list(next);
      expect(names(once.data.items ?? [])).toEqual(names(twice.data.items ?? []));
    });

    it('events.list: an invented page token answers 400', async () => {
      expect(await refusal({ pageToken: 'invented' })).toMatch(/^400 /);
    });
  });

  const refusals: [string, calendar_v3.Params$Resource$Events$List, string][] = [
    [
      'an empty time range',
      { timeMin: '2027-03-02T10:00:00Z', timeMax: '2027-03-02T10:00:00Z' },
      '400 timeRangeEmpty',
    ],
    ['a time without an offset', { timeMin: '2027-03-02T10:00:00' }, '400 badRequest'],
    [
      'orderBy=startTime without singleEvents',
      { orderBy: 'startTime' },
      '400 orderByStartTimeRequiresSingleEvents',
    ],
    ['an unknown orderBy', { orderBy: 'size' }, '400 invalidParameter'],
  ];
  for (const [what, parameters, expected] of refusals) {
    it(`events.list: ${what} answers ${expected}`, async () => {
      expect(await refusal(parameters)).toBe(expected);
    });
  }
});
