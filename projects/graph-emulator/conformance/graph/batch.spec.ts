import {
  BatchRequestContent,
  BatchResponseContent,
  type BatchResponseBody,
  type BatchRequestStep,
  type Client,
} from '@microsoft/microsoft-graph-client';
import {
  type EventRow,
  lunchOn,
  refusalOf,
  type Rows,
  useGraphClients,
} from './testing/graph-clients.ts';

/** The client takes from an address what follows the host. */
const HOST = 'https://graph.example';

describe('Graph client: batch', () => {
  const graph = useGraphClients();

  const get = (id: string, path: string, dependsOn?: string[]): BatchRequestStep => ({
    id,
    request: new Request(`${HOST}${path}`),
    ...(dependsOn && { dependsOn }),
  });
  const insert = (id: string, subject: string, dependsOn?: string[]): BatchRequestStep => ({
    id,
    request: new Request(`${HOST}/me/events`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(lunchOn('2026-06-11', subject)),
    }),
    ...(dependsOn && { dependsOn }),
  });

  async function answers(client: Client, steps: BatchRequestStep[]): Promise<BatchResponseContent> {
    const content = await new BatchRequestContent(steps).getContent();
    return new BatchResponseContent(
      (await client.api('/$batch').post(content)) as BatchResponseBody,
    );
  }

  it('batch: the client reads each answer by its id', async () => {
    const content = await answers(graph.as(), [get('1', '/me'), get('2', '/me/calendars')]);
    expect(
      ((await content.getResponseById('1').json()) as { displayName: string }).displayName,
    ).toBe('Ada');
    expect(((await content.getResponseById('2').json()) as Rows).value).toHaveSize(2);
  });

  it('batch: inserts events with bodies', async () => {
    const client = graph.as();
    const content = await answers(client, [insert('1', 'One'), insert('2', 'Two')]);
    expect(content.getResponseById('1').status).toBe(201);
    expect(((await content.getResponseById('2').json()) as EventRow).subject).toBe('Two');
    expect(((await client.api('/me/events').get()) as Rows).value).toHaveSize(2);
  });

  it('batch: twenty parts at once', async () => {
    const steps = Array.from({ length: 20 }, (_, index) => insert(String(index), `Lunch ${index}`));
    const content = await answers(graph.as(), steps);
    const statuses = [...content.getResponses().values()].map(({ status }) => status);
    expect(statuses).toEqual(Array.from({ length: 20 }, () => 201));
  });

  it('batch: a chain of dependencies is done in its order', async () => {
    const content = await answers(graph.as(), [
      insert('1', 'One'),
      insert('2', 'Two', ['1']),
      get('3', '/me/events', ['2']),
    ]);
    expect(((await content.getResponseById('3').json()) as Rows).value).toHaveSize(2);
  });

  it('batch: a failed part fails what depends on it', async () => {
    const content = await answers(graph.as(), [
      get('1', '/me/events/none'),
      insert('2', 'Two', ['1']),
    ]);
    expect([content.getResponseById('1').status, content.getResponseById('2').status]).toEqual([
      400, 424,
    ]);
  });

  it('batch: a part is throttled for itself', async () => {
    graph.control.addFault({ name: 'throttled', path: '/v1.0/me/calendars', retryAfter: 3 });
    const content = await answers(graph.as(), [get('1', '/me'), get('2', '/me/calendars')]);
    expect(content.getResponseById('1').status).toBe(200);
    expect(content.getResponseById('2').status).toBe(429);
    expect(content.getResponseById('2').headers.get('Retry-After')).toBe('3');
  });

  it('batch: the responses can be iterated', async () => {
    const content = await answers(graph.as(), [get('1', '/me'), get('2', '/me')]);
    expect([...content.getResponsesIterator()].map(([id]) => id)).toEqual(['1', '2']);
  });

  it('batch: without parts it is refused', async () => {
    expect(await refusalOf(graph.as().api('/$batch').post({ requests: [] }))).toBe(
      '400 BadRequest',
    );
  });
});
