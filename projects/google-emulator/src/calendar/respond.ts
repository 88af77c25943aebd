import type { Context } from 'hono';
import type { ApiMethod } from '../discovery/discovery.ts';
import { checkAnswer } from '../discovery/validation.ts';
import type { Answer } from './call.ts';
import type { FieldMask } from './field-mask.ts';
import { serializedList } from './serialized.ts';

const JSON_TYPE = { 'Content-Type': 'application/json; charset=UTF-8' };

export interface ResponseOptions {
  readonly method: ApiMethod;
  /** From the `fields` parameter. */
  readonly mask: FieldMask | undefined;
  /** Whether to throw if the response does not match the discovery document. */
  readonly validate: boolean;
}

/** Sends the response of a method. */
export function respond(context: Context, answer: Answer, options: ResponseOptions): Response {
  context.header('Cache-Control', 'private, max-age=0, must-revalidate, no-transform');
  const { etag, body, items } = answer;
  if (etag) {
    context.header('ETag', etag);
    const known = context.req.header('If-None-Match');
    if (context.req.method === 'GET' && (known === etag || known === '*')) {
      return context.body(null, 304);
    }
  }
  if (!body) {
    return context.body(null, 204);
  }
  const { mask, validate } = options;
  if (!mask && !validate) {
    return context.body(items ? serializedList(body, items) : JSON.stringify(body), 200, JSON_TYPE);
  }
  const whole = items ? { ...body, items } : body;
  const text = JSON.stringify(mask ? mask.apply(whole) : whole);
  if (validate) {
    assertMatchesSchema(options.method, text);
  }
  return context.body(text, 200, JSON_TYPE);
}

/**
 * Validates the serialized response.
 * @throws TypeError if it does not match the discovery document.
 */
export function assertMatchesSchema({ id, response }: ApiMethod, text: string): void {
  const wrong = response === undefined ? undefined : checkAnswer(response, JSON.parse(text));
  if (wrong) {
    const what = JSON.stringify(wrong.parameters);
    throw new TypeError(`An answer of ${id} is wrong at ${wrong.at}: ${wrong.message} ${what}`);
  }
}
