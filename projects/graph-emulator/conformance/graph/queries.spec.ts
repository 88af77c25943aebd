import {
  type Client,
  GraphError,
  type PageCollection,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import {
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  useGraphClients,
} from './testing/graph-clients.ts';

describe('Graph client: queries, versions and retries', () => {
  const graph = useGraphClients();
  const JUNE = { startDateTime: '2026-06-01T00:00:00Z', endDateTime: '2026-07-01T00:00:00Z' };

  async function withFive(client: Client): Promise<void> {
    for (const [index, subject] of ['B', 'A', 'B', 'A', 'C'].entries()) {
      await inserted(client, lunchOn(`2026-06-${11 + index}`, subject));
    }
  }

  it('nextLink: keeps the window, $filter, $orderby and $select of the first page', async () => {
    const ada = graph.as();
    await withFive(ada);
    const first = (await ada
      .api('/me/calendarView')
      .query(JUNE)
      .filter("subject ne 'C'")
      .orderby('subject')
      .select('subject')
      .top(3)
      .get()) as PageCollection;
    const rows: EventRow[] = [];
    await new PageIterator(ada, first, (row: EventRow) => rows.push(row) > 0).iterate();
    expect(rows.map(({ subject, start }) => [subject, start])).toEqual(
      ['A', 'A', 'B', 'B'].map((subject) => [subject, undefined]) as never,
    );
  });

  it('orderby: of two properties sorts by the second where the first is the same', async () => {
    const ada = graph.as();
    await withFive(ada);
    const { value } = (await ada
      .api('/me/calendarView')
      .query(JUNE)
      .orderby(['subject', 'start/dateTime desc'])
      .get()) as Rows;
    expect(value.map(({ subject, start }) => `${subject} ${start.dateTime.slice(8, 10)}`)).toEqual([
      'A 14',
      'A 12',
      'B 13',
      'B 11',
      'C 15',
    ]);
  });

  it('top: of more than 1000 is refused with 400', async () => {
    expect(await refusalOf(graph.as().api('/me/events').top(1001).get())).toMatch(/^400 /);
  });

  it('calendarView: 1825 days are answered, one more is refused', async () => {
    const ada = graph.as();
    const view = (endDateTime: string): Promise<unknown> =>
      ada
        .api('/me/calendarView')
        .query({ startDateTime: '2026-01-01T00:00:00Z', endDateTime })
        .get() as Promise<unknown>;
    await expectAsync(view('2030-12-31T00:00:00Z')).toBeResolved();
    expect(await refusalOf(view('2031-01-01T00:00:00Z'))).toBe('400 ErrorInvalidRequest');
  });

  it('filter: contains(subject) is a 500 as soon as one event has no subject', async () => {
    const ada = graph.as();
    await inserted(ada, lunchOn('2026-06-11'));
    await inserted(ada, { ...lunchOn('2026-06-12'), subject: null });
    const asked = ada.api('/me/calendarView').query(JUNE).filter("contains(subject,'L')");
    expect(await refusalOf(asked.get())).toMatch(/^500 /);
  });

  it('body: is html, and text where Prefer says so', async () => {
    const ada = graph.as();
    const body = { contentType: 'html', content: '<p>Soup &amp; <b>bread</b></p>' };
    const event = await inserted(ada, { ...lunchOn('2026-06-11'), body });
    const bodyOf = async (prefer?: string): Promise<{ contentType: string; content: string }> => {
      const request = ada.api(eventPath(event));
      const asked = prefer === undefined ? request : request.header('Prefer', prefer);
      return ((await asked.get()) as { body: { contentType: string; content: string } }).body;
    };
    expect((await bodyOf()).contentType).toBe('html');
    const text = await bodyOf('outlook.timezone="UTC", outlook.body-content-type="text"');
    expect([text.contentType, text.content.trim()]).toEqual(['text', 'Soup & bread']);
  });

  it('If-Match: an old etag rejects a delete with a GraphError, and the event stays', async () => {
    const ada = graph.as();
    const event = await inserted(ada, lunchOn('2026-06-11'));
    await ada.api(eventPath(event)).patch({ subject: 'Late' });
    const late = ada.api(eventPath(event)).header('If-Match', event['@odata.etag']).delete();
    await expectAsync(late).toBeRejectedWith(jasmine.any(GraphError));
    await expectAsync(late).toBeRejectedWith(jasmine.objectContaining({ statusCode: 412 }));
    expect(((await ada.api(eventPath(event)).get()) as EventRow).subject).toBe('Late');
  });

  it('id: is case-sensitive', async () => {
    const ada = graph.as();
    const event = await inserted(ada, lunchOn('2026-06-11'));
    const id = event.id.slice(0, 6) + event.id.slice(6, -4).toLowerCase() + event.id.slice(-4);
    expect(await refusalOf(ada.api(eventPath({ id })).get())).toMatch(/^40[04] /);
  });

  it('transactionId: with other content is refused, and the error names the event of the first time', async () => {
    const ada = graph.as();
    const event = await inserted(ada, { ...lunchOn('2026-06-11'), transactionId: 'same' });
    const again = inserted(ada, { ...lunchOn('2026-06-12'), transactionId: 'same' });
    expect(await refusalOf(again)).toBe('400 ErrorDuplicateTransactionId');
    const { body } = (await again.catch((error: unknown) => error)) as { body: string };
    expect((JSON.parse(body) as Record<string, unknown>)['@event.existingEventId']).toBe(event.id);
    expect(((await ada.api('/me/events').get()) as Rows).value).toHaveSize(1);
  });

  it('retries: a post that was throttled and unavailable makes one event', async () => {
    const ada = graph.as();
    graph.control.addFault({ name: 'throttled', method: 'POST', retryAfter: 1 });
    graph.control.addFault({ name: 'unavailable', method: 'POST', status: 504 });
    await inserted(ada, lunchOn('2026-06-11'));
    expect(((await ada.api('/me/events').get()) as Rows).value).toHaveSize(1);
    expect(graph.control.faults().map(({ fired }) => fired)).toEqual([1, 1]);
  });

  it('retries: the client gives up after its last one, with the error of the answer', async () => {
    graph.control.addFault({ name: 'throttled', retryAfter: 1, times: 9 });
    expect(await refusalOf(graph.as().api('/me/calendars').get())).toBe('429 ApplicationThrottled');
    // The first request and three repetitions, as the client does by default.
    expect(graph.control.requests().map(({ status }) => status)).toEqual([429, 429, 429, 429]);
  });
});
