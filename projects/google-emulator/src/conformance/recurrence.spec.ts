import type { calendar_v3 } from '@googleapis/calendar';
import { refusalOf, useTestCalendar } from './testing/test-calendar.ts';

type Event = calendar_v3.Schema$Event;

describe('Conformance: series', () => {
  const testCalendar = useTestCalendar();

  /** Mondays at 9:00 in Berlin. The clocks go back after the first occurrence. */
  const standup = (rule = 'RRULE:FREQ=WEEKLY;COUNT=4'): Event => ({
    summary: 'Stand-up',
    start: { dateTime: '2027-10-25T09:00:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2027-10-25T09:15:00', timeZone: 'Europe/Berlin' },
    recurrence: [rule],
  });
  const trip = (rule = 'RRULE:FREQ=DAILY;COUNT=3'): Event => ({
    summary: 'Trip',
    start: { date: '2027-06-01' },
    end: { date: '2027-06-02' },
    recurrence: [rule],
  });
  const starts = (events: readonly Event[]) =>
    events.map(({ start }) => start?.date ?? new Date(start?.dateTime ?? 0).toISOString());
  const single = async (parameters: object = {}) =>
    (await testCalendar().list({ singleEvents: true, orderBy: 'startTime', ...parameters })).items;

  it('events.list: a series is one event with its recurrence', async () => {
    const series = await testCalendar().insert(standup());
    const { items } = await testCalendar().list();
    expect(items).toEqual([series]);
    expect(items[0]?.recurrence).toEqual(['RRULE:FREQ=WEEKLY;COUNT=4']);
  });

  it('events.list singleEvents: instances keep their wall time when the clocks change', async () => {
    await testCalendar().insert(standup());
    expect(starts(await single())).toEqual([
      '2027-10-25T07:00:00.000Z',
      '2027-11-01T08:00:00.000Z',
      '2027-11-08T08:00:00.000Z',
      '2027-11-15T08:00:00.000Z',
    ]);
  });

  it('events.instances: ids of instances end with the start in UTC', async () => {
    const series = await testCalendar().insert(standup());
    const [first, second] = await testCalendar().instances(series.id);
    expect(first?.id).toBe(`${series.id}_20271025T070000Z`);
    expect(second?.id).toBe(`${series.id}_20271101T080000Z`);
  });

  it('events.instances: ids of all-day instances end with the date', async () => {
    const series = await testCalendar().insert(trip());
    const instances = await testCalendar().instances(series.id);
    expect(instances.map((each) => each.id)).toEqual(
      ['20270601', '20270602', '20270603'].map((date) => `${series.id}_${date}`),
    );
  });

  it('events.instances: an instance has recurringEventId and originalStartTime, and no recurrence', async () => {
    const series = await testCalendar().insert(trip());
    const [, second] = await testCalendar().instances(series.id);
    expect(second).toEqual(
      jasmine.objectContaining({
        recurringEventId: series.id,
        originalStartTime: { date: '2027-06-02' },
        summary: 'Trip',
        iCalUID: series.iCalUID ?? '',
      }),
    );
    expect(second?.recurrence).toBeUndefined();
  });

  it('events.get: an id of an occurrence answers the instance, and any other date 404 notFound', async () => {
    const { id } = await testCalendar().insert(trip());
    expect((await testCalendar().get(`${id}_20270602`)).start).toEqual({ date: '2027-06-02' });
    expect(await refusalOf(testCalendar().get(`${id}_20270609`))).toBe('404 notFound');
  });

  it('events.insert: a timed series without a time zone answers 400 required', async () => {
    const start = { dateTime: '2027-10-25T09:00:00+02:00' };
    const end = { dateTime: '2027-10-25T09:15:00+02:00' };
    expect(await refusalOf(testCalendar().insert({ ...standup(), start, end }))).toBe(
      '400 required',
    );
  });

  it('events.insert: an invalid rule answers 400', async () => {
    expect(await refusalOf(testCalendar().insert(standup('RRULE:FREQ=SOMETIMES')))).toMatch(
      /^400 /,
    );
  });

  it('recurrence: UNTIL includes a start at its time', async () => {
    await testCalendar().insert(standup('RRULE:FREQ=WEEKLY;UNTIL=20271108T080000Z'));
    expect((await single()).length).toBe(3);
  });

  it('recurrence: EXDATE removes and RDATE adds an occurrence', async () => {
    await testCalendar().insert({
      ...trip(),
      recurrence: [
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;VALUE=DATE:20270602',
        'RDATE;VALUE=DATE:20270610',
      ],
    });
    expect(starts(await single())).toEqual(['2027-06-01', '2027-06-03', '2027-06-10']);
  });

  it('recurrence: BYSETPOS=-1 of the working days is the last one of the month', async () => {
    await testCalendar().insert({
      ...trip('RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3'),
      start: { date: '2027-06-30' },
      end: { date: '2027-07-01' },
    });
    expect(starts(await single())).toEqual(['2027-06-30', '2027-07-30', '2027-08-31']);
  });

  it('recurrence: a monthly 31st skips shorter months', async () => {
    await testCalendar().insert({
      ...trip('RRULE:FREQ=MONTHLY;COUNT=3'),
      start: { date: '2027-03-31' },
      end: { date: '2027-04-01' },
    });
    expect(starts(await single())).toEqual(['2027-03-31', '2027-05-31', '2027-07-31']);
  });

  describe('changed instances', () => {
    it('exceptions: a patched instance is listed once, with its change', async () => {
      const { id } = await testCalendar().insert(standup());
      const eventId = `${id}_20271101T080000Z`;
      const exception = await testCalendar().patch(eventId, { summary: 'Special' });
      expect([exception.id, exception.recurringEventId]).toEqual([eventId, id]);
      expect((await single()).map((each) => each.summary)).toEqual([
        'Stand-up',
        'Special',
        'Stand-up',
        'Stand-up',
      ]);
    });

    it('exceptions: a moved instance is found at its new date and keeps its id', async () => {
      const { id } = await testCalendar().insert(trip());
      const moved = await testCalendar().patch(`${id}_20270602`, {
        start: { date: '2027-06-20' },
        end: { date: '2027-06-21' },
      });
      expect(moved.originalStartTime).toEqual({ date: '2027-06-02' });
      expect(starts(await single())).toEqual(['2027-06-01', '2027-06-03', '2027-06-20']);
      const span = { timeMin: '2027-06-19T00:00:00Z', timeMax: '2027-06-22T00:00:00Z' };
      expect((await single(span)).map((each) => each.id)).toEqual([`${id}_20270602`]);
    });

    it('exceptions: without singleEvents the exception is listed in addition to the series', async () => {
      const { id } = await testCalendar().insert(trip());
      await testCalendar().patch(`${id}_20270602`, { summary: 'Special' });
      const { items } = await testCalendar().list();
      expect(items.map((each) => each.summary).sort()).toEqual(['Special', 'Trip']);
    });
  });

  describe('deleted instances', () => {
    it('exceptions: a deleted instance is not listed, and its series stays confirmed', async () => {
      const { id } = await testCalendar().insert(trip());
      await testCalendar().delete(`${id}_20270602`);
      expect(starts(await single())).toEqual(['2027-06-01', '2027-06-03']);
      expect((await testCalendar().get(id)).status).toBe('confirmed');
    });

    it('exceptions: without singleEvents a deleted instance is listed with the fields that identify it', async () => {
      const { id } = await testCalendar().insert(trip());
      await testCalendar().delete(`${id}_20270602`);
      const { items } = await testCalendar().list();
      const gone = items.find((each) => each.status === 'cancelled');
      expect(gone).toEqual({
        kind: 'calendar#event',
        etag: gone?.etag ?? '',
        id: `${id}_20270602`,
        status: 'cancelled',
        recurringEventId: id,
        originalStartTime: { date: '2027-06-02' },
      });
    });

    it('events.instances: showDeleted lists deleted instances', async () => {
      const { id } = await testCalendar().insert(trip());
      await testCalendar().delete(`${id}_20270602`);
      expect((await testCalendar().instances(id)).length).toBe(2);
      const all = await testCalendar().instances(id, true);
      expect(all.map((each) => each.status).sort()).toEqual([
        'cancelled',
        'confirmed',
        'confirmed',
      ]);
    });

    it('exceptions: the status confirmed restores a deleted instance', async () => {
      const { id } = await testCalendar().insert(trip());
      await testCalendar().delete(`${id}_20270602`);
      await testCalendar().patch(`${id}_20270602`, { status: 'confirmed' });
      expect((await single()).length).toBe(3);
    });
  });

  it('events.delete: deleting a series deletes its exceptions', async () => {
    const { id } = await testCalendar().insert(trip());
    await testCalendar().patch(`${id}_20270602`, { summary: 'Special' });
    await testCalendar().delete(id);
    expect(await single()).toEqual([]);
  });

  it('series: splitting for “this and following” shows both series', async () => {
    const { id } = await testCalendar().insert(trip('RRULE:FREQ=DAILY;COUNT=5'));
    await testCalendar().patch(id, { recurrence: ['RRULE:FREQ=DAILY;UNTIL=20270602'] });
    const following = trip('RRULE:FREQ=DAILY;COUNT=3');
    await testCalendar().insert({
      ...following,
      summary: 'Following',
      start: { date: '2027-06-03' },
      end: { date: '2027-06-04' },
    });
    expect((await single()).map((each) => `${each.start?.date} ${each.summary}`)).toEqual([
      '2027-06-01 Trip',
      '2027-06-02 Trip',
      '2027-06-03 Following',
      '2027-06-04 Following',
      '2027-06-05 Following',
    ]);
  });

  it('events.instances: originalStart finds the instance', async () => {
    const { id } = await testCalendar().insert(trip());
    const { data } = await testCalendar().api.events.instances({
      calendarId: testCalendar().calendarId,
      eventId: id,
      originalStart: '2027-06-02',
    });
    expect(data.items?.map((each) => each.id)).toEqual([`${id}_20270602`]);
  });

  it('events.instances: an event without a recurrence answers 400', async () => {
    const { id } = await testCalendar().insert({ ...trip(), recurrence: [] });
    expect(await refusalOf(testCalendar().instances(id))).toMatch(/^400 /);
  });
});
