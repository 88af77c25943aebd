import { definedFields } from 'google-calendar-ics/internal';
import type { Fields } from './fields.ts';
import { readRequestMatch } from './request-rules.ts';

/** Which requests fail, and how. */
export interface FaultRule {
  /** HTTP method; any method if left out. */
  readonly method?: string;
  /** Path in which `*` matches anything but a slash and `**` anything: `/calendar/v3/calendars/*` + `/events`. */
  readonly path: string;
  /** Only requests with an access token of this account. */
  readonly user?: string;

  /** Number of the first matching request that the rule meets; 1 if left out. */
  readonly nth?: number;
  /** How many requests it meets in all; 1 if left out, 0 for all that follow. */
  readonly times?: number;
  /** Meets only every k-th request from the `nth` on; without `times` it never ends. */
  readonly every?: number;
  /** Meets only this share of the requests from the `nth` on, from 0 to 1; without `times` it never ends. */
  readonly share?: number;
  /** Seed of the random choice for `share`: the same seed meets the same requests. 1 if left out. */
  readonly seed?: number;

  /** Milliseconds to wait before anything else. With neither `status` nor `drop` the request is then served. */
  readonly delayMs?: number;
  /** Answers this status, with Google's error in the body, and does not serve the request. */
  readonly status?: number;
  /** `error.errors[0].reason`, or `error` for OAuth; the most common reason of the status if left out. */
  readonly reason?: string;
  /** Error message; Google's message for the reason if left out. */
  readonly message?: string;
  /** Additional headers of the error response, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Closes the connection: `before` the request is served, in the `middle` of the response body, or `after` the request
   * was served, so that its write is stored and its answer lost.
   */
  readonly drop?: 'before' | 'middle' | 'after';
}

/** @throws ControlError for a rule with invalid, unknown or contradictory fields. */
export function readFaultRule(fields: Fields): FaultRule {
  const rule = {
    ...readRequestMatch(fields),
    path: fields.text('path'),
    delayMs: fields.optionalNumber('delayMs', { least: 0, most: 600_000 }),
    status: fields.optionalNumber('status', { least: 400, most: 599, whole: true }),
    reason: fields.optionalText('reason'),
    message: fields.optionalText('message'),
    headers: fields.optionalTextMap('headers'),
    drop: fields.optionalChoice('drop', ['before', 'middle', 'after']),
  };
  fields.end();
  for (const name of ['reason', 'message', 'headers'] as const) {
    if (rule[name] !== undefined && rule.status === undefined) {
      fields.refuse(name, 'left out without a status, because the request is served');
    }
  }
  if (rule.status === undefined && rule.delayMs === undefined && rule.drop === undefined) {
    fields.refuse('status', 'given, or delayMs, or drop: else the rule does nothing');
  }
  const { path, ...rest } = rule;
  return { path, ...definedFields(rest) };
}
