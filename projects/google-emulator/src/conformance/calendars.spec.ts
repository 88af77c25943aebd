import { apiClient, API_KEY, SOMEBODY_ELSE } from './testing/target.ts';
import { onlyOnEmulator, refusalOf, target, useTestCalendar } from './testing/test-calendar.ts';
import { HOLIDAYS } from '../testing/small-world.ts';

describe('Conformance: calendars', () => {
  const testCalendar = useTestCalendar();
  const api = () => testCalendar().api;
  const calendarId = () => testCalendar().calendarId;
  const NOBODY = 'nobody-has-this-one@group.calendar.google.com';

  it('calendarList.list: one calendar is primary, with the address of its account as id', async () => {
    const { data } = await api().calendarList.list();
    const primary = (data.items ?? []).filter((each) => each.primary);
    expect(data.kind).toBe('calendar#calendarList');
    expect(primary.length).toBe(1);
    expect(primary[0]?.id).toMatch(/^[^@]+@[^@]+$/);
    expect(primary[0]?.accessRole).toBe('owner');
  });

  it('calendarList.list: contains a created calendar', async () => {
    const { data } = await api().calendarList.list();
    const made = data.items?.find((each) => each.id === calendarId());
    expect([made?.summary, made?.accessRole, made?.timeZone]).toEqual([
      'Conformance of an emulator',
      'owner',
      'Europe/Berlin',
    ]);
  });

  it('calendarList.list: maxResults pages the list', async () => {
    const first = await api().calendarList.list({ maxResults: 1 });
    const pageToken = first.data.nextPageToken ?? '';
    const second = await api().calendarList.list({ maxResults: 1, pageToken });
    expect(first.data.items?.length).toBe(1);
    expect(second.data.items?.[0]?.id).not.toBe(first.data.items?.[0]?.id);
  });

  it('calendarList.list: minAccessRole filters by role', async () => {
    const { data } = await api().calendarList.list({ minAccessRole: 'owner' });
    expect(data.items?.length).toBeGreaterThan(0);
    expect(data.items?.every((each) => each.accessRole === 'owner')).toBeTrue();
  });

  it('calendarList.list: an incremental list contains the changed entry alone', async () => {
    const { data } = await api().calendarList.list({ maxResults: 250 });
    const syncToken = data.nextSyncToken ?? '';
    expect((await api().calendarList.list({ syncToken })).data.items).toEqual([]);
    await api().calendarList.patch({
      calendarId: calendarId(),
      requestBody: { summaryOverride: 'Mine' },
    });
    const changed = await api().calendarList.list({ syncToken });
    expect(changed.data.items?.map((each) => each.summaryOverride)).toEqual(['Mine']);
  });

  it('calendarList.list: a sync token with minAccessRole answers 400', async () => {
    const { data } = await api().calendarList.list({ maxResults: 250 });
    const syncToken = data.nextSyncToken ?? '';
    const request = api().calendarList.list({ syncToken, minAccessRole: 'owner' });
    expect(await refusalOf(request)).toMatch(/^400 /);
  });

  it('calendars.get and calendarList.get: "primary" is the primary calendar', async () => {
    const { data: listed } = await api().calendarList.get({ calendarId: 'primary' });
    const { data: calendar } = await api().calendars.get({ calendarId: 'primary' });
    expect(listed.primary).toBeTrue();
    expect([calendar.kind, calendar.id]).toEqual(['calendar#calendar', listed.id]);
  });

  it('calendars.get and calendarList.get: a calendar without access answers 404 notFound', async () => {
    expect(await refusalOf(api().calendars.get({ calendarId: NOBODY }))).toBe('404 notFound');
    expect(await refusalOf(api().calendarList.get({ calendarId: NOBODY }))).toBe('404 notFound');
  });

  it('calendarList.patch: summaryOverride does not change the summary', async () => {
    const request = { calendarId: calendarId(), requestBody: { summaryOverride: 'My name' } };
    const { data } = await api().calendarList.patch(request);
    expect([data.summary, data.summaryOverride]).toEqual(['Conformance of an emulator', 'My name']);
  });

  it('calendarList.patch: colorId sets the colour of the palette', async () => {
    const request = { calendarId: calendarId(), requestBody: { colorId: '7' } };
    const { data } = await api().calendarList.patch(request);
    const { data: colors } = await api().colors.get();
    expect(data.colorId).toBe('7');
    expect(data.backgroundColor).toBe(colors.calendar?.['7']?.background ?? '');
  });

  it('calendars.patch: changes description and location', async () => {
    const requestBody = { description: 'What it is for', location: 'Berlin' };
    const { data } = await api().calendars.patch({ calendarId: calendarId(), requestBody });
    expect(data).toEqual(jasmine.objectContaining(requestBody));
    expect((await api().calendars.get({ calendarId: calendarId() })).data.location).toBe('Berlin');
  });

  it('calendars.insert and calendars.delete: a deleted calendar answers 404 notFound', async () => {
    const { data } = await api().calendars.insert({ requestBody: { summary: 'Short-lived' } });
    const id = data.id ?? '';
    expect(id).toMatch(/@group\.calendar\.google\.com$/);
    await api().calendars.delete({ calendarId: id });
    expect(await refusalOf(api().calendars.get({ calendarId: id }))).toBe('404 notFound');
  });

  it('calendars.delete: the primary calendar is refused', async () => {
    expect(await refusalOf(api().calendars.delete({ calendarId: 'primary' }))).toMatch(/^40[03] /);
  });

  it('colors.get: answers 24 colours for calendars and 11 for events', async () => {
    const { data } = await api().colors.get();
    expect(data.kind).toBe('calendar#colors');
    expect(Object.keys(data.calendar ?? {}).length).toBe(24);
    expect(Object.keys(data.event ?? {}).length).toBe(11);
    expect(data.event?.['1']?.background).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('settings: are listed and read, and an unknown one answers 404 notFound', async () => {
    const { data } = await api().settings.list();
    const ids = (data.items ?? []).map((each) => each.id);
    expect(ids).toEqual(jasmine.arrayContaining(['timezone', 'locale', 'weekStart']));
    const { data: zone } = await api().settings.get({ setting: 'timezone' });
    expect(zone).toEqual(jasmine.objectContaining({ kind: 'calendar#setting', id: 'timezone' }));
    expect(await refusalOf(api().settings.get({ setting: 'nonsense' }))).toBe('404 notFound');
  });

  describe('freebusy.query', () => {
    const query = async (timeMin: string, timeMax: string) => {
      const requestBody = { timeMin, timeMax, items: [{ id: calendarId() }] };
      const { data } = await api().freebusy.query({ requestBody });
      return data.calendars?.[calendarId()]?.busy?.map(({ start, end }) => [start, end]);
    };
    const hour = (at: string, more: object = {}) =>
      testCalendar().insert({
        start: { dateTime: `2027-05-${at}:00:00Z` },
        end: { dateTime: `2027-05-${at}:45:00Z` },
        ...more,
      });

    it('freebusy.query: overlapping events are merged', async () => {
      await hour('03T10');
      await testCalendar().insert({
        start: { dateTime: '2027-05-03T10:30:00Z' },
        end: { dateTime: '2027-05-03T11:30:00Z' },
      });
      expect(await query('2027-05-03T00:00:00Z', '2027-05-04T00:00:00Z')).toEqual([
        ['2027-05-03T10:00:00Z', '2027-05-03T11:30:00Z'],
      ]);
    });

    it('freebusy.query: transparent and deleted events are not busy', async () => {
      await hour('05T10', { transparency: 'transparent' });
      const { id } = await hour('05T12');
      await testCalendar().delete(id);
      expect(await query('2027-05-05T00:00:00Z', '2027-05-06T00:00:00Z')).toEqual([]);
    });

    it('freebusy.query: every instance of a series is busy', async () => {
      const at = (time: string) => ({ dateTime: `2027-05-10T${time}`, timeZone: 'Europe/Berlin' });
      const recurrence = ['RRULE:FREQ=DAILY;COUNT=3'];
      await testCalendar().insert({ start: at('09:00:00'), end: at('10:00:00'), recurrence });
      expect((await query('2027-05-10T00:00:00Z', '2027-05-14T00:00:00Z'))?.length).toBe(3);
    });

    it('freebusy.query: a calendar without access answers notFound', async () => {
      const requestBody = {
        timeMin: '2027-05-03T00:00:00Z',
        timeMax: '2027-05-04T00:00:00Z',
        items: [{ id: NOBODY }],
      };
      const { data } = await api().freebusy.query({ requestBody });
      expect(data.calendars?.[NOBODY]?.errors?.[0]?.reason).toBe('notFound');
    });

    it('freebusy.query: an empty time range answers 400', async () => {
      expect(await refusalOf(query('2027-05-04T00:00:00Z', '2027-05-03T00:00:00Z'))).toMatch(
        /^400 /,
      );
    });
  });

  onlyOnEmulator(
    'events.insert: a reader answers 403, and a calendar without access 404',
    async () => {
      const requestBody = { start: { date: '2027-05-01' }, end: { date: '2027-05-02' } };
      const insert = api().events.insert({ calendarId: HOLIDAYS, requestBody });
      expect(await refusalOf(insert)).toBe('403 requiredAccessLevel');
      const foreign = api().events.insert({ calendarId: SOMEBODY_ELSE, requestBody });
      expect(await refusalOf(foreign)).toBe('404 notFound');
    },
  );

  onlyOnEmulator('events.list: an API key reads a public calendar', async () => {
    const { data } = await apiClient(target, API_KEY).events.list({ calendarId: HOLIDAYS });
    expect(data.items?.[0]?.summary).toBe('Christmas Day');
  });
});
