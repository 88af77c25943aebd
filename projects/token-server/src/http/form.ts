import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from './refusal.ts';
import type { TokenEnv } from './token-env.ts';

const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';
const MAX_BODY_BYTES = 16 * 1024;

/** Reads the fields of the form that a page sent. A request without body and content type is a form without fields. */
export const form: MiddlewareHandler<TokenEnv> = async (context, next) => {
  const type = context.req.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== undefined && type !== FORM_MEDIA_TYPE) {
    throw notAForm();
  }
  const text = await readBody(context.req.raw);
  if (type === undefined && text !== '') {
    throw notAForm();
  }
  context.set('form', new URLSearchParams(text));
  return next();
};

/** @throws Refusal 400 if the form does not have the field. */
export function requiredField(context: Context<TokenEnv>, name: string): string {
  const value = context.get('form').get(name);
  if (!value) {
    throw new Refusal(400, 'missing_field', `The field "${name}" is missing.`);
  }
  return value;
}

/**
 * Reads the whole body, also one without `Content-Length` (chunked, HTTP/2), and stops at the limit.
 *
 * Hono's `bodyLimit` cannot be used: for a body of unknown length it constructs a new `Request` from the first one, which
 * fails for the request objects of `@hono/node-server`.
 *
 * @throws Refusal 413 for a body above the limit, 400 for one that ends before it is complete.
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
      // The stream is not cancelled: in Node that would close the connection before the answer is sent.
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
  return new Refusal(415, 'unsupported_media_type', `The body must be ${FORM_MEDIA_TYPE}.`);
}

function tooLarge(): Refusal {
  return new Refusal(413, 'body_too_large', `The body may have ${MAX_BODY_BYTES} bytes.`);
}
