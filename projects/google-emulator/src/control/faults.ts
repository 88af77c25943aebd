/** Something that goes wrong, for the requests that it is meant for. */
export interface FaultRule {
  /** HTTP method; every one if left out. */
  readonly method?: string;
  /** Path with `*` for anything but a slash and `**` for anything: `/calendar/v3/calendars/*` + `/events`. */
  readonly path: string;
  /** Counting the requests that match, the first that is met; 1 if left out. */
  readonly nth?: number;
  /** How many of them are met, from the `nth` on; 1 if left out, 0 for all. */
  readonly times?: number;
  /** Answers this status; with `reason` and `message` in the body as Google's error. */
  readonly status?: number;
  readonly reason?: string;
  readonly message?: string;
  /** More headers of that answer, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds to wait first; without a status the request is then served. */
  readonly delayMs?: number;
  /** Closes the connection: `before` the request is served, or `after`, when it was and the answer is lost. */
  readonly drop?: 'before' | 'after';
}

/** What a request is about to suffer. */
export type Fault = Omit<FaultRule, 'method' | 'path' | 'nth' | 'times'>;

interface ActiveRule {
  readonly rule: FaultRule;
  readonly pattern: RegExp;
  met: number;
}

/** The rules in force; the first that matches and is due wins. */
export class Faults {
  private rules: ActiveRule[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ rule, pattern: patternOf(rule.path), met: 0 });
  }

  clear(): void {
    this.rules = [];
  }

  /** Counts the request for every rule that it matches. */
  take(method: string, path: string): Fault | undefined {
    let due: Fault | undefined;
    for (const active of this.rules) {
      const { rule, pattern } = active;
      const isMatch =
        (rule.method === undefined || rule.method.toUpperCase() === method) && pattern.test(path);
      if (!isMatch) {
        continue;
      }
      active.met++;
      const first = rule.nth ?? 1;
      const times = rule.times ?? 1;
      const isDue = active.met >= first && (times === 0 || active.met < first + times);
      due ??= isDue ? rule : undefined;
    }
    return due;
  }
}

/** The body that Google would put beside the status. */
export function faultBody(fault: Fault, path: string): object {
  const status = fault.status ?? 500;
  const reason = fault.reason ?? USUAL_REASONS[status] ?? 'backendError';
  const message = fault.message ?? USUAL_MESSAGES[reason] ?? reason;
  if (!path.startsWith('/calendar/')) {
    return { error: reason, error_description: message };
  }
  return {
    error: {
      errors: [{ domain: domainOf(reason), reason, message, ...PLACES[reason] }],
      code: status,
      message,
    },
  };
}

function domainOf(reason: string): string {
  if (/rate|quota|limit/i.test(reason)) {
    return 'usageLimits';
  }
  return CALENDAR_REASONS.has(reason) ? 'calendar' : 'global';
}

const CALENDAR_REASONS: ReadonlySet<string> = new Set([
  'forbiddenForNonOrganizer',
  'fullSyncRequired',
  'requiredAccessLevel',
  'timeRangeEmpty',
  'updatedMinTooLongAgo',
]);

const USUAL_REASONS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'rateLimitExceeded',
  404: 'notFound',
  409: 'conflict',
  410: 'fullSyncRequired',
  412: 'conditionNotMet',
  429: 'rateLimitExceeded',
};

const USUAL_MESSAGES: Readonly<Record<string, string>> = {
  authError: 'Invalid Credentials',
  backendError: 'Backend Error',
  badRequest: 'Bad Request',
  conditionNotMet: 'Precondition Failed',
  conflict: 'Conflict',
  deleted: 'Resource has been deleted',
  duplicate: 'The requested identifier already exists.',
  fullSyncRequired: 'Sync token is no longer valid, a full sync is required.',
  notFound: 'Not Found',
  quotaExceeded: 'Calendar usage limits exceeded.',
  rateLimitExceeded: 'Rate Limit Exceeded',
  userRateLimitExceeded: 'User Rate Limit Exceeded',
};

const PLACES: Readonly<Record<string, object>> = {
  authError: { locationType: 'header', location: 'Authorization' },
  conditionNotMet: { locationType: 'header', location: 'If-Match' },
  fullSyncRequired: { locationType: 'parameter', location: 'syncToken' },
  updatedMinTooLongAgo: { locationType: 'parameter', location: 'updatedMin' },
};

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\*\*|\*)/)
    .map((part) => {
      if (part === '**') {
        return '.*';
      }
      return part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`);
}
