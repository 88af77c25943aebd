import type { Fields } from './fields.ts';

/** Something that goes wrong, for the requests that it is meant for. */
export interface FaultRule {
  /** HTTP method; every one if left out. */
  readonly method?: string;
  /** Path with `*` for anything but a slash and `**` for anything: `/calendar/v3/calendars/*` + `/events`. */
  readonly path: string;
  /** Only requests with an access token of this account. */
  readonly user?: string;

  /** Counting the requests that reach the rule, the first that is met; 1 if left out. */
  readonly nth?: number;
  /** How many are met in all; 1 if left out, 0 for no end. */
  readonly times?: number;
  /** From the `nth` on, only every k-th is met; without `times` there is no end. */
  readonly every?: number;
  /** From the `nth` on, only this share of them is met, from 0 to 1; without `times` there is no end. */
  readonly share?: number;
  /** Decides which of them the `share` is: the same seed, the same requests. 1 if left out. */
  readonly seed?: number;

  /** Milliseconds to wait first; without more the request is then served. */
  readonly delayMs?: number;
  /** Answers this status instead of serving the request, with Google's error in the body. */
  readonly status?: number;
  /** `error.errors[0].reason`, or OAuth's `error`; the usual one of the status if left out. */
  readonly reason?: string;
  /** Google's words for the reason if left out. */
  readonly message?: string;
  /** More headers of that answer, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Closes the connection: `before` anything is done, `middle` of the body of the answer, or `after` the request was
   * served, so that what it wrote is written and the answer lost.
   */
  readonly drop?: 'before' | 'middle' | 'after';
}

/** @throws ControlError for a rule that could never do what it says. */
export function readFaultRule(fields: Fields): FaultRule {
  const rule = {
    method: fields.optionalText('method')?.toUpperCase(),
    path: fields.text('path'),
    user: fields.optionalText('user'),
    nth: fields.optionalNumber('nth', { least: 1, whole: true }),
    times: fields.optionalNumber('times', { least: 0, whole: true }),
    every: fields.optionalNumber('every', { least: 1, whole: true }),
    share: fields.optionalNumber('share', { least: 0, most: 1 }),
    seed: fields.optionalNumber('seed', { whole: true }),
    delayMs: fields.optionalNumber('delayMs', { least: 0, most: 600_000 }),
    status: fields.optionalNumber('status', { least: 400, most: 599, whole: true }),
    reason: fields.optionalText('reason'),
    message: fields.optionalText('message'),
    headers: fields.optionalTextMap('headers'),
    drop: fields.optionalChoice('drop', ['before', 'middle', 'after']),
  };
  fields.end();
  if (!rule.path.startsWith('/') && !rule.path.startsWith('*')) {
    fields.refuse('path', 'a path from its first slash on, or a pattern such as "**"');
  }
  if (rule.every !== undefined && rule.share !== undefined) {
    fields.refuse('share', 'left out where every is given');
  }
  for (const name of ['reason', 'message', 'headers'] as const) {
    if (rule[name] !== undefined && rule.status === undefined) {
      fields.refuse(name, 'left out without a status, because the request is served');
    }
  }
  if (rule.status === undefined && rule.delayMs === undefined && rule.drop === undefined) {
    fields.refuse('status', 'given, or delayMs, or drop: else the rule does nothing');
  }
  const { path, ...rest } = rule;
  return { path, ...onlyGiven(rest) };
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function onlyGiven<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<T>;
}
