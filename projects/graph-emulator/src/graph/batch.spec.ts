import { type ListJson, times, useEmulator } from '../testing/graph-client.ts';

interface BatchAnswer {
  readonly responses: readonly {
    readonly id: string;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Readonly<Record<string, unknown>>;
  }[];
}

describe('$batch', () => {
  const emulator = useEmulator();
  const post = (requests: readonly object[]) => ({ method: 'POST', body: { requests } });
  const insert = (id: string, subject: string, dependsOn?: readonly string[]) => ({
    id,
    method: 'POST',
    url: '/me/events',
    headers: { 'Content-Type': 'application/json' },
    body: { subject, ...times('2026-06-11', '12:00', 60) },
    ...(dependsOn && { dependsOn }),
  });

  it('batch: answers each part with its id, status, headers and body', async () => {
    const ada = await emulator.as();
    const { responses } = await ada.ok<BatchAnswer>(
      '$batch',
      post([
        insert('a', 'One'),
        { id: 'b', method: 'GET', url: '/me/events/none' },
        { id: 'c', method: 'GET', url: 'me/calendar' },
      ]),
    );
    expect(responses.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'a 201',
      'b 400',
      'c 200',
    ]);
    expect(responses[0]?.body?.['subject']).toBe('One');
    expect(responses[0]?.headers['Location']).toContain('/v1.0/me/events/');
    expect(responses[0]?.headers['Etag']).toBe(responses[0]?.body?.['@odata.etag'] as string);
  });

  it('batch: a part whose predecessor failed answers 424 and is not done', async () => {
    const ada = await emulator.as();
    const { responses } = await ada.ok<BatchAnswer>(
      '$batch',
      post([
        { id: '1', method: 'DELETE', url: '/me/events/none' },
        insert('2', 'After', ['1']),
        insert('3', 'Third', ['2']),
      ]),
    );
    expect(responses.map(({ status }) => status)).toEqual([400, 424, 424]);
    expect((await ada.ok<ListJson>('me/events')).value).toEqual([]);
  });

  it('batch: a DELETE has no body', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert({ subject: 'Gone', ...times('2026-06-11', '12:00', 60) });
    const { responses } = await ada.ok<BatchAnswer>(
      '$batch',
      post([{ id: '1', method: 'DELETE', url: `/me/events/${encodeURIComponent(id)}` }]),
    );
    expect(responses[0]).toEqual({ id: '1', status: 204, headers: {} });
  });

  it('batch: Prefer of a part holds for this part', async () => {
    const ada = await emulator.as();
    await ada.insert({ subject: 'Tea', ...times('2026-06-11', '12:00', 60) });
    const get = { method: 'GET', url: '/me/events?$select=start' };
    const { responses } = await ada.ok<BatchAnswer>(
      '$batch',
      post([
        { ...get, id: '1', headers: { Prefer: 'outlook.timezone="Tokyo Standard Time"' } },
        { ...get, id: '2' },
      ]),
    );
    const starts = responses.map(
      ({ body }) => (body as unknown as ListJson).value[0]?.start.timeZone,
    );
    expect(starts).toEqual(['Tokyo Standard Time', 'UTC']);
  });

  it('batch: 21 parts, the same id twice, or an unknown dependency are refused', async () => {
    const ada = await emulator.as();
    const many = Array.from({ length: 21 }, (_, index) => ({
      id: String(index),
      method: 'GET',
      url: '/me',
    }));
    expect(await ada.refusal('$batch', post(many))).toBe('400 BadRequest');
    expect(await ada.refusal('$batch', post(many.slice(1)))).toBe('200 not refused');
    expect(await ada.refusal('$batch', post([insert('1', 'A'), insert('1', 'B')]))).toBe(
      '400 BadRequest',
    );
    expect(await ada.refusal('$batch', post([insert('1', 'A', ['9'])]))).toBe('400 BadRequest');
    expect(await ada.refusal('$batch', post([]))).toBe('400 BadRequest');
  });

  it('batch: each part is in the request log', async () => {
    const ada = await emulator.as();
    emulator.control.clearRequests();
    await ada.ok('$batch', post([{ id: '1', method: 'GET', url: '/me/calendar' }]));
    expect(emulator.control.requests().map(({ path }) => path)).toEqual([
      '/v1.0/me/calendar',
      '/v1.0/$batch',
    ]);
  });
});
