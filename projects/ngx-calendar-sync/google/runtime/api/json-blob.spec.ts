import { HttpErrorResponse } from '@angular/common/http';
import { firstValueFrom, of, throwError } from 'rxjs';
import { toCalendarSyncError } from './google-error';
import { jsonBlob } from './json-blob';

describe('jsonBlob', () => {
  const received = (text: string) => firstValueFrom(of(new Blob([text])).pipe(jsonBlob()));
  const refused = (status: number, body: unknown) =>
    firstValueFrom(
      throwError(() => new HttpErrorResponse({ status, error: body })).pipe(jsonBlob()),
    );
  const failureOf = (answer: Promise<unknown>): Promise<unknown> =>
    answer.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('a whole answer: comes as it was sent', async () => {
    const text = '{ "items": [] }\n';
    expect(await (await received(text)).text()).toBe(text);
  });

  for (const text of ['{"items":[{"id":"a"', '<html></html>', '']) {
    it(`an answer that ends as "${text.slice(-8)}": fails as one that HttpClient cannot parse`, async () => {
      const error = await failureOf(received(text));
      expect(error instanceof HttpErrorResponse && error.status).toBe(200);
      expect(toCalendarSyncError(error).code).toBe('unavailable');
    });
  }

  for (const [status, reason, code] of [
    [403, 'rateLimitExceeded', 'rate-limited'],
    [403, 'quotaExceeded', 'quota-exceeded'],
    [403, 'insufficientPermissions', 'insufficient-scopes'],
    [403, 'forbidden', 'forbidden'],
    [410, 'fullSyncRequired', 'deleted'],
  ] as const) {
    it(`a refusal with ${status} ${reason}: tells its reason`, async () => {
      const body = { error: { code: status, message: 'No.', errors: [{ reason }] } };
      const error = await failureOf(refused(status, new Blob([JSON.stringify(body)])));
      const { code: known, cause } = toCalendarSyncError(error);
      expect(known).toBe(code);
      expect(cause).toEqual({ code: status, reason, message: 'No.' });
    });
  }

  it('a refusal keeps its headers, such as how long to wait', async () => {
    const thrown = new HttpErrorResponse({ status: 429, error: new Blob(['no JSON']) });
    const error = await failureOf(
      firstValueFrom(
        throwError(
          () =>
            new HttpErrorResponse({
              status: thrown.status,
              error: thrown.error as unknown,
              headers: thrown.headers.set('Retry-After', '7'),
            }),
        ).pipe(jsonBlob()),
      ),
    );
    expect(error instanceof HttpErrorResponse && error.headers.get('Retry-After')).toBe('7');
    expect(toCalendarSyncError(error).code).toBe('rate-limited');
  });

  it('a failure without a body stays as it is', async () => {
    const error = await failureOf(refused(0, new ProgressEvent('error')));
    expect(toCalendarSyncError(error).code).toBe('offline');
  });
});
