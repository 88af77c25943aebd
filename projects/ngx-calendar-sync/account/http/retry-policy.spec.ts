import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { defer, throwError, VirtualTimeScheduler } from 'rxjs';
import { withBackOff } from './retry-policy';

const MAX_RETRIES = 3;

describe('withBackOff()', () => {
  /** When a request is sent that fails each time, in milliseconds from the first time. */
  function sendingTimes(retryAfter?: string): readonly number[] {
    const clock = new VirtualTimeScheduler();
    const times: number[] = [];
    const headers = new HttpHeaders(retryAfter === undefined ? {} : { 'Retry-After': retryAfter });
    const failing$ = defer(() => {
      times.push(clock.now());
      return throwError(() => new HttpErrorResponse({ status: 503, headers }));
    });
    const policy = { clock, random: () => 0.5, retriesAfter: () => MAX_RETRIES };
    failing$.pipe(withBackOff(policy)).subscribe({ error: () => undefined });
    clock.flush();
    return times;
  }

  it('pauses exponentially, and fails after the last retry', () => {
    expect(sendingTimes()).toEqual([0, 1500, 4000, 8500]);
  });

  it('waits for the seconds of Retry-After, where they are longer than its own pause', () => {
    expect(sendingTimes('3')).toEqual([0, 3000, 6000, 10_500]);
  });

  it('waits for the date of Retry-After', () => {
    expect(sendingTimes(new Date(9000).toUTCString())[1]).toBe(9000);
  });

  it('ignores a Retry-After that is neither seconds nor a date', () => {
    expect(sendingTimes('soon')).toEqual(sendingTimes());
  });

  it('fails at once where Retry-After asks for more than a minute', () => {
    expect(sendingTimes('61')).toEqual([0]);
  });
});
