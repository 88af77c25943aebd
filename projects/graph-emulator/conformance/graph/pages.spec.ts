import { type Client, PageIterator, type PageCollection } from '@microsoft/microsoft-graph-client';
import {
  eventPath,
  type EventRow,
  lunchOn,
  refusalOf,
  type Rows,
  useGraphClients,
  WEEKLY,
} from './testing/graph-clients.ts';

const VIEW = '/me/calendarView?startDateTime=2026-06-01T00:00:00Z&endDateTime=2026-07-01T00:00:00Z';
const DELTA = VIEW.replace('calendarView', 'calendarView/delta');
const PAGES_OF_TWO = { headers: { Prefer: 'odata.maxpagesize=2' } };

describe('Graph client: PageIterator and delta', () => {
  const graph = useGraphClients();

  async function withLunches(count: number): Promise<Client> {
    const client = graph.as();
    for (let index = 0; index < count; index++) {
      await client.api('/me/events').post(lunchOn('2026-06-11', `Lunch ${index}`));
    }
    return client;
  }

  /** All rows from a path or a link on, by the client's own iterator. */
  async function iterated(
    client: Client,
    path: string,
    options?: typeof PAGES_OF_TWO,
  ): Promise<{ readonly rows: readonly EventRow[]; readonly link: string }> {
    const request = client.api(path);
    const first = (await (
      options ? request.headers(options.headers) : request
    ).get()) as PageCollection;
    const rows: EventRow[] = [];
    const iterator = new PageIterator(
      client,
      first,
      (row: EventRow) => {
        rows.push(row);
        return true;
      },
      options,
    );
    await iterator.iterate();
    return { rows, link: iterator.getDeltaLink() ?? '' };
  }

  it('pages: the iterator goes through all pages of a view', async () => {
    const client = await withLunches(12);
    const { rows } = await iterated(client, VIEW);
    expect(rows.map(({ subject }) => subject)).toHaveSize(12);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(12);
  });

  it('pages: the iterator goes through all pages of events by $top', async () => {
    const client = await withLunches(5);
    expect((await iterated(client, '/me/events?$top=2')).rows).toHaveSize(5);
  });

  it('pages: the iterator pauses and resumes', async () => {
    const client = await withLunches(5);
    const first = (await client.api('/me/events').top(2).get()) as PageCollection;
    const rows: EventRow[] = [];
    const iterator = new PageIterator(client, first, (row: EventRow) => rows.push(row) !== 3);
    await iterator.iterate();
    expect([rows.length, iterator.isComplete()]).toEqual([3, false]);
    await iterator.resume();
    expect([rows.length, iterator.isComplete()]).toEqual([5, true]);
  });

  it('pages: calendars', async () => {
    const client = graph.as();
    for (let index = 0; index < 4; index++) {
      await client.api('/me/calendars').post({ name: `Calendar ${index}` });
    }
    expect((await iterated(client, '/me/calendars?$top=2')).rows).toHaveSize(6);
  });

  it('delta: the iterator goes through all pages and has the deltaLink', async () => {
    const client = await withLunches(5);
    const { rows, link } = await iterated(client, DELTA, PAGES_OF_TWO);
    expect(rows).toHaveSize(5);
    expect(link).toContain('$deltatoken=');
  });

  it('delta: an idle round has no row and another link', async () => {
    const client = await withLunches(1);
    const first = await iterated(client, DELTA);
    const second = await iterated(client, first.link);
    expect(second.rows).toEqual([]);
    expect(second.link).toContain('$deltatoken=');
  });

  it('delta: tells an insert, a change and a deletion', async () => {
    const client = await withLunches(2);
    const { rows, link } = await iterated(client, DELTA);
    const [one, other] = rows;
    await client.api(eventPath(one ?? { id: '' })).patch({ subject: 'Changed' });
    await client.api(eventPath(other ?? { id: '' })).delete();
    await client.api('/me/events').post(lunchOn('2026-06-12', 'New'));
    const next = await iterated(client, link);
    expect(next.rows.map((row) => (row['@removed'] ? 'removed' : row.subject))).toEqual([
      'Changed',
      'removed',
      'New',
    ]);
  });

  it('delta: a series is a master and occurrences without a subject', async () => {
    const client = graph.as();
    await client.api('/me/events').post(WEEKLY);
    const { rows } = await iterated(client, DELTA);
    expect(rows.map(({ type }) => type)).toEqual([
      'seriesMaster',
      ...Array.from({ length: 4 }, () => 'occurrence'),
    ]);
    expect(rows.slice(1).every((row) => !('subject' in row))).toBeTrue();
  });

  it('delta: after a deleted occurrence the series comes again without it', async () => {
    const client = graph.as();
    await client.api('/me/events').post(WEEKLY);
    const { rows, link } = await iterated(client, DELTA);
    await client.api(eventPath(rows[1] ?? { id: '' })).delete();
    const next = await iterated(client, link);
    expect(next.rows.map(({ type }) => type)).toEqual([
      'seriesMaster',
      'occurrence',
      'occurrence',
      'occurrence',
    ]);
  });

  it('delta: one calendar does not hear of another', async () => {
    const client = graph.as();
    const created = (await client.api('/me/calendars').post({ name: 'Choir' })) as { id: string };
    const path = `/me/calendars/${encodeURIComponent(created.id)}`;
    const { link } = await iterated(client, DELTA.replace('/me', path));
    await client.api('/me/events').post(lunchOn('2026-06-11'));
    expect((await iterated(client, link)).rows).toEqual([]);
    await client.api(`${path}/events`).post(lunchOn('2026-06-11'));
    expect((await iterated(client, link)).rows).toHaveSize(1);
  });

  it('delta: a lost cursor rejects with 410', async () => {
    const client = await withLunches(1);
    const { link } = await iterated(client, DELTA);
    graph.control.loseCursors();
    expect(await refusalOf(client.api(link).get())).toBe('410 SyncStateNotFound');
  });

  it('delta: $select is refused', async () => {
    expect(await refusalOf(graph.as().api(DELTA).select('subject').get())).toBe('400 BadRequest');
  });

  it('delta: an empty first page leads on', async () => {
    const client = await withLunches(2);
    graph.control.addFault({ name: 'empty-page' });
    expect((await iterated(client, DELTA)).rows).toHaveSize(2);
  });

  it('retries: the client waits for 503 in mid-paging and goes on', async () => {
    const client = await withLunches(3);
    graph.control.addFault({ name: 'unavailable-in-paging' });
    expect((await iterated(client, DELTA, PAGES_OF_TWO)).rows).toHaveSize(3);
    expect(graph.control.faults()[0]?.fired).toBe(1);
  });

  it('retries: the client waits for 429 as long as Retry-After says', async () => {
    const client = graph.as();
    graph.control.addFault({ name: 'throttled', retryAfter: 1 });
    const began = performance.now();
    expect(((await client.api('/me/calendars').get()) as Rows).value).toHaveSize(2);
    expect(performance.now() - began).toBeGreaterThan(900);
  });

  it('retries: the client does not repeat 500 or 412', async () => {
    const client = graph.as();
    graph.control.addFault({ name: 'error', status: 500, code: 'ErrorInternalServerError' });
    expect(await refusalOf(client.api('/me/calendars').get())).toBe('500 ErrorInternalServerError');
    graph.control.addFault({ name: 'precondition-failed' });
    expect(await refusalOf(client.api('/me/calendars').get())).toBe(
      '412 ErrorIrresolvableConflict',
    );
  });
});
