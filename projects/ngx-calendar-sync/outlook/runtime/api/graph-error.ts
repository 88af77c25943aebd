import { HttpErrorResponse } from '@angular/common/http';
import { TimeoutError } from 'rxjs';
import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵerrorOfFailure as errorOfFailure,
  type ɵFailureMeaning as FailureMeaning,
  type ɵFailureReport as FailureReport,
  type ɵJsonMembers as JsonMembers,
  ɵmachineReadableCode as machineReadableCode,
  ɵmembersOf as membersOf,
  ɵreportOf as reportOf,
} from 'ngx-calendar-sync/account';

/** Graph's report of a failure, as the cause of a CalendarSyncError. */
export interface GraphFailureReport extends FailureReport {
  /** Of a `transactionId` that was used before: the event that was made with it. */
  readonly existingEventId?: string;
}

/** What a failure depends on, apart from the answer. */
export interface FailedRequest {
  readonly method: string;
  /** Whether the request went on from a cursor of delta. */
  readonly hasCursor?: boolean | undefined;
  /** The version that must not have changed. */
  readonly ifMatch?: string | undefined;
  /** Whether a repetition could do the same twice: then only what Graph has certainly not done is repeated. */
  readonly notRepeatable?: boolean | undefined;
}

const RATE_LIMITED: FailureMeaning = {
  code: 'rate-limited',
  message: ngDevMode && 'Outlook has received too many requests: try again in a few minutes.',
  retries: 4,
};
const UNAVAILABLE: FailureMeaning = {
  code: 'unavailable',
  message: ngDevMode && 'Outlook does not answer properly: try again later.',
  retries: 4,
};
const REFUSED: FailureMeaning = {
  code: 'invalid-request',
  message: ngDevMode && 'Outlook refused the request',
};
const INVALID_EVENT: FailureMeaning = {
  code: 'invalid-event',
  message: ngDevMode && 'Outlook cannot store the event like this',
};
const EXPIRED: FailureMeaning = {
  code: 'expired',
  message: ngDevMode && 'The sign-in has expired: call renew() in a click.',
};
const FORBIDDEN: FailureMeaning = {
  code: 'forbidden',
  message: ngDevMode && 'Outlook does not allow this account to do this',
};
const NOT_FOUND: FailureMeaning = {
  code: 'not-found',
  message: ngDevMode && 'There is no such calendar or event, or this account may not see it.',
};
const NO_MAILBOX: FailureMeaning = {
  code: 'forbidden',
  message: ngDevMode && 'This account has no mailbox in Outlook that apps can use.',
};
const CONFLICT: FailureMeaning = {
  code: 'conflict',
  message:
    ngDevMode && 'The event was changed by somebody else since it was read: read it again first.',
};
const CURSOR_LOST: FailureMeaning = {
  code: 'cursor-lost',
  message: ngDevMode && 'Outlook does not know this state any more.',
};

/** By Graph's code in lower case, since its upper and lower case vary. A code comes from the server: hence no object. */
const MEANING_BY_CODE: ReadonlyMap<string, FailureMeaning> = new Map([
  ['applicationthrottled', RATE_LIMITED],
  ['authorization_requestdenied', FORBIDDEN],
  ['erroraccessdenied', FORBIDDEN],
  [
    'errorduplicatetransactionid',
    { code: 'duplicate', message: ngDevMode && 'This event was made already.' },
  ],
  [
    'errorfolderexists',
    { code: 'duplicate', message: ngDevMode && 'Outlook has a calendar of this name already.' },
  ],
  ['errorinternalservererror', UNAVAILABLE],
  ['errorirresolvableconflict', CONFLICT],
  ['erroritemnotfound', NOT_FOUND],
  [
    'erroroccurrencecrossingboundary',
    {
      code: 'invalid-event',
      message:
        ngDevMode &&
        'Outlook moves no occurrence past the one before or after it: move the series, or delete the occurrence and add an event.',
    },
  ],
  ['errorpropertyvalidationfailure', INVALID_EVENT],
  [
    'errorquotaexceeded',
    { code: 'quota-exceeded', message: ngDevMode && 'The mailbox of this account is full.' },
  ],
  ['invalidauthenticationtoken', EXPIRED],
  ['mailboxnotenabledforrestapi', NO_MAILBOX],
  ['mailboxnotsupportedforrestapi', NO_MAILBOX],
  ['resourcenotfound', NOT_FOUND],
  ['resyncrequired', CURSOR_LOST],
  ['syncstateinvalid', CURSOR_LOST],
  ['syncstatenotfound', CURSOR_LOST],
  ['toomanyrequests', RATE_LIMITED],
]);

const MEANING_BY_STATUS: ReadonlyMap<number, FailureMeaning> = new Map([
  [
    0,
    {
      code: 'offline',
      message: ngDevMode && 'Outlook cannot be reached: check the network.',
      retries: 2,
    },
  ],
  [401, EXPIRED],
  [403, FORBIDDEN],
  [404, NOT_FOUND],
  [408, UNAVAILABLE],
  [409, CONFLICT],
  [410, { code: 'deleted', message: ngDevMode && 'The event has been deleted.' }],
  [412, CONFLICT],
  [425, UNAVAILABLE],
  [429, RATE_LIMITED],
]);

/** A cursor that Graph cannot read is a lost one: "410 or another 40x". A calendar that is gone answers 404. */
const CURSOR_LOST_STATUSES: readonly number[] = [400, 410];

/** Deeper than Graph nests its errors. */
const MAX_INNER_ERRORS = 5;

function meaningOf(error: unknown, request: FailedRequest): FailureMeaning | undefined {
  if (error instanceof TimeoutError) {
    return UNAVAILABLE;
  }
  if (!(error instanceof HttpErrorResponse)) {
    return undefined;
  }
  const known = codesOf(error).flatMap((code) => MEANING_BY_CODE.get(code.toLowerCase()) ?? []);
  // The innermost code is the most specific one.
  const meaning = known.at(-1) ?? MEANING_BY_STATUS.get(error.status);
  if (request.hasCursor && CURSOR_LOST_STATUSES.includes(error.status)) {
    return CURSOR_LOST;
  }
  // Nothing can conflict with a request that only reads, or that names no version: Exchange says so at times without cause. Only a
  // new event may be there already.
  if (meaning === CONFLICT && request.method !== 'POST' && request.ifMatch === undefined) {
    return UNAVAILABLE;
  }
  // Anything else below 400 is a 200 whose body cannot be read, or a redirect that the browser does not follow.
  return meaning ?? (error.status >= 400 && error.status < 500 ? REFUSED : UNAVAILABLE);
}

/** The codes of an error and of those inside it, the outermost first. */
function codesOf({ error }: HttpErrorResponse): readonly string[] {
  const codes: string[] = [];
  let each: JsonMembers = membersOf(membersOf(error)['error']);
  for (let depth = 0; depth < MAX_INNER_ERRORS; depth++) {
    const code = machineReadableCode(each['code']);
    codes.push(...(code === undefined ? [] : [code]));
    each = membersOf(each['innerError'] ?? each['innererror']);
  }
  return codes;
}

/** How often a request that failed like this is repeated at most. */
export function retriesAfter(error: unknown, request: FailedRequest): number {
  const meaning = meaningOf(error, request);
  return request.notRepeatable && meaning !== RATE_LIMITED ? 0 : (meaning?.retries ?? 0);
}

/** The error that an app gets for a failed request, with Graph's report of the failure. */
export function toCalendarSyncError(error: unknown, request: FailedRequest): CalendarSyncError {
  return errorOfFailure(error, meaningOf(error, request), graphReportOf);
}

function graphReportOf(error: HttpErrorResponse): GraphFailureReport {
  const reason = codesOf(error).at(-1);
  const id = membersOf(membersOf(error.error)['error'])['@event.existingEventId'];
  return {
    ...reportOf(error),
    ...(reason === undefined ? {} : { reason }),
    ...(typeof id === 'string' ? { existingEventId: id } : {}),
  };
}
