import { randomBytes } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { Hono, type Context } from 'hono';
import { badRequest, notFound } from '../calendar/api-error.ts';
import { googleCors } from '../calendar/google-cors.ts';
import type { Env } from '../server/env.ts';
import {
  readHttpRequest,
  readMultipart,
  writeMessage,
  writeMultipart,
  type Message,
} from './multipart.ts';

export const BATCH_PATH = '/batch/calendar/v3';

const MAX_PARTS = 1000;
const API_PATH = '/calendar/v3/';

/** Headers of the batch request that its inner requests do not inherit. */
const OUTER_REQUEST_HEADERS =
  /^(content-.*|accept-encoding|connection|keep-alive|transfer-encoding)$/;
/** Headers that the browser acts on. It sees the batch response alone, so inner responses leave them out. */
const BROWSER_HEADERS = /^(access-control-.*|server-timing|timing-allow-origin|vary)$/;

type Serve = (request: Request, env: Env['Bindings']) => Response | Promise<Response>;

/**
 * Google's batch endpoint. Every call is served as a request of its own, so that it meets faults and is logged.
 * @param serve Serves a request of the whole emulator.
 */
export function batchRoutes(serve: Serve): Hono<Env> {
  const routes = new Hono<Env>();
  routes.use(googleCors);
  routes.post('/', async (context) => {
    const type = context.req.header('Content-Type') ?? '';
    const parts = readMultipart(await context.req.text(), type);
    if (!parts) {
      throw badRequest(
        'Failed to parse batch request: it must be multipart/mixed with an end boundary.',
      );
    }
    if (parts.length > MAX_PARTS) {
      throw badRequest(`The batch has ${parts.length} calls; at most ${MAX_PARTS} are allowed.`);
    }
    const answers: Message[] = [];
    for (const part of parts) {
      answers.push(await answer(context, part, serve));
    }
    const boundary = `batch_${randomBytes(18).toString('base64url')}`;
    return context.body(writeMultipart(answers, boundary), 200, {
      'Content-Type': `multipart/mixed; boundary=${boundary}`,
    });
  });
  return routes;
}

async function answer(context: Context<Env>, part: Message, serve: Serve): Promise<Message> {
  const id = part.headers.get('content-id')?.replace(/^<?(.*?)>?$/s, '<response-$1>');
  const response = await call(context, readHttpRequest(part.body), serve);
  const inner: Message = {
    firstLine: `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ''}`,
    headers: new Map([...response.headers].filter(([name]) => !BROWSER_HEADERS.test(name))),
    body: await response.text(),
  };
  return {
    headers: new Map([
      ['Content-Type', 'application/http'],
      ...(id === undefined ? [] : [['Content-ID', id] as const]),
    ]),
    body: writeMessage(inner),
  };
}

function call(
  context: Context<Env>,
  { firstLine = '', headers, body }: Message,
  serve: Serve,
): Response | Promise<Response> {
  const [, method = '', target = ''] = /^([A-Z]+)\s+(\S+)/.exec(firstLine) ?? [];
  const outer = new URL(context.req.url);
  const { pathname, search } = URL.canParse(target, outer.origin)
    ? new URL(target, outer.origin)
    : outer;
  if (!pathname.startsWith(API_PATH)) {
    return Response.json(notFound().body, { status: 404 });
  }
  const own = [...context.req.raw.headers].filter(([name]) => !OUTER_REQUEST_HEADERS.test(name));
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== '';
  const request = new Request(new URL(pathname + search, outer).href, {
    method,
    headers: [...new Map([...own, ...headers])],
    ...(hasBody && { body }),
  });
  return serve(request, context.env);
}
