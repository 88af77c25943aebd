import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator, type ApiClient } from '../testing/api-client.ts';
import { BEN } from '../testing/small-world.ts';
import { readHttpRequest, readMultipart } from './multipart.ts';

const V3 = '/calendar/v3/';

interface Part {
  readonly request: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly id?: string;
}

describe('Batch requests', () => {
  const emulator = useEmulator();
  const day: WireEvent = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };

  const partText = ({ request, body, headers = {}, id }: Part) =>
    [
      'Content-Type: application/http',
      ...(id === undefined ? [] : [`Content-ID: <${id}>`]),
      '',
      request,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body ? ['Content-Type: application/json'] : []),
      '',
      body ? JSON.stringify(body) : '',
    ].join('\r\n');

  async function send(parts: readonly Part[], client?: ApiClient, origin?: string) {
    const text = parts.map((part) => `--limit\r\n${partText(part)}\r\n`).join('');
    const response = await fetch(`${emulator.url}/batch/calendar/v3`, {
      method: 'POST',
      headers: {
        'Content-Type': 'multipart/mixed; boundary="limit"',
        ...(client && { Authorization: `Bearer ${client.token}` }),
        ...(origin !== undefined && { Origin: origin }),
      },
      body: `${text}--limit--\r\n`,
    });
    const type = response.headers.get('Content-Type') ?? '';
    const answers = (readMultipart(await response.text(), type) ?? []).map((part) => {
      const inner = readHttpRequest(part.body);
      return {
        id: part.headers.get('content-id'),
        status: inner.firstLine,
        headers: inner.headers,
        body: (inner.body === '' ? undefined : JSON.parse(inner.body)) as WireEvent & {
          error?: { errors: { reason: string }[] };
        },
      };
    });
    return { response, answers };
  }

  it('batch: answers are in the order of the parts and carry their Content-IDs', async () => {
    const { answers, response } = await send(
      [
        {
          request: `POST ${V3}${eventsPath('primary')}`,
          body: { ...day, id: 'event1', summary: 'Größe' },
          id: 'first + 1',
        },
        { request: `GET ${V3}${eventPath('event1')}?fields=summary HTTP/1.1`, id: 'second' },
        { request: `GET ${V3}${eventPath('nothing1')}`, id: 'third' },
        { request: `DELETE ${V3}${eventPath('event1')}` },
      ],
      emulator.as(),
    );
    expect(response.status).toBe(200);
    expect(answers.map(({ id, status }) => [id, status])).toEqual([
      ['<response-first + 1>', 'HTTP/1.1 200 OK'],
      ['<response-second>', 'HTTP/1.1 200 OK'],
      ['<response-third>', 'HTTP/1.1 404 Not Found'],
      [undefined, 'HTTP/1.1 204 No Content'],
    ]);
    expect(answers[1]?.body).toEqual({ summary: 'Größe' } as never);
    expect(answers[2]?.body.error?.errors[0]?.reason).toBe('notFound');
  });

  it('batch: a part without an Authorization header uses that of the batch', async () => {
    const { answers } = await send(
      [
        { request: `GET ${V3}calendars/primary` },
        {
          request: `GET ${V3}calendars/primary`,
          headers: { Authorization: `Bearer ${emulator.as(BEN).token}` },
        },
        { request: `GET ${V3}calendars/primary`, headers: { authorization: 'Bearer nobody' } },
      ],
      emulator.as(),
    );
    expect(answers.map(({ body }) => body.id)).toEqual(['ada@example.com', BEN, undefined]);
    expect(answers[2]?.status).toBe('HTTP/1.1 401 Unauthorized');
    const { answers: anonymous } = await send([{ request: `GET ${V3}colors` }]);
    expect(anonymous[0]?.status).toBe('HTTP/1.1 403 Forbidden');
  });

  it('batch: If-Match applies to its own part', async () => {
    const ada = emulator.as();
    const { etag } = await ada.insert({ ...day, id: 'event1' });
    const patch = (summary: string) => ({
      request: `PATCH ${V3}${eventPath('event1')}`,
      headers: { 'If-Match': etag ?? '' },
      body: { summary },
    });
    const { answers } = await send([patch('first'), patch('second')], ada);
    expect(answers.map(({ status }) => status)).toEqual([
      'HTTP/1.1 200 OK',
      'HTTP/1.1 412 Precondition Failed',
    ]);
    expect(answers[0]?.headers.get('etag')).toBe(answers[0]?.body.etag ?? '');
    expect((await ada.get('event1')).summary).toBe('first');
  });

  it('batch: faults meet single parts, and every part is logged as a request', async () => {
    emulator.control.addFault({
      path: '/calendar/v3/colors',
      nth: 2,
      status: 403,
      reason: 'rateLimitExceeded',
    });
    const colors = { request: `GET ${V3}colors` };
    const { answers } = await send([colors, colors, colors], emulator.as());
    expect(answers.map(({ status }) => status?.split(' ')[1])).toEqual(['200', '403', '200']);
    const logged = emulator.control.requests().map(({ path, status }) => [path, status]);
    expect(logged).toEqual([
      ['/calendar/v3/colors', 200],
      ['/calendar/v3/colors', 403],
      ['/calendar/v3/colors', 200],
      ['/batch/calendar/v3', 200],
    ]);
  });

  it('batch: 1000 parts are served and 1001 answer 400', async () => {
    const parts = (count: number) => Array.from({ length: count }, () => ({ request: 'GET /x' }));
    expect((await send(parts(1000))).answers.length).toBe(1000);
    expect((await send(parts(1001))).response.status).toBe(400);
  });

  for (const request of [
    'POST /_emulator/reset',
    'GET /calendar/v3/../../_emulator/requests',
    'POST /batch/calendar/v3',
    'nonsense',
  ]) {
    it(`batch: a part outside of Calendar v3 answers 404: ${request}`, async () => {
      const { answers } = await send([{ request }], emulator.as());
      expect(answers[0]?.status).toBe('HTTP/1.1 404 Not Found');
    });
  }

  it('batch: a page of another origin may send it and read the answer', async () => {
    const origin = 'http://localhost:4200';
    const { response } = await send([{ request: `GET ${V3}colors` }], emulator.as(), origin);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    const preflight = await fetch(`${emulator.url}/batch/calendar/v3`, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
  });

  it('batch: a body that is not multipart/mixed or has no end boundary answers 400', async () => {
    const post = (type: string, body: string) =>
      fetch(`${emulator.url}/batch/calendar/v3`, {
        method: 'POST',
        headers: { 'Content-Type': type },
        body,
      });
    expect((await post('application/json', '{}')).status).toBe(400);
    const open = '--a\r\nContent-Type: application/http\r\n\r\nGET /calendar/v3/colors\r\n';
    expect((await post('multipart/mixed; boundary=a', open)).status).toBe(400);
    expect((await post('multipart/mixed; boundary=a', `${open}--a--`)).status).toBe(200);
  });
});
