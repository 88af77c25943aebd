import type { FaultRule } from './fault-rule.ts';

interface KnownError {
  readonly domain: 'global' | 'calendar' | 'usageLimits';
  readonly message: string;
  readonly locationType?: 'parameter' | 'header';
  readonly location?: string;
}

/** Calendar v3's errors by `reason`. */
const CALENDAR_ERRORS: Readonly<Record<string, KnownError>> = {
  authError: {
    domain: 'global',
    locationType: 'header',
    location: 'Authorization',
    message: 'Invalid Credentials',
  },
  backendError: { domain: 'global', message: 'Backend Error' },
  badRequest: { domain: 'global', message: 'Bad Request' },
  conditionNotMet: {
    domain: 'global',
    locationType: 'header',
    location: 'If-Match',
    message: 'Precondition Failed',
  },
  conflict: { domain: 'global', message: 'Conflict' },
  dailyLimitExceeded: { domain: 'usageLimits', message: 'Daily Limit Exceeded' },
  deleted: { domain: 'global', message: 'Resource has been deleted' },
  duplicate: { domain: 'global', message: 'The requested identifier already exists.' },
  forbidden: { domain: 'global', message: 'Forbidden' },
  forbiddenForNonOrganizer: {
    domain: 'calendar',
    message: 'Shared properties can only be changed by the organizer of the event.',
  },
  fullSyncRequired: {
    domain: 'calendar',
    locationType: 'parameter',
    location: 'syncToken',
    message: 'Sync token is no longer valid, a full sync is required.',
  },
  insufficientPermissions: { domain: 'global', message: 'Insufficient Permission' },
  notFound: { domain: 'global', message: 'Not Found' },
  quotaExceeded: { domain: 'usageLimits', message: 'Calendar usage limits exceeded.' },
  rateLimitExceeded: { domain: 'usageLimits', message: 'Rate Limit Exceeded' },
  requiredAccessLevel: {
    domain: 'calendar',
    message: 'You need to have writer access to this calendar.',
  },
  timeRangeEmpty: {
    domain: 'calendar',
    locationType: 'parameter',
    location: 'timeMax',
    message: 'The specified time range is empty.',
  },
  updatedMinTooLongAgo: {
    domain: 'calendar',
    locationType: 'parameter',
    location: 'updatedMin',
    message: 'The requested minimum modification time lies too far in the past.',
  },
  userRateLimitExceeded: { domain: 'usageLimits', message: 'User Rate Limit Exceeded' },
};

const REASON_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'rateLimitExceeded',
  404: 'notFound',
  409: 'conflict',
  410: 'fullSyncRequired',
  412: 'conditionNotMet',
  429: 'rateLimitExceeded',
};

/** Google's descriptions of the token endpoint's errors (RFC 6749, section 5.2). */
const OAUTH_ERRORS: Readonly<Record<string, string>> = {
  invalid_client: 'The OAuth client was not found.',
  invalid_grant: 'Token has been expired or revoked.',
  invalid_request: 'client_secret is missing.',
  invalid_token: 'Token expired or revoked',
  unauthorized_client: 'Unauthorized',
};

/** The body that Google sends with the status. */
export function faultBody(
  { status = 500, reason, message }: Pick<FaultRule, 'status' | 'reason' | 'message'>,
  path: string,
): object {
  return path.startsWith('/calendar/')
    ? calendarError(status, reason ?? REASON_BY_STATUS[status] ?? 'backendError', message)
    : oauthError(reason ?? (status < 500 ? 'invalid_grant' : 'internal_failure'), message);
}

function calendarError(code: number, reason: string, customMessage: string | undefined): object {
  const known = CALENDAR_ERRORS[reason] ?? { domain: 'global', message: reason };
  const message = customMessage ?? known.message;
  return { error: { errors: [{ reason, ...known, message }], code, message } };
}

function oauthError(error: string, customMessage: string | undefined): object {
  if (error === 'invalid_rapt') {
    // The administrator of a Google Workspace can require users to sign in again after some hours.
    return {
      error: 'invalid_grant',
      error_description: customMessage ?? 'reauth related error (invalid_rapt)',
      error_uri: 'https://support.google.com/a/answer/9368756',
      error_subtype: error,
    };
  }
  const description = customMessage ?? OAUTH_ERRORS[error];
  return { error, ...(description !== undefined && { error_description: description }) };
}
