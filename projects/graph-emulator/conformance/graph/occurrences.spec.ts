import { type Client, GraphError } from '@microsoft/microsoft-graph-client';
import {
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  startsOf,
  times,
  useGraphClients,
  viewed,
  WEEKLY,
} from './testing/graph-clients.ts';

const [FROM, TO] = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'] as const;

describe('Graph client: occurrences', () => {
  const graph = useGraphClients();

  /** A series on the four Thursdays of June, the 4th, 11th, 18th and 25th. */
  async function weekly(client: Client): Promise<{ master: EventRow; second: EventRow }> {
    const master = await inserted(client, WEEKLY);
    const second = (await viewed(client, FROM, TO)).at(1);
    if (!second) {
      throw new Error('The series has no second occurrence.');
    }
    return { master, second };
  }

  it('occurrence: get by its id has the content and the id of its master', async () => {
    const ada = graph.as();
    const { master, second } = await weekly(ada);
    const seen = (await ada.api(eventPath(second)).get()) as EventRow;
    expect([seen.type, seen.subject, seen.seriesMasterId, seen.start.dateTime]).toEqual([
      'occurrence',
      'Choir',
      master.id,
      '2026-06-11T12:00:00.0000000',
    ]);
  });

  it('occurrence: patch makes it an exception with the same id and its originalStart', async () => {
    const ada = graph.as();
    const { second } = await weekly(ada);
    const moved = times('2026-06-12T15:00:00', '2026-06-12T16:00:00');
    const changed = (await ada.api(eventPath(second)).patch(moved)) as EventRow & {
      originalStart: string;
    };
    expect([changed.id, changed.type, changed.originalStart]).toEqual([
      second.id,
      'exception',
      '2026-06-11T12:00:00Z',
    ]);
  });

  it('occurrence: patch past its neighbour rejects with a GraphError, and nothing moves', async () => {
    const ada = graph.as();
    const { second } = await weekly(ada);
    const patch = ada
      .api(eventPath(second))
      .patch(times('2026-06-19T12:00:00', '2026-06-19T13:00:00'));
    await expectAsync(patch).toBeRejectedWith(jasmine.any(GraphError));
    expect(await refusalOf(patch)).toBe('400 ErrorOccurrenceCrossingBoundary');
    expect(startsOf(await viewed(ada, FROM, TO))).toEqual([
      '2026-06-04T12:00',
      '2026-06-11T12:00',
      '2026-06-18T12:00',
      '2026-06-25T12:00',
    ]);
  });

  it('occurrence: delete twice is 404 the second time', async () => {
    const ada = graph.as();
    const { second } = await weekly(ada);
    await ada.api(eventPath(second)).delete();
    expect(await refusalOf(ada.api(eventPath(second)).delete())).toBe('404 ErrorItemNotFound');
  });

  it('master: select(cancelledOccurrences) and expand(exceptionOccurrences) tell what differs', async () => {
    const ada = graph.as();
    const { master, second } = await weekly(ada);
    await ada.api(eventPath(second)).patch({ subject: 'Concert' });
    const third = (await viewed(ada, FROM, TO)).at(2);
    await ada.api(eventPath(third ?? { id: '' })).delete();
    const seen = (await ada
      .api(eventPath(master))
      .select('subject,cancelledOccurrences')
      .expand('exceptionOccurrences')
      .get()) as { cancelledOccurrences: string[]; exceptionOccurrences: EventRow[] };
    expect(seen.exceptionOccurrences.map(({ id, subject }) => [id, subject])).toEqual([
      [second.id, 'Concert'],
    ]);
    expect(seen.cancelledOccurrences).toEqual([jasmine.stringMatching(/^OID\..+\.2026-06-18$/)]);
  });

  it('instances: tells an exception where it has moved to, not where it was', async () => {
    const ada = graph.as();
    const { master, second } = await weekly(ada);
    await ada.api(eventPath(second)).patch(times('2026-06-12T15:00:00', '2026-06-12T16:00:00'));
    const on = async (day: string): Promise<readonly string[]> => {
      const { value } = (await ada
        .api(`${eventPath(master)}/instances`)
        .query({ startDateTime: `${day}T00:00:00Z`, endDateTime: `${day}T23:00:00Z` })
        .get()) as Rows;
      return value.map(({ type }) => type);
    };
    expect([await on('2026-06-11'), await on('2026-06-12')]).toEqual([[], ['exception']]);
  });

  it('instances: of a single event are refused', async () => {
    const ada = graph.as();
    const single = await inserted(ada, lunchOn('2026-06-11'));
    const asked = ada
      .api(`${eventPath(single)}/instances`)
      .query({ startDateTime: FROM, endDateTime: TO });
    expect(await refusalOf(asked.get())).toMatch(/^400 /);
  });

  it('master: delete takes its occurrences and exceptions along', async () => {
    const ada = graph.as();
    const { master, second } = await weekly(ada);
    await ada.api(eventPath(second)).patch({ subject: 'Concert' });
    await ada.api(eventPath(master)).delete();
    expect(await viewed(ada, FROM, TO)).toEqual([]);
    expect(await refusalOf(ada.api(eventPath(second)).get())).toBe('404 ErrorItemNotFound');
  });
});
