import type { WireCalendar, WireEvent, WireEventLabel } from '../discovery/wire-types.generated.ts';
import { defaultSeed } from '../seed/default-seed.ts';
import { eventPath, eventsPath, useEmulator } from '../testing/api-client.ts';
import { ADA, BEN, NOW, smallWorld, TEAM } from '../testing/small-world.ts';

describe('Event labels', () => {
  /** Beside Google's own colours. */
  const own = {
    id: '42617328-8756-4291-8273-192837465647',
    name: 'Urgent',
    backgroundColor: '#ad1457',
  };
  /** In one of Google's own colours, the seventh. */
  const peacock = {
    id: '19283746-9182-4736-8271-918273645261',
    name: 'Team',
    backgroundColor: '#039be5',
  };
  const world = smallWorld();
  const emulator = useEmulator({
    seed: {
      ...world,
      calendars: world.calendars.map((calendar) => ({
        ...calendar,
        ...([ADA, TEAM].includes(calendar.id) && { labels: [own, peacock] }),
      })),
    },
  });

  const times: WireEvent = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };
  const known = { eventLabelVersion: '1' };
  const write = (method: string, path: string, body: object, query = {}) =>
    emulator.as().ok<WireEvent>(path, { method, body, query });
  const insert = (body: WireEvent, query = {}) =>
    write('POST', eventsPath('primary'), { ...times, ...body }, query);
  const colorsOf = ({ eventLabelId, colorId }: WireEvent) => [eventLabelId, colorId];
  const none = [undefined, undefined];

  const path = (id: string) => `calendars/${encodeURIComponent(id)}`;
  const labelsOf = async (calendarId = 'primary') =>
    (await emulator.as().ok<WireCalendar>(path(calendarId))).labelProperties?.eventLabels;
  const define = (eventLabels: readonly WireEventLabel[], method = 'PATCH') =>
    emulator.as().call<WireCalendar>(path('primary'), {
      method,
      body: { ...(method === 'PUT' && { summary: 'Ada' }), labelProperties: { eventLabels } },
    });

  describe('of events', () => {
    it('are written with eventLabelVersion=1: a label of one’s own has no colorId', async () => {
      const made = await insert({ eventLabelId: own.id, colorId: '3' }, known);
      expect(colorsOf(made)).toEqual([own.id, undefined]);
      expect(colorsOf(await emulator.as().get(made.id ?? ''))).toEqual([own.id, undefined]);
      expect((await emulator.as().list()).items?.map(colorsOf)).toEqual([[own.id, undefined]]);
    });

    it('are ignored without it, and the colour counts', async () => {
      expect(colorsOf(await insert({ eventLabelId: own.id }))).toEqual(none);
      expect(colorsOf(await insert({ eventLabelId: own.id, colorId: '3' }))).toEqual([
        undefined,
        '3',
      ]);
      expect(colorsOf(await insert({ eventLabelId: own.id }, { eventLabelVersion: '0' }))).toEqual(
        none,
      );
    });

    it('in one of Google’s colours carry its colorId, whichever of the two is written', async () => {
      const both = [peacock.id, '7'];
      expect(colorsOf(await insert({ eventLabelId: peacock.id }, known))).toEqual(both);
      expect(colorsOf(await insert({ colorId: '7' }))).toEqual(both);
    });

    it('stay where a client that does not know them changes something else', async () => {
      const made = await insert({ eventLabelId: own.id }, known);
      const id = made.id ?? '';
      expect(colorsOf(await emulator.as().patch(id, { summary: 'x' }))).toEqual([
        own.id,
        undefined,
      ]);
      expect(colorsOf(await emulator.as().put(id, { ...times, summary: 'y' }))).toEqual([
        own.id,
        undefined,
      ]);
      expect(colorsOf(await emulator.as().patch(id, { eventLabelId: '' }))).toEqual([
        own.id,
        undefined,
      ]);
    });

    it('give way to the colour that such a client chooses', async () => {
      const { id = '' } = await insert({ eventLabelId: own.id }, known);
      expect(colorsOf(await emulator.as().patch(id ?? '', { colorId: '3' }))).toEqual([
        undefined,
        '3',
      ]);
      expect(colorsOf(await emulator.as().patch(id ?? '', { colorId: '7' }))).toEqual([
        peacock.id,
        '7',
      ]);
      expect(colorsOf(await emulator.as().patch(id ?? '', { colorId: null }))).toEqual(none);
    });

    it('are changed, kept and taken away by a client that knows them', async () => {
      const { id = '' } = await insert({ eventLabelId: own.id }, known);
      const patch = (body: object) => write('PATCH', eventPath(id ?? ''), body, known);
      expect(colorsOf(await patch({ eventLabelId: peacock.id }))).toEqual([peacock.id, '7']);
      expect(colorsOf(await patch({ summary: 'x', colorId: '3' }))).toEqual([peacock.id, '7']);
      expect(colorsOf(await patch({ eventLabelId: '' }))).toEqual(none);
      await patch({ eventLabelId: own.id });
      expect(colorsOf(await patch({ eventLabelId: null }))).toEqual(none);
      await patch({ eventLabelId: own.id });
      const put = await write('PUT', eventPath(id ?? ''), { ...times, summary: 'x' }, known);
      expect(colorsOf(put)).toEqual(none);
    });

    it('that the calendar does not have are refused', async () => {
      const unknown = { ...times, eventLabelId: 'b93e5d10-7c26-4f0a-8d64-52a7e90cf3d8' };
      expect(
        await emulator
          .as()
          .refusal(eventsPath('primary'), { method: 'POST', body: unknown, query: known }),
      ).toBe('400 invalid');
    });

    it('are a series’ and its instances’, and one instance’s own', async () => {
      const start = { dateTime: '2026-11-24T10:00:00Z', timeZone: 'UTC' };
      const end = { dateTime: '2026-11-24T11:00:00Z', timeZone: 'UTC' };
      const series = { start, end, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] };
      const { id } = await insert({ ...series, eventLabelId: own.id }, known);
      await write(
        'PATCH',
        eventPath(`${id}_20261125T100000Z`),
        { eventLabelId: peacock.id },
        known,
      );
      const { items } = await emulator.as().list({ singleEvents: 'true', orderBy: 'startTime' });
      expect(items?.map(colorsOf)).toEqual([
        [own.id, undefined],
        [peacock.id, '7'],
      ]);
    });

    it('are not the guests’, nor another calendar’s', async () => {
      const { id = '' } = await insert(
        { eventLabelId: peacock.id, attendees: [{ email: BEN }] },
        known,
      );
      expect(colorsOf(await emulator.as(BEN).get(id ?? ''))).toEqual(none);
      const moved = await emulator.as().ok<WireEvent>(`${eventPath(id ?? '')}/move`, {
        method: 'POST',
        query: { destination: TEAM },
      });
      expect(colorsOf(moved)).toEqual([undefined, '7']);
    });

    it('can be imported', async () => {
      const body = { ...times, iCalUID: 'a@x.test', eventLabelId: own.id };
      const imported = await write('POST', `${eventsPath('primary')}/import`, body, known);
      expect(colorsOf(imported)).toEqual([own.id, undefined]);
    });
  });

  describe('of calendars', () => {
    it('are told by calendars.get to whoever may read it', async () => {
      expect(await labelsOf()).toEqual([own, peacock]);
      expect(await labelsOf(TEAM)).toEqual([own, peacock]);
    });

    it('get an id where they have none', async () => {
      await define([{ backgroundColor: '#00ff00' }]);
      const [label] = (await labelsOf()) ?? [];
      expect(label?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(label?.backgroundColor).toBe('#00ff00');
    });

    it('are replaced together, and stay where nothing is said of them', async () => {
      expect((await define([peacock])).status).toBe(200);
      await emulator
        .as()
        .ok(path('primary'), { method: 'PUT', body: { summary: 'Ada', timeZone: 'Asia/Tokyo' } });
      await emulator.as().ok(path('primary'), { method: 'PATCH', body: { description: 'x' } });
      expect(await labelsOf()).toEqual([peacock]);
      expect((await define([own], 'PUT')).status).toBe(200);
      expect(await labelsOf()).toEqual([own]);
    });

    it('that are gone leave their events without, and those in a new colour follow', async () => {
      const first = await insert({ eventLabelId: own.id }, known);
      const second = await insert({ eventLabelId: peacock.id }, known);
      const { nextSyncToken } = await emulator.as().list();
      await define([{ ...peacock, backgroundColor: '#d50000' }]);
      const { items } = await emulator.as().list({ syncToken: nextSyncToken ?? '' });
      expect(items?.map((event) => [event.id, ...colorsOf(event)])).toEqual([
        [first.id, ...none],
        [second.id, peacock.id, '11'],
      ]);
    });

    const wrong: [string, readonly WireEventLabel[], string][] = [
      ['no colour', [{ name: 'x' }], '400 required'],
      ['a colour that is none', [{ backgroundColor: 'red' }], '400 invalid'],
      ['an id that is no UUID', [{ ...own, id: 'label1' }], '400 invalid'],
      ['the same id twice', [own, { ...peacock, id: own.id }], '400 invalid'],
      ['a name of 51 characters', [{ ...own, name: 'x'.repeat(51) }], '400 invalid'],
      [
        '201 of them',
        Array<WireEventLabel>(201).fill({ backgroundColor: '#ad1457' }),
        '400 invalid',
      ],
    ];
    for (const [what, eventLabels, expected] of wrong) {
      it(`are refused with ${what}`, async () => {
        const body = { labelProperties: { eventLabels } };
        expect(await emulator.as().refusal(path('primary'), { method: 'PATCH', body })).toBe(
          expected,
        );
        expect(await labelsOf()).toEqual([own, peacock]);
      });
    }

    it('are defined by owners only', async () => {
      const body = { labelProperties: { eventLabels: [] } };
      expect(await emulator.as().refusal(path(TEAM), { method: 'PATCH', body })).toBe(
        '403 requiredAccessLevel',
      );
    });
  });

  it('are in the made-up life: on one calendar, with and without one of Google’s colours', () => {
    const labelled = defaultSeed({ now: NOW }).calendars.filter(({ labels }) => labels);
    expect(labelled.length).toBe(1);
    const ids = labelled[0]?.labels?.map(({ id }) => id);
    const events = labelled[0]?.events.filter(({ eventLabelId }) => eventLabelId) ?? [];
    expect(events.length).toBeGreaterThan(3);
    expect(events.every(({ eventLabelId }) => ids?.includes(eventLabelId))).toBeTrue();
    expect(new Set(events.map(({ colorId }) => colorId))).toEqual(new Set([undefined, '7']));
  });
});
