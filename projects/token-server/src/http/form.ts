import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from './refusal.ts';
import type { TokenEnv } from './token-env.ts';

const FORM = 'application/x-www-form-urlencoded';
const LARGEST_BODY = 16 * 1024;

const bounded = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new Refusal(413, 'body_too_large', `The body may have ${LARGEST_BODY} bytes.`);
  },
});

const formOnly: MiddlewareHandler<TokenEnv> = async (context, next) => {
  const type = context.req.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== FORM && (type !== undefined || context.req.raw.body !== null)) {
    throw new Refusal(415, 'unsupported_media_type', `The body must be ${FORM}.`);
  }
  return next();
};

const fields: MiddlewareHandler<TokenEnv> = async (context, next) => {
  context.set('form', new URLSearchParams(await context.req.text()));
  return next();
};

/** Reads the fields that a page sent; no body at all is a form without fields. */
export const form = [formOnly, bounded, fields];

/** @throws Refusal where the page did not send the field. */
export function requiredField(context: Context<TokenEnv>, name: string): string {
  const value = context.get('form').get(name);
  if (!value) {
    throw new Refusal(400, 'missing_field', `The field "${name}" is missing.`);
  }
  return value;
}
