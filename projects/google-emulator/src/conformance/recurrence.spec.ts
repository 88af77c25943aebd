import type { calendar_v3 } from '@googleapis/calendar';
import { refusalOf, useRoom } from './testing/room.ts';

type Event = calendar_v3.Schema$Event;

describe('Conformance: series', () => {
  const room = useRoom();

  /** Nine o'clock in Berlin on Mondays, the clocks going back after the first. */
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
    (await room().list({ singleEvents: true, orderBy: 'startTime', ...parameters })).items;

  it('are one event in a list, with their rule', async () => {
    const series = await room().insert(standup());
    const { items } = await room().list();
    expect(items).toEqual([series]);
    expect(items[0]?.recurrence).toEqual(['RRULE:FREQ=WEEKLY;COUNT=4']);
  });

  it('are instances in a list of single events, at the same hour when clocks change', async () => {
    await room().insert(standup());
    expect(starts(await single())).toEqual([
      '2027-10-25T07:00:00.000Z',
      '2027-11-01T08:00:00.000Z',
      '2027-11-08T08:00:00.000Z',
      '2027-11-15T08:00:00.000Z',
    ]);
  });

  it('name instances by their start in UTC', async () => {
    const series = await room().insert(standup());
    const [first, second] = await room().instances(series.id);
    expect(first?.id).toBe(`${series.id}_20271025T070000Z`);
    expect(second?.id).toBe(`${series.id}_20271101T080000Z`);
  });

  it('name instances of whole days by their date', async () => {
    const series = await room().insert(trip());
    const instances = await room().instances(series.id);
    expect(instances.map((each) => each.id)).toEqual(
      ['20270601', '20270602', '20270603'].map((date) => `${series.id}_${date}`),
    );
  });

  it('say of an instance where it comes from, and not the rule', async () => {
    const series = await room().insert(trip());
    const [, second] = await room().instances(series.id);
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

  it('have an instance where their rule has a start, and nowhere else', async () => {
    const { id } = await room().insert(trip());
    expect((await room().get(`${id}_20270602`)).start).toEqual({ date: '2027-06-02' });
    expect(await refusalOf(room().get(`${id}_20270609`))).toBe('404 notFound');
  });

  it('need a time zone', async () => {
    const start = { dateTime: '2027-10-25T09:00:00+02:00' };
    const end = { dateTime: '2027-10-25T09:15:00+02:00' };
    expect(await refusalOf(room().insert({ ...standup(), start, end }))).toBe('400 required');
  });

  it('refuse a rule that says nothing', async () => {
    expect(await refusalOf(room().insert(standup('RRULE:FREQ=SOMETIMES')))).toMatch(/^400 /);
  });

  it('end with UNTIL, the last included', async () => {
    await room().insert(standup('RRULE:FREQ=WEEKLY;UNTIL=20271108T080000Z'));
    expect((await single()).length).toBe(3);
  });

  it('leave EXDATE out and add RDATE', async () => {
    await room().insert({
      ...trip(),
      recurrence: [
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;VALUE=DATE:20270602',
        'RDATE;VALUE=DATE:20270610',
      ],
    });
    expect(starts(await single())).toEqual(['2027-06-01', '2027-06-03', '2027-06-10']);
  });

  it('know the last working day of a month', async () => {
    await room().insert({
      ...trip('RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3'),
      start: { date: '2027-06-30' },
      end: { date: '2027-07-01' },
    });
    expect(starts(await single())).toEqual(['2027-06-30', '2027-07-30', '2027-08-31']);
  });

  it('know the 31st of the months that have one', async () => {
    await room().insert({
      ...trip('RRULE:FREQ=MONTHLY;COUNT=3'),
      start: { date: '2027-03-31' },
      end: { date: '2027-04-01' },
    });
    expect(starts(await single())).toEqual(['2027-03-31', '2027-05-31', '2027-07-31']);
  });

  describe('with an instance that was changed', () => {
    it('have it once, with the change', async () => {
      const { id } = await room().insert(standup());
      const eventId = `${id}_20271101T080000Z`;
      const exception = await room().patch(eventId, { summary: 'Special' });
      expect([exception.id, exception.recurringEventId]).toEqual([eventId, id]);
      expect((await single()).map((each) => each.summary)).toEqual([
        'Stand-up',
        'Special',
        'Stand-up',
        'Stand-up',
      ]);
    });

    it('have it on another day when it was moved there', async () => {
      const { id } = await room().insert(trip());
      const moved = await room().patch(`${id}_20270602`, {
        start: { date: '2027-06-20' },
        end: { date: '2027-06-21' },
      });
      expect(moved.originalStartTime).toEqual({ date: '2027-06-02' });
      expect(starts(await single())).toEqual(['2027-06-01', '2027-06-03', '2027-06-20']);
      const span = { timeMin: '2027-06-19T00:00:00Z', timeMax: '2027-06-22T00:00:00Z' };
      expect((await single(span)).map((each) => each.id)).toEqual([`${id}_20270602`]);
    });

    it('have it beside the rule in a list of series', async () => {
      const { id } = await room().insert(trip());
      await room().patch(`${id}_20270602`, { summary: 'Special' });
      const { items } = await room().list();
      expect(items.map((each) => each.summary).sort()).toEqual(['Special', 'Trip']);
    });
  });

  describe('with an instance that was deleted', () => {
    it('do not have it any more', async () => {
      const { id } = await room().insert(trip());
      await room().delete(`${id}_20270602`);
      expect(starts(await single())).toEqual(['2027-06-01', '2027-06-03']);
      expect((await room().get(id)).status).toBe('confirmed');
    });

    it('tell of it in a list of series: which it was, and that it is gone', async () => {
      const { id } = await room().insert(trip());
      await room().delete(`${id}_20270602`);
      const { items } = await room().list();
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

    it('show it among their instances when asked', async () => {
      const { id } = await room().insert(trip());
      await room().delete(`${id}_20270602`);
      expect((await room().instances(id)).length).toBe(2);
      const all = await room().instances(id, true);
      expect(all.map((each) => each.status).sort()).toEqual([
        'cancelled',
        'confirmed',
        'confirmed',
      ]);
    });

    it('have it again when it is confirmed', async () => {
      const { id } = await room().insert(trip());
      await room().delete(`${id}_20270602`);
      await room().patch(`${id}_20270602`, { status: 'confirmed' });
      expect((await single()).length).toBe(3);
    });
  });

  it('end with their master', async () => {
    const { id } = await room().insert(trip());
    await room().patch(`${id}_20270602`, { summary: 'Special' });
    await room().delete(id);
    expect(await single()).toEqual([]);
  });

  it('are split at “this and following” into two', async () => {
    const { id } = await room().insert(trip('RRULE:FREQ=DAILY;COUNT=5'));
    await room().patch(id, { recurrence: ['RRULE:FREQ=DAILY;UNTIL=20270602'] });
    const following = trip('RRULE:FREQ=DAILY;COUNT=3');
    await room().insert({
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

  it('find the instance of an original start', async () => {
    const { id } = await room().insert(trip());
    const { data } = await room().api.events.instances({
      calendarId: room().calendarId,
      eventId: id,
      originalStart: '2027-06-02',
    });
    expect(data.items?.map((each) => each.id)).toEqual([`${id}_20270602`]);
  });

  it('have no instances where there is no rule', async () => {
    const { id } = await room().insert({ ...trip(), recurrence: [] });
    expect(await refusalOf(room().instances(id))).toMatch(/^400 /);
  });
});
