import { HttpErrorResponse } from '@angular/common/http';
import { catchError, from, type MonoTypeOperatorFunction, of, switchMap, throwError } from 'rxjs';

/** More than the last bracket of a JSON object and the white space after it. */
const END_BYTES = 16;

/**
 * Of an answer that was asked for as a `Blob`. The JSON of a success is not parsed here, but one that is cut short fails
 * like an answer that HttpClient cannot parse, so that the request is repeated. Of a failure HttpClient leaves the body a
 * `Blob`, too: it becomes the JSON that tells the reason.
 */
export function jsonBlob(): MonoTypeOperatorFunction<Blob> {
  return (answer$) =>
    answer$.pipe(
      switchMap((blob) =>
        from(blob.slice(-END_BYTES).text()).pipe(
          switchMap((end) =>
            end.trimEnd().endsWith('}')
              ? of(blob)
              : throwError(() => new HttpErrorResponse({ status: 200 })),
          ),
        ),
      ),
      catchError((error: unknown) =>
        error instanceof HttpErrorResponse && error.error instanceof Blob
          ? from(withJsonBody(error, error.error)).pipe(
              switchMap((known) => throwError(() => known)),
            )
          : throwError(() => error),
      ),
    );
}

async function withJsonBody(error: HttpErrorResponse, body: Blob): Promise<HttpErrorResponse> {
  const { headers, status, url } = error;
  return new HttpErrorResponse({
    error: await jsonOf(body),
    headers,
    status,
    ...(url === null ? {} : { url }),
  });
}

/** `undefined` for a body that is no JSON, or that cannot be read. */
async function jsonOf(body: Blob): Promise<unknown> {
  try {
    return JSON.parse(await body.text());
  } catch {
    return undefined;
  }
}
