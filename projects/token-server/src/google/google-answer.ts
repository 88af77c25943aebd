import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';

/** What Google said, as it said it. */
export interface GoogleAnswer {
  readonly status: number;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly retryAfter: string | undefined;
}

/**
 * Takes Google's answers and its refusals alike.
 * @throws Refusal for one that says nothing about the request: a failure of Google's, or no JSON.
 */
export async function readGoogleAnswer(response: Response): Promise<GoogleAnswer> {
  const text = await response.text();
  const json = parseObject(text);
  const { status } = response;
  if (status >= 500 || json === undefined) {
    throw new Refusal(
      502,
      'google_failed',
      `Google answered with an error of its own (${status}).`,
    );
  }
  return { status, text, json, retryAfter: response.headers.get('Retry-After') ?? undefined };
}

/** Google's answer to the page, byte by byte. */
export function passOn(context: Context<TokenEnv>, answer: GoogleAnswer): Response {
  context.set('outcome', errorOf(answer));
  return context.body(answer.text, answer.status as ContentfulStatusCode, {
    'Content-Type': 'application/json; charset=utf-8',
    ...(answer.retryAfter !== undefined && { 'Retry-After': answer.retryAfter }),
  });
}

/** The code of a refusal (RFC 6749, section 5.2), such as `invalid_grant`. */
export function errorOf({ json }: GoogleAnswer): string | undefined {
  const error = json['error'];
  // A code has no spaces; whatever else stands there is not for the log.
  return typeof error === 'string' && /^[\w.-]{1,64}$/.test(error) ? error : undefined;
}

export function isGranted({ status }: GoogleAnswer): boolean {
  return status === 200;
}

/** A text member of the answer. */
export function textOf({ json }: GoogleAnswer, name: string): string | undefined {
  const value = json[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
