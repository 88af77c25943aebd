import { HttpErrorResponse } from '@angular/common/http';
import { firstValueFrom, NEVER, timeout } from 'rxjs';
import { type FailedRequest, retriesAfter, toCalendarSyncError } from './graph-error';

const READ: FailedRequest = { method: 'GET' };
const WRITE: FailedRequest = { method: 'PATCH', ifMatch: 'W/"1"' };
const WRITE_OF_ANY_VERSION: FailedRequest = { method: 'PATCH' };
const DELTA: FailedRequest = { method: 'GET', hasCursor: true };

function failure(status: number, code = '', more: object = {}, inner?: object): HttpErrorResponse {
  return new HttpErrorResponse({
    status,
    url: 'https://graph.microsoft.com/v1.0/me',
    error: { error: { code, message: 'No.', ...more, innerError: inner ?? { 'request-id': '1' } } },
  });
}

const codeOf = (error: unknown, request = READ) => toCalendarSyncError(error, request).code;

describe('Errors of Graph', () => {
  it('codes: what they mean to an app', () => {
    expect(codeOf(failure(400, 'ErrorInvalidRequest'))).toBe('invalid-request');
    expect(codeOf(failure(400, 'ErrorPropertyValidationFailure'), WRITE)).toBe('invalid-event');
    expect(codeOf(failure(400, 'ErrorOccurrenceCrossingBoundary'), WRITE)).toBe('invalid-event');
    expect(codeOf(failure(401, 'InvalidAuthenticationToken'))).toBe('expired');
    expect(codeOf(failure(403, 'ErrorAccessDenied'))).toBe('forbidden');
    expect(codeOf(failure(403, 'Authorization_RequestDenied'))).toBe('forbidden');
    expect(codeOf(failure(404, 'ErrorItemNotFound'))).toBe('not-found');
    expect(codeOf(failure(404, 'MailboxNotEnabledForRESTAPI'))).toBe('forbidden');
    expect(codeOf(failure(409, 'ErrorIrresolvableConflict'), WRITE)).toBe('conflict');
    expect(codeOf(failure(412, 'ErrorIrresolvableConflict'), WRITE)).toBe('conflict');
    expect(codeOf(failure(409, 'ErrorIrresolvableConflict'), { method: 'POST' })).toBe('conflict');
    expect(codeOf(failure(412, 'ErrorIrresolvableConflict'), WRITE_OF_ANY_VERSION)).toBe(
      'unavailable',
    );
    expect(codeOf(failure(429, 'ApplicationThrottled'))).toBe('rate-limited');
    expect(codeOf(failure(503, 'UnknownError'))).toBe('unavailable');
    expect(codeOf(failure(507, 'ErrorQuotaExceeded'), WRITE)).toBe('quota-exceeded');
    expect(codeOf(failure(0))).toBe('offline');
    expect(codeOf(new HttpErrorResponse({ status: 200 }))).toBe('unavailable');
    expect(codeOf(new Error('else'))).toBe('unexpected');
  });

  it('an answer that does not come: unavailable, and repeated', async () => {
    const error: unknown = await firstValueFrom(NEVER.pipe(timeout(1))).catch(
      (thrown: unknown) => thrown,
    );
    expect(codeOf(error)).toBe('unavailable');
    expect(retriesAfter(error, READ)).toBe(4);
  });

  it('codes: in any case, and the innermost one that is known', () => {
    expect(codeOf(failure(404, 'syncstatenotfound'))).toBe('cursor-lost');
    expect(codeOf(failure(400, 'BadRequest', {}, { code: 'SyncStateNotFound' }))).toBe(
      'cursor-lost',
    );
    const deep = { code: 'Nobody', innererror: { code: 'ErrorItemNotFound' } };
    expect(codeOf(failure(400, 'ErrorInvalidRequest', {}, deep))).toBe('not-found');
    expect(codeOf(failure(400, 'constructor'))).toBe('invalid-request');
  });

  it('a cursor: lost by 410 and 400; with a calendar that is gone it is not lost', () => {
    expect(codeOf(failure(410, 'Gone'), DELTA)).toBe('cursor-lost');
    expect(codeOf(failure(400, 'BadRequest'), DELTA)).toBe('cursor-lost');
    expect(codeOf(failure(404, 'ErrorItemNotFound'), DELTA)).toBe('not-found');
    expect(codeOf(failure(410, 'Gone'))).toBe('deleted');
  });

  it('a transaction that was used before: duplicate, with the event that it made', () => {
    const error = failure(400, 'ErrorDuplicateTransactionId', { '@event.existingEventId': 'AQ-1' });
    const { code, cause } = toCalendarSyncError(error, WRITE);
    expect(code).toBe('duplicate');
    expect(cause).toEqual({
      code: 400,
      reason: 'ErrorDuplicateTransactionId',
      message: 'No.',
      existingEventId: 'AQ-1',
    });
  });

  it('retries: after what may pass, and of what sends mails only where nothing was done', () => {
    expect(retriesAfter(failure(429), READ)).toBe(4);
    expect(retriesAfter(failure(503), WRITE)).toBe(4);
    expect(retriesAfter(failure(412, 'ErrorIrresolvableConflict'), READ)).toBe(4);
    expect(retriesAfter(failure(412, 'ErrorIrresolvableConflict'), WRITE)).toBe(0);
    expect(retriesAfter(failure(400, 'ErrorInvalidRequest'), WRITE)).toBe(0);
    const mail: FailedRequest = { method: 'POST', notRepeatable: true };
    expect(retriesAfter(failure(503), mail)).toBe(0);
    expect(retriesAfter(failure(429), mail)).toBe(4);
  });
});
