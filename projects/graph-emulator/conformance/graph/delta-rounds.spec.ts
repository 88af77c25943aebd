import { type Client, GraphError } from '@microsoft/microsoft-graph-client';
import {
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  times,
  useGraphClients,
  WEEKLY,
} from './testing/graph-clients.ts';

const DELTA =
  '/me/calendarView/delta?startDateTime=2026-06-01T00:00:00Z&endDateTime=2026-07-01T00:00:00Z';

describe('Graph client: rounds of delta', () => {
  const graph = useGraphClients();

  interface Round {
    readonly rows: readonly EventRow[];
    readonly link: string;
  }

  /** The one page of a round that has no more than ten rows. */
  async function round(client: Client, path = DELTA, preferredZone?: string): Promise<Round> {
    const request = client.api(path);
    const answer = (await (
      preferredZone === undefined
        ? request
        : request.header('Prefer', `outlook.timezone="${preferredZone}"`)
    ).get()) as Rows;
    return { rows: answer.value, link: answer['@odata.deltaLink'] ?? '' };
  }

  const removed = (id: string): object =>
    jasmine.objectContaining({ id, '@removed': { reason: 'deleted' } });

  it('round: an event that leaves the window is told as deleted, and as it is when it comes back', async () => {
    const ada = graph.as();
    const event = await inserted(ada, lunchOn('2026-06-11'));
    const first = await round(ada);
    await ada.api(eventPath(event)).patch(times('2026-08-01T12:00:00', '2026-08-01T13:00:00'));
    const second = await round(ada, first.link);
    expect(second.rows).toEqual([removed(event.id)] as never);
    await ada.api(eventPath(event)).patch(times('2026-06-12T12:00:00', '2026-06-12T13:00:00'));
    const third = await round(ada, second.link);
    expect(third.rows.map(({ id, subject }) => [id, subject])).toEqual([[event.id, 'Lunch']]);
  });

  it('round: what is created outside of the window is told as deleted, but not at the start', async () => {
    const ada = graph.as();
    await inserted(ada, lunchOn('2026-08-01'));
    const first = await round(ada);
    expect(first.rows).toEqual([]);
    const outside = await inserted(ada, lunchOn('2026-08-02'));
    expect((await round(ada, first.link)).rows).toEqual([removed(outside.id)] as never);
  });

  it('round: a deleted series is told by the id of its master', async () => {
    const ada = graph.as();
    const master = await inserted(ada, WEEKLY);
    const { link } = await round(ada);
    await ada.api(eventPath(master)).delete();
    expect((await round(ada, link)).rows).toEqual([removed(master.id)] as never);
  });

  it('round: an exception comes whole among occurrences that have nothing but their times', async () => {
    const ada = graph.as();
    const master = await inserted(ada, WEEKLY);
    const { rows, link } = await round(ada);
    await ada.api(eventPath(rows[2] ?? master)).patch({ subject: 'Concert' });
    const next = await round(ada, link);
    expect(next.rows.map(({ type, subject }) => [type, subject])).toEqual(
      jasmine.arrayWithExactContents([
        ['seriesMaster', 'Choir'],
        ['exception', 'Concert'],
        ...Array.from({ length: 3 }, () => ['occurrence', undefined]),
      ]) as never,
    );
    const stub = next.rows.find(({ type }) => type === 'occurrence');
    expect(Object.keys(stub ?? {}).filter((name) => name !== '@odata.type')).toEqual(
      jasmine.arrayWithExactContents([
        '@odata.etag',
        'id',
        'seriesMasterId',
        'type',
        'start',
        'end',
      ]) as never,
    );
  });

  it('round: the master has the times of its first occurrence, before the window', async () => {
    const ada = graph.as();
    await inserted(ada, {
      ...WEEKLY,
      ...times('2025-06-05T12:00:00', '2025-06-05T13:00:00'),
      recurrence: { ...WEEKLY.recurrence, range: { type: 'noEnd', startDate: '2025-06-05' } },
    });
    const { rows } = await round(ada);
    const master = rows.find(({ type }) => type === 'seriesMaster');
    expect(master?.start.dateTime).toBe('2025-06-05T12:00:00.0000000');
    expect(rows).toHaveSize(5);
  });

  it('round: the window and no preference are in the link', async () => {
    const ada = graph.as();
    await inserted(ada, lunchOn('2026-06-11'));
    const first = await round(ada, DELTA, 'Tokyo Standard Time');
    expect(first.rows[0]?.start.dateTime).toBe('2026-06-11T21:00:00.0000000');
    expect(first.link).not.toContain('startDateTime');
    await inserted(ada, lunchOn('2026-06-12'));
    const second = await round(ada, first.link);
    expect(second.rows.map(({ start }) => start)).toEqual([
      { dateTime: '2026-06-12T12:00:00.0000000', timeZone: 'UTC' },
    ]);
  });

  it('round: an older link may be asked again, and tells the same', async () => {
    const ada = graph.as();
    const { link } = await round(ada);
    const event = await inserted(ada, lunchOn('2026-06-11'));
    for (const time of ['first', 'second']) {
      const { rows } = await round(ada, link);
      expect(rows.map(({ id }) => id))
        .withContext(time)
        .toEqual([event.id]);
    }
  });

  it('round: open extensions are never told', async () => {
    const ada = graph.as();
    await inserted(ada, {
      ...lunchOn('2026-06-11'),
      extensions: [
        { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: 'example.own' },
      ],
    });
    const { rows } = await round(ada);
    expect(rows).toHaveSize(1);
    expect(JSON.stringify(rows)).not.toContain('example.own');
  });

  it('cursor: after 410 a new start tells all events again', async () => {
    const ada = graph.as();
    await inserted(ada, lunchOn('2026-06-11'));
    const { link } = await round(ada);
    graph.control.loseCursors();
    const lost = ada.api(link).get();
    await expectAsync(lost).toBeRejectedWith(jasmine.any(GraphError));
    await expectAsync(lost).toBeRejectedWith(jasmine.objectContaining({ statusCode: 410 }));
    expect((await round(ada)).rows).toHaveSize(1);
  });

  it('cursor: a link that was cut off is refused with 400', async () => {
    const ada = graph.as();
    const { link } = await round(ada);
    expect(await refusalOf(ada.api(link.slice(0, -9)).get())).toMatch(/^400 /);
  });

  for (const option of ['$filter=isAllDay eq true', '$orderby=subject', '$expand=extensions']) {
    it(`start: ${option} is refused with 400`, async () => {
      expect(await refusalOf(graph.as().api(`${DELTA}&${option}`).get())).toMatch(/^400 /);
    });
  }
});
