import type { Env } from 'google-calendar-emulator/internal';
import type { Hono } from 'hono';
import { baseOf } from './answers.ts';
import type { Json } from './event-json.ts';
import type { GraphEnv } from './graph-env.ts';
import { badRequest } from './graph-error.ts';

const MAX_PARTS = 20;

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
}

interface PartAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Sends a request to the emulator itself, past the network. */
export type SendWithin = (
  request: Request,
  bindings: Env['Bindings'],
) => Response | Promise<Response>;

/** JSON batching: up to twenty requests in one. Each counts for itself, and meets faults for itself. */
export function addBatchRoute(app: Hono<GraphEnv>, send: SendWithin): void {
  app.post('/$batch', async (context) => {
    const parts = readParts((await context.req.json().catch(() => ({}))) as Json);
    const answers = new Map<string, PartAnswer>();
    for (const part of parts) {
      const hasFailed = (part.dependsOn ?? []).some(
        (id) => (answers.get(id)?.status ?? 424) >= 400,
      );
      answers.set(
        part.id,
        hasFailed
          ? failedDependency(part.id)
          : await answerOf(
              part,
              await send(requestOf(part, context.req.raw, baseOf(context)), context.env),
            ),
      );
    }
    return context.json({ responses: [...answers.values()] });
  });
}

function readParts(body: Json): readonly Part[] {
  const requests = body['requests'];
  if (!Array.isArray(requests) || requests.length === 0) {
    throw badRequest('Invalid batch payload format.');
  }
  if (requests.length > MAX_PARTS) {
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${MAX_PARTS}.`);
  }
  const parts = requests as readonly Partial<Part>[];
  const ids = new Set<string>();
  return parts.map(({ id, method, url, dependsOn, ...rest }) => {
    if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') {
      throw badRequest('Each request of a batch needs an id, a method and a url.');
    }
    if (ids.has(id)) {
      throw badRequest(`Request id '${id}' is used more than once.`);
    }
    const unknown = dependsOn?.find((each) => !ids.has(each));
    if (unknown !== undefined) {
      throw badRequest(
        `The request '${id}' depends on '${unknown}', which does not come before it.`,
      );
    }
    ids.add(id);
    return { id, method, url, ...rest, ...(dependsOn && { dependsOn }) };
  });
}

function requestOf(part: Part, whole: Request, base: string): Request {
  const headers = new Headers(part.headers);
  for (const name of ['Authorization', 'Host', 'Origin']) {
    const value = whole.headers.get(name);
    if (value !== null && !headers.has(name)) {
      headers.set(name, value);
    }
  }
  const method = part.method.toUpperCase();
  const hasBody = part.body !== undefined && method !== 'GET';
  return new Request(`${base}/${part.url.replace(/^\//, '')}`, {
    method,
    headers,
    ...(hasBody && { body: JSON.stringify(part.body) }),
  });
}

async function answerOf({ id }: Part, response: Response): Promise<PartAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const names = ['content-type', 'etag', 'location', 'retry-after', 'preference-applied'];
  const headers = names.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[nameInTitleCase(name), value] as const];
  });
  return {
    id,
    status: response.status,
    headers: Object.fromEntries(headers),
    ...(text !== '' && { body: isJson ? (JSON.parse(text) as unknown) : text }),
  };
}

function failedDependency(id: string): PartAnswer {
  const message = 'A request on which this one depends has failed.';
  return { id, status: 424, headers: {}, body: { error: { code: 'FailedDependency', message } } };
}

function nameInTitleCase(name: string): string {
  return name.replace(/(^|-)\w/g, (letter) => letter.toUpperCase());
}
