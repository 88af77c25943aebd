import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from './refusal.ts';
import type { TokenEnv } from './token-env.ts';

const FORM = 'application/x-www-form-urlencoded';
const MAX_BODY_BYTES = 16 * 1024;

/** Reads the fields that a page sent; no body at all is a form without fields. */
export const form: MiddlewareHandler<TokenEnv> = async (context, next) => {
  const type = context.req.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== undefined && type !== FORM) {
    throw notAForm();
  }
  const text = await readBody(context.req.raw);
  if (type === undefined && text !== '') {
    throw notAForm();
  }
  context.set('form', new URLSearchParams(text));
  return next();
};

/** @throws Refusal where the page did not send the field. */
export function requiredField(context: Context<TokenEnv>, name: string): string {
  const value = context.get('form').get(name);
  if (!value) {
    throw new Refusal(400, 'missing_field', `The field "${name}" is missing.`);
  }
  return value;
}

/**
 * The whole body, whether its length was announced or not (chunked, HTTP/2), and never more than the bound.
 *
 * Hono's `bodyLimit` is not used: it makes a new `Request` of one whose length is unknown, which the requests of
 * `@hono/node-server` do not survive.
 */
async function readBody({ headers, body }: Request): Promise<string> {
  if (Number(headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES) {
    throw tooLarge();
  }
  if (!body) {
    return '';
  }
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for (;;) {
    const { done, value } = await readChunk(reader);
    if (done) {
      return text + decoder.decode();
    }
    bytes += value.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      // The stream is not cancelled: in Node that would close the connection before the answer is out.
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new Refusal(400, 'incomplete_body', 'The body ended before it was complete.');
  }
}

function notAForm(): Refusal {
  return new Refusal(415, 'unsupported_media_type', `The body must be ${FORM}.`);
}

function tooLarge(): Refusal {
  return new Refusal(413, 'body_too_large', `The body may have ${MAX_BODY_BYTES} bytes.`);
}
