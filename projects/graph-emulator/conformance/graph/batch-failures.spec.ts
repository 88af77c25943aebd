import {
  eventPath,
  type EventRow,
  inserted,
  lunchOn,
  refusalOf,
  type Rows,
  useGraphClients,
} from './testing/graph-clients.ts';

interface PartAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: EventRow & { readonly error?: { readonly code: string } };
}

describe('Graph client: failures in a batch', () => {
  const graph = useGraphClients();
  const JSON_BODY = { 'Content-Type': 'application/json' };

  /** The answers by the id of their request: Graph promises no order. */
  async function answers(
    requests: readonly object[],
  ): Promise<Readonly<Record<string, PartAnswer>>> {
    const { responses } = (await graph.as().api('/$batch').post({ requests })) as {
      responses: PartAnswer[];
    };
    return Object.fromEntries(responses.map((answer) => [answer.id, answer]));
  }

  it('parts: each has its own status, and a failure leaves the others alone', async () => {
    const ada = graph.as();
    const event = await inserted(ada, lunchOn('2026-06-11'));
    const parts = await answers([
      { id: 'a', method: 'DELETE', url: eventPath(event) },
      { id: 'b', method: 'GET', url: '/users/nobody@x.example/events' },
      {
        id: 'c',
        method: 'POST',
        url: '/me/events',
        headers: JSON_BODY,
        body: lunchOn('2026-06-12', 'New'),
      },
      { id: 'd', method: 'PATCH', url: '/me/calendar', headers: JSON_BODY, body: { nonsense: 1 } },
    ]);
    expect(['a', 'b', 'c', 'd'].map((id) => parts[id]?.status)).toEqual([204, 404, 201, 400]);
    expect(parts['b']?.body?.error?.code).toBe('ErrorInvalidUser');
    const { value } = (await ada.api('/me/events').get()) as Rows;
    expect(value.map(({ subject }) => subject)).toEqual(['New']);
  });

  it('dependsOn: a failure goes along the chain, and nothing of it is done', async () => {
    const insert = (id: string, dependsOn: string): object => ({
      id,
      method: 'POST',
      url: '/me/events',
      headers: JSON_BODY,
      body: lunchOn('2026-06-11'),
      dependsOn: [dependsOn],
    });
    const parts = await answers([
      { id: '1', method: 'GET', url: '/users/nobody@x.example/events' },
      insert('2', '1'),
      insert('3', '2'),
      { id: '4', method: 'GET', url: '/me' },
    ]);
    expect(['1', '2', '3', '4'].map((id) => parts[id]?.status)).toEqual([404, 424, 424, 200]);
    expect(((await graph.as().api('/me/events').get()) as Rows).value).toEqual([]);
  });

  it('parts: Prefer and If-Match are those of the part', async () => {
    const ada = graph.as();
    const event = await inserted(ada, lunchOn('2026-06-11'));
    await ada.api(eventPath(event)).patch({ subject: 'Late' });
    const parts = await answers([
      {
        id: '1',
        method: 'PATCH',
        url: eventPath(event),
        headers: { ...JSON_BODY, 'If-Match': event['@odata.etag'] },
        body: { subject: 'Old' },
      },
      {
        id: '2',
        method: 'GET',
        url: eventPath(event),
        headers: { Prefer: 'outlook.timezone="Tokyo Standard Time"' },
      },
    ]);
    expect([parts['1']?.status, parts['2']?.body?.subject]).toEqual([412, 'Late']);
    expect(parts['2']?.body?.start.dateTime).toBe('2026-06-11T21:00:00.0000000');
  });

  it('batch: more than twenty parts are refused with 400', async () => {
    const requests = Array.from({ length: 21 }, (_, id) => ({
      id: `${id}`,
      method: 'GET',
      url: '/me',
    }));
    expect(await refusalOf(graph.as().api('/$batch').post({ requests }))).toMatch(/^400 /);
  });

  it('batch: the same id twice is refused with 400', async () => {
    const requests = [1, 2].map(() => ({ id: '1', method: 'GET', url: '/me' }));
    expect(await refusalOf(graph.as().api('/$batch').post({ requests }))).toMatch(/^400 /);
  });
});
