import {
  type Fields,
  readRequestMatch,
  type RequestMatch,
} from 'google-calendar-emulator/internal';

/** Faults that answer a request, delay it or lose it, with what a test may say about them. */
const FAILING = {
  throttled: 'retryAfter',
  unavailable: 'status',
  'unavailable-in-paging': 'status',
  'precondition-failed': undefined,
  'cursor-lost': 'status',
  'malformed-token': undefined,
  error: 'status',
  slow: 'delayMs',
  'lost-request': undefined,
  'cut-answer': undefined,
  'lost-answer': undefined,
} as const;

/** Ways of Graph that a request may meet: what is not documented, or done differently by different servers. */
const DIFFERENT = {
  lag: 'seconds',
  'removed-from-outside': undefined,
  'rows-twice': undefined,
  'series-split': undefined,
  'master-missing': undefined,
  'empty-page': undefined,
  'if-match-ignored': undefined,
  'etag-per-series': undefined,
  'short-months-left-out': undefined,
  'series-removed-by-occurrence': undefined,
  'silent-delete': undefined,
} as const;

type FailingFault = keyof typeof FAILING;
type DifferentFault = keyof typeof DIFFERENT;

/** The faults, as the README explains them. */
export type FaultName =
  | 'throttled'
  | 'unavailable'
  | 'unavailable-in-paging'
  | 'precondition-failed'
  | 'cursor-lost'
  | 'malformed-token'
  | 'error'
  | 'slow'
  | 'lost-request'
  | 'cut-answer'
  | 'lost-answer'
  | 'lag'
  | 'removed-from-outside'
  | 'rows-twice'
  | 'series-split'
  | 'master-missing'
  | 'empty-page'
  | 'if-match-ignored'
  | 'etag-per-series'
  | 'short-months-left-out'
  | 'series-removed-by-occurrence'
  | 'silent-delete';

/** All names, as the README lists them. */
export const FAULT_NAMES: readonly FaultName[] = [
  ...(Object.keys(FAILING) as FailingFault[]),
  ...(Object.keys(DIFFERENT) as DifferentFault[]),
];

/** A fault by its name, and the requests that it meets. */
export interface NamedFault extends RequestMatch {
  /** What happens. */
  readonly name: FaultName;
  /** Of `throttled`: seconds, in the header that a page of another origin cannot read. 10 if left out. */
  readonly retryAfter?: number;
  /** Of `unavailable` (503 if left out), `cursor-lost` (410) and `error` (500). */
  readonly status?: number;
  /** Of `cursor-lost` and `error`: the `code` of the body. */
  readonly code?: string;
  /** Of `slow`: milliseconds of real time. */
  readonly delayMs?: number;
  /** Of `lag`: by how many seconds of the emulator's clock delta is behind. */
  readonly seconds?: number;
}

/** A fault as a test writes it: where it does not say which requests, all of the API are meant. */
export type NewFault = Omit<NamedFault, 'path'> & {
  /** Path in which `*` matches anything but a slash and `**` anything; that of the whole API if left out. */
  readonly path?: string;
};

/** @throws ControlError for a fault with invalid, unknown or contradictory fields. */
export function readNamedFault(fields: Fields): NamedFault {
  const name = fields.optionalChoice('name', FAULT_NAMES) ?? fields.refuse('name', 'given');
  const { path = '/v1.0/**', times, ...match } = readRequestMatch(fields);
  const parameters = {
    retryAfter: fields.optionalNumber('retryAfter', { least: 0 }),
    status: fields.optionalNumber('status', { least: 400, most: 599, whole: true }),
    code: fields.optionalText('code'),
    delayMs: fields.optionalNumber('delayMs', { least: 0, most: 600_000 }),
    seconds: fields.optionalNumber('seconds', { least: 0 }),
  };
  fields.end();
  const own = isFailing(name) ? FAILING[name] : DIFFERENT[name];
  for (const parameter of ['retryAfter', 'status', 'delayMs', 'seconds'] as const) {
    if (parameters[parameter] !== undefined && parameter !== own) {
      fields.refuse(parameter, `left out: ${name} has none`);
    }
  }
  if ((own === 'delayMs' || own === 'seconds') && parameters[own] === undefined) {
    fields.refuse(own, 'given');
  }
  // A way of Graph lasts; a failure meets one request unless more are asked for.
  const lasting = times ?? (isFailing(name) ? undefined : 0);
  return {
    name,
    path,
    ...defined(match),
    ...(lasting !== undefined && { times: lasting }),
    ...defined(parameters),
  };
}

export function isFailing(name: FaultName): name is FailingFault {
  return name in FAILING;
}

type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
