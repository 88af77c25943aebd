import type { WireCalendar, WireEvent, WireEventLabel } from '../discovery/wire-types.generated.ts';
import { defaultSeed } from '../seed/default-seed.ts';
import { eventPath, eventsPath, useEmulator } from '../testing/api-client.ts';
import { ADA, BEN, NOW, smallWorld, TEAM } from '../testing/small-world.ts';

describe('Event labels', () => {
  /** A label whose colour is none of the eleven event colours. */
  const own = {
    id: '42617328-8756-4291-8273-192837465647',
    name: 'Urgent',
    backgroundColor: '#ad1457',
  };
  /** A label whose colour is the seventh event colour. */
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
  const WITH_LABELS = { eventLabelVersion: '1' };
  const write = (method: string, path: string, body: object, query = {}) =>
    emulator.as().ok<WireEvent>(path, { method, body, query });
  const insert = (body: WireEvent, query = {}) =>
    write('POST', eventsPath('primary'), { ...times, ...body }, query);
  const colorsOf = ({ eventLabelId, colorId }: WireEvent) => [eventLabelId, colorId];
  const NO_LABEL = [undefined, undefined];

  const path = (id: string) => `calendars/${encodeURIComponent(id)}`;
  const labelsOf = async (calendarId = 'primary') =>
    (await emulator.as().ok<WireCalendar>(path(calendarId))).labelProperties?.eventLabels;
  const define = (eventLabels: readonly WireEventLabel[], method = 'PATCH') =>
    emulator.as().call<WireCalendar>(path('primary'), {
      method,
      body: { ...(method === 'PUT' && { summary: 'Ada' }), labelProperties: { eventLabels } },
    });

  describe('labels of events', () => {
    it('event labels: eventLabelVersion=1 sets a label, which has no colorId in a colour of its own', async () => {
      const made = await insert({ eventLabelId: own.id, colorId: '3' }, WITH_LABELS);
      expect(colorsOf(made)).toEqual([own.id, undefined]);
      expect(colorsOf(await emulator.as().get(made.id ?? ''))).toEqual([own.id, undefined]);
      expect((await emulator.as().list()).items?.map(colorsOf)).toEqual([[own.id, undefined]]);
    });

    it('event labels: without eventLabelVersion=1 the label is ignored and the colour is used', async () => {
      expect(colorsOf(await insert({ eventLabelId: own.id }))).toEqual(NO_LABEL);
      expect(colorsOf(await insert({ eventLabelId: own.id, colorId: '3' }))).toEqual([
        undefined,
        '3',
      ]);
      expect(colorsOf(await insert({ eventLabelId: own.id }, { eventLabelVersion: '0' }))).toEqual(
        NO_LABEL,
      );
    });

    it('event labels: a label in an event colour and its colorId set each other', async () => {
      const both = [peacock.id, '7'];
      expect(colorsOf(await insert({ eventLabelId: peacock.id }, WITH_LABELS))).toEqual(both);
      expect(colorsOf(await insert({ colorId: '7' }))).toEqual(both);
    });

    it('event labels: a client without label support keeps the label when it changes other fields', async () => {
      const made = await insert({ eventLabelId: own.id }, WITH_LABELS);
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

    it('event labels: a colour set by a client without label support replaces the label', async () => {
      const { id = '' } = await insert({ eventLabelId: own.id }, WITH_LABELS);
      expect(colorsOf(await emulator.as().patch(id ?? '', { colorId: '3' }))).toEqual([
        undefined,
        '3',
      ]);
      expect(colorsOf(await emulator.as().patch(id ?? '', { colorId: '7' }))).toEqual([
        peacock.id,
        '7',
      ]);
      expect(colorsOf(await emulator.as().patch(id ?? '', { colorId: null }))).toEqual(NO_LABEL);
    });

    it('event labels: a client with label support changes, keeps and removes a label', async () => {
      const { id = '' } = await insert({ eventLabelId: own.id }, WITH_LABELS);
      const patch = (body: object) => write('PATCH', eventPath(id ?? ''), body, WITH_LABELS);
      expect(colorsOf(await patch({ eventLabelId: peacock.id }))).toEqual([peacock.id, '7']);
      expect(colorsOf(await patch({ summary: 'x', colorId: '3' }))).toEqual([peacock.id, '7']);
      expect(colorsOf(await patch({ eventLabelId: '' }))).toEqual(NO_LABEL);
      await patch({ eventLabelId: own.id });
      expect(colorsOf(await patch({ eventLabelId: null }))).toEqual(NO_LABEL);
      await patch({ eventLabelId: own.id });
      const put = await write('PUT', eventPath(id ?? ''), { ...times, summary: 'x' }, WITH_LABELS);
      expect(colorsOf(put)).toEqual(NO_LABEL);
    });

    it('event labels: a label that the calendar does not have answers 400 invalid', async () => {
      const unknown = { ...times, eventLabelId: 'b93e5d10-7c26-4f0a-8d64-52a7e90cf3d8' };
      expect(
        await emulator
          .as()
          .refusal(eventsPath('primary'), { method: 'POST', body: unknown, query: WITH_LABELS }),
      ).toBe('400 invalid');
    });

    it('event labels: instances have the label of their series, and an exception may have its own', async () => {
      const start = { dateTime: '2026-11-24T10:00:00Z', timeZone: 'UTC' };
      const end = { dateTime: '2026-11-24T11:00:00Z', timeZone: 'UTC' };
      const series = { start, end, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] };
      const { id } = await insert({ ...series, eventLabelId: own.id }, WITH_LABELS);
      await write(
        'PATCH',
        eventPath(`${id}_20261125T100000Z`),
        { eventLabelId: peacock.id },
        WITH_LABELS,
      );
      const { items } = await emulator.as().list({ singleEvents: 'true', orderBy: 'startTime' });
      expect(items?.map(colorsOf)).toEqual([
        [own.id, undefined],
        [peacock.id, '7'],
      ]);
    });

    it('event labels: guests’ copies and moved events have no label', async () => {
      const { id = '' } = await insert(
        { eventLabelId: peacock.id, attendees: [{ email: BEN }] },
        WITH_LABELS,
      );
      expect(colorsOf(await emulator.as(BEN).get(id ?? ''))).toEqual(NO_LABEL);
      const moved = await emulator.as().ok<WireEvent>(`${eventPath(id ?? '')}/move`, {
        method: 'POST',
        query: { destination: TEAM },
      });
      expect(colorsOf(moved)).toEqual([undefined, '7']);
    });

    it('event labels: events.import sets a label', async () => {
      const body = { ...times, iCalUID: 'a@x.test', eventLabelId: own.id };
      const imported = await write('POST', `${eventsPath('primary')}/import`, body, WITH_LABELS);
      expect(colorsOf(imported)).toEqual([own.id, undefined]);
    });
  });

  describe('labels of calendars', () => {
    it('calendar labels: calendars.get answers them to every reader', async () => {
      expect(await labelsOf()).toEqual([own, peacock]);
      expect(await labelsOf(TEAM)).toEqual([own, peacock]);
    });

    it('calendar labels: a label without an id gets one', async () => {
      await define([{ backgroundColor: '#00ff00' }]);
      const [label] = (await labelsOf()) ?? [];
      expect(label?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(label?.backgroundColor).toBe('#00ff00');
    });

    it('calendar labels: a write replaces all of them, and keeps them if it does not name them', async () => {
      expect((await define([peacock])).status).toBe(200);
      await emulator
        .as()
        .ok(path('primary'), { method: 'PUT', body: { summary: 'Ada', timeZone: 'Asia/Tokyo' } });
      await emulator.as().ok(path('primary'), { method: 'PATCH', body: { description: 'x' } });
      expect(await labelsOf()).toEqual([peacock]);
      expect((await define([own], 'PUT')).status).toBe(200);
      expect(await labelsOf()).toEqual([own]);
    });

    it('calendar labels: events lose a deleted label and take over a new colour', async () => {
      const first = await insert({ eventLabelId: own.id }, WITH_LABELS);
      const second = await insert({ eventLabelId: peacock.id }, WITH_LABELS);
      const { nextSyncToken } = await emulator.as().list();
      await define([{ ...peacock, backgroundColor: '#d50000' }]);
      const { items } = await emulator.as().list({ syncToken: nextSyncToken ?? '' });
      expect(items?.map((event) => [event.id, ...colorsOf(event)])).toEqual([
        [first.id, ...NO_LABEL],
        [second.id, peacock.id, '11'],
      ]);
    });

    it('calendar labels: a new name is kept under the same id and changes no event', async () => {
      const made = await insert({ eventLabelId: own.id }, WITH_LABELS);
      await define([{ ...own, name: 'Later' }, peacock]);
      expect(await labelsOf()).toEqual([{ ...own, name: 'Later' }, peacock]);
      expect(await emulator.as().get(made.id ?? '')).toEqual(made);
    });

    it('calendar labels: an empty list deletes all of them', async () => {
      await define([]);
      expect((await labelsOf()) ?? []).toEqual([]);
    });

    const wrong: [string, readonly WireEventLabel[], string][] = [
      ['no colour', [{ name: 'x' }], '400 required'],
      ['a colour that is not a hex code', [{ backgroundColor: 'red' }], '400 invalid'],
      ['an id that is no UUID', [{ ...own, id: 'label1' }], '400 invalid'],
      ['the same id twice', [own, { ...peacock, id: own.id }], '400 invalid'],
      ['a name of 51 characters', [{ ...own, name: 'x'.repeat(51) }], '400 invalid'],
      [
        '201 labels',
        Array<WireEventLabel>(201).fill({ backgroundColor: '#ad1457' }),
        '400 invalid',
      ],
    ];
    for (const [what, eventLabels, expected] of wrong) {
      it(`calendar labels: ${what} answers ${expected}`, async () => {
        const body = { labelProperties: { eventLabels } };
        expect(await emulator.as().refusal(path('primary'), { method: 'PATCH', body })).toBe(
          expected,
        );
        expect(await labelsOf()).toEqual([own, peacock]);
      });
    }

    it('calendar labels: a writer who defines them answers 403 requiredAccessLevel', async () => {
      const body = { labelProperties: { eventLabels: [] } };
      expect(await emulator.as().refusal(path(TEAM), { method: 'PATCH', body })).toBe(
        '403 requiredAccessLevel',
      );
    });
  });

  it('default seed: one calendar has labels, in event colours and in others', () => {
    const labelled = defaultSeed({ now: NOW }).calendars.filter(({ labels }) => labels);
    expect(labelled.length).toBe(1);
    const ids = labelled[0]?.labels?.map(({ id }) => id);
    const events = labelled[0]?.events.filter(({ eventLabelId }) => eventLabelId) ?? [];
    expect(events.length).toBeGreaterThan(3);
    expect(events.every(({ eventLabelId }) => ids?.includes(eventLabelId))).toBeTrue();
    expect(new Set(events.map(({ colorId }) => colorId))).toEqual(new Set([undefined, '7']));
  });
});
