import { HttpBackend, HttpErrorResponse } from '@angular/common/http';
import { inject, type Provider } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { until } from '../../core/specs/until';
import { aUser, control } from '../specs/emulator';
import { requestsOf } from '../specs/emulator-requests';
import { OfflineBrowser } from '../specs/offline-browser';
import { withOfflineReplica } from '../with-offline-replica';

const DINNER = { title: 'Dinner', start: '2026-06-11T18:00:00Z' };

const DELETED = jasmine.objectContaining({ code: 'deleted' });

/** Once the answer to an insert is lost, `run` runs, and only then the app hears that it got no answer. */
function afterLostInsert(run: (eventId: string) => Promise<unknown>): Provider {
  return {
    provide: HttpBackend,
    useFactory: (): Pick<HttpBackend, 'handle'> => {
      const ofBrowser = inject(HttpBackend, { skipSelf: true });
      return {
        handle: (request) =>
          ofBrowser.handle(request).pipe(
            catchError((error: unknown) => {
              const isRefusal = error instanceof HttpErrorResponse && error.status === 409;
              const { id = '' } = (request.body ?? {}) as { readonly id?: string };
              return request.method === 'POST' && !isRefusal
                ? from(run(id)).pipe(switchMap(() => throwError(() => error)))
                : throwError(() => error);
            }),
          ),
      };
    },
  };
}

describe('An insert whose answer is lost', () => {
  let ann: string;
  let browser: OfflineBrowser;

  beforeEach(async () => {
    ann = await aUser();
    browser = new OfflineBrowser(ann);
  });

  afterEach(() => browser.forget());

  const answers = async () =>
    (await requestsOf(ann)).filter(({ method }) => method === 'POST').map(({ status }) => status);

  it('somebody else deletes the event before it is sent again: the user is told so, and it is not added a second time, by a retry neither', async () => {
    const deleted = afterLostInsert((id) =>
      control('as', { email: ann, method: 'DELETE', path: `calendars/primary/events/${id}` }),
    );
    const service = await browser.signIn(withOfflineReplica(), [deleted]);
    await until(() => service.syncState().copy?.syncedAt !== undefined);
    const path = `/calendar/v3/calendars/${encodeURIComponent(ann)}/events`;
    // Where nothing at all is answered, some browsers send the request again by themselves.
    await control('fault', { method: 'POST', path, user: ann, drop: 'middle' });

    await expectAsync(service.addEvent(ann, DINNER)).toBeRejectedWith(DELETED);
    const [failed] = service.pendingWrites();
    expect([failed?.error, failed?.event?.title]).toEqual([DELETED, 'Dinner']);
    expect(await answers()).toEqual([200, 409]);

    await service.retryWrite(failed?.id ?? '');
    await until(() => service.pendingWrites()[0]?.state === 'failed');
    expect(await answers()).toEqual([200, 409, 409]);
    expect(await service.getEvents(ann, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z')).toEqual(
      [],
    );
  });
});
