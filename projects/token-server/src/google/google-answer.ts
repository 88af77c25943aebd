import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal } from '../http/refusal.ts';
import type { TokenEnv } from '../http/token-env.ts';

/** Google granted what was asked for. */
export interface Granted {
  readonly isGranted: true;
  /** The body as Google sent it. */
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Google refused, with an error response of RFC 6749, section 5.2. No other field of its answer is passed on. */
export interface Refused {
  readonly isGranted: false;
  readonly status: number;
  readonly oauthError: OAuthError;
  /** `oauthError` as JSON: Google's own body where it holds no other field. */
  readonly text: string;
  readonly retryAfter: string | undefined;
}

interface OAuthError {
  readonly error: string;
  readonly error_description?: string;
  /** An extension of Google's, such as `invalid_rapt`. */
  readonly error_subtype?: string;
  readonly error_uri?: string;
}

export type GoogleAnswer = Granted | Refused;

const JSON_TYPE = 'application/json; charset=utf-8';
const OPTIONAL_ERROR_FIELDS = ['error_description', 'error_subtype', 'error_uri'] as const;
const MAX_ERROR_FIELD_LENGTH = 1000;
/** The characters of the error codes that OAuth and its extensions define; a sentence or markup is refused. */
export const ERROR_CODE = /^[\w.-]{1,64}$/;
/** Seconds or a date (RFC 9110, section 10.2.3). */
const RETRY_AFTER_VALUE = /^[\w ,:]{1,40}$/;

/**
 * Reads a grant (status 200 with a JSON object) or a refusal (status 4xx with an OAuth error code).
 *
 * @param sent The codes, tokens and secrets of the request. A field of the answer that repeats one is left out.
 * @throws Refusal 502 for any other answer, such as a 5xx, a redirect or an HTML page: it says nothing about the request.
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
  const isRefusal = status >= 400 && status < 500;
  const oauthError = json && isRefusal ? readOAuthError(json, sent) : undefined;
  if (oauthError) {
    const hasNoOtherField = Object.keys(oauthError).length === Object.keys(json ?? {}).length;
    return {
      isGranted: false,
      status,
      oauthError,
      text: hasNoOtherField ? text : JSON.stringify(oauthError),
      retryAfter,
    };
  }
  throw failedWith(`an error of its own (${status})`, retryAfter);
}

/** @throws Refusal 502 for a grant that has no access token. */
export function requireToken(answer: GoogleAnswer): GoogleAnswer {
  if (answer.isGranted && textOf(answer, 'access_token') === undefined) {
    throw failedWith('no access token', undefined);
  }
  return answer;
}

/** Answers the page with Google's refusal: status, error and Retry-After. */
export function passOnRefusal(context: Context<TokenEnv>, refused: Refused): Response {
  const { status, oauthError, text, retryAfter } = refused;
  context.set('outcome', oauthError.error);
  return context.body(text, status as ContentfulStatusCode, {
    'Content-Type': JSON_TYPE,
    ...retryHeader(retryAfter),
  });
}

/** Answers the page with the body that Google sent, byte by byte. */
export function passOnGrant(context: Context<TokenEnv>, { text }: Granted): Response {
  return context.body(text, 200, { 'Content-Type': JSON_TYPE });
}

/** A field of the grant whose value is a string; undefined for one that is missing, empty or of another type. */
export function textOf({ json }: Granted, name: string): string | undefined {
  const value = json[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readOAuthError(
  json: Readonly<Record<string, unknown>>,
  sent: readonly string[],
): OAuthError | undefined {
  const repeatsSecret = (text: string) =>
    sent.some((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  const { error } = json;
  if (typeof error !== 'string' || !ERROR_CODE.test(error) || repeatsSecret(error)) {
    return undefined;
  }
  const optional = OPTIONAL_ERROR_FIELDS.flatMap((name): [string, string][] => {
    const value = json[name];
    const isText = typeof value === 'string' && value.length <= MAX_ERROR_FIELD_LENGTH;
    return isText && !repeatsSecret(value) ? [[name, value]] : [];
  });
  return { error, ...Object.fromEntries(optional) };
}

function readRetryAfter({ headers }: Response): string | undefined {
  const text = headers.get('Retry-After') ?? '';
  return RETRY_AFTER_VALUE.test(text) ? text : undefined;
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
