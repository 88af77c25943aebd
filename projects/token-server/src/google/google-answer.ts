import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';

/** What was asked for, as Google said it. */
export interface Granted {
  readonly isGranted: true;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Google's no, in the words of RFC 6749, section 5.2: nothing else of the answer goes on. */
export interface Refused {
  readonly isGranted: false;
  readonly status: number;
  readonly words: RefusalWords;
  /** The words as JSON: Google's own text where it has nothing else. */
  readonly text: string;
  readonly retryAfter: string | undefined;
}

interface RefusalWords {
  readonly error: string;
  readonly error_description?: string;
  /** Google's own, such as `invalid_rapt`. */
  readonly error_subtype?: string;
  readonly error_uri?: string;
}

export type GoogleAnswer = Granted | Refused;

const JSON_TYPE = 'application/json; charset=utf-8';
const WORDS_BESIDE_THE_CODE = ['error_description', 'error_subtype', 'error_uri'] as const;
const MAX_WORDS_LENGTH = 1000;
const SAFE_CODE = /^[\w.-]{1,64}$/;
/** Seconds or a date (RFC 9110, section 10.2.3). */
const RETRY_AFTER = /^[\w ,:]{1,40}$/;

/**
 * Takes what Google grants with status 200 and what it refuses with 4xx and a code of OAuth.
 *
 * @param sent What the request held that nobody may read in the answer: codes, tokens, secrets.
 * @throws Refusal for whatever else may come, as it says nothing about the request: other statuses, pages, no JSON.
 */
export async function readGoogleAnswer(
  response: Response,
  sent: readonly string[],
): Promise<GoogleAnswer> {
  const text = await response.text();
  const json = parseObject(text);
  const { status } = response;
  const retryAfter = readRetryAfter(response);
  if (status === 200 && json) {
    return { isGranted: true, text, json };
  }
  const words = json && status >= 400 && status < 500 ? readWords(json, sent) : undefined;
  if (words) {
    const isAll = Object.keys(words).length === Object.keys(json ?? {}).length;
    return {
      isGranted: false,
      status,
      words,
      text: isAll ? text : JSON.stringify(words),
      retryAfter,
    };
  }
  throw failedWith(`an error of its own (${status})`, retryAfter);
}

/** @throws Refusal where Google granted something, but no token. */
export function requireToken(answer: GoogleAnswer): GoogleAnswer {
  if (answer.isGranted && textOf(answer, 'access_token') === undefined) {
    throw failedWith('no access token', undefined);
  }
  return answer;
}

/** Google's no to the page. */
export function passOnRefusal(context: Context<TokenEnv>, refused: Refused): Response {
  const { status, words, text, retryAfter } = refused;
  context.set('outcome', words.error);
  return context.body(text, status as ContentfulStatusCode, {
    'Content-Type': JSON_TYPE,
    ...retryHeader(retryAfter),
  });
}

/** What Google granted to the page, byte by byte. */
export function passOnGrant(context: Context<TokenEnv>, { text }: Granted): Response {
  return context.body(text, 200, { 'Content-Type': JSON_TYPE });
}

/** A text member of what was granted. */
export function textOf({ json }: Granted, name: string): string | undefined {
  const value = json[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readWords(
  json: Readonly<Record<string, unknown>>,
  sent: readonly string[],
): RefusalWords | undefined {
  const echoes = (text: string) =>
    sent.some((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  const { error } = json;
  if (typeof error !== 'string' || !SAFE_CODE.test(error) || echoes(error)) {
    return undefined;
  }
  const beside = WORDS_BESIDE_THE_CODE.flatMap((name): [string, string][] => {
    const words = json[name];
    return typeof words === 'string' && words.length <= MAX_WORDS_LENGTH && !echoes(words)
      ? [[name, words]]
      : [];
  });
  return { error, ...Object.fromEntries(beside) };
}

function readRetryAfter({ headers }: Response): string | undefined {
  const text = headers.get('Retry-After') ?? '';
  return RETRY_AFTER.test(text) ? text : undefined;
}

function failedWith(what: string, retryAfter: string | undefined): Refusal {
  const headers = retryHeader(retryAfter);
  return new Refusal(502, 'google_failed', `Google answered with ${what}.`, { headers });
}

function retryHeader(retryAfter: string | undefined): Readonly<Record<string, string>> {
  return retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
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
