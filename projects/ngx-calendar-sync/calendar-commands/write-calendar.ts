import type { Observable } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { CommandOptions } from 'ngx-calendar-sync/core';
import type {
  ɵAccountTypes as AccountTypes,
  ɵOpenSession as OpenSession,
} from 'ngx-calendar-sync/sessions';

/** Sends one request of a write. */
export type SendRequest = <Answer>(request: Observable<Answer>) => Promise<Answer>;

/** The calendar that a write puts on the account's list or takes off it. */
export interface ListChange {
  readonly added?: string;
  readonly removed?: string;
}

/**
 * Runs a write of the account's list of calendars. A local copy follows what it has done; what the provider may have done without
 * an answer is asked for.
 */
export async function writeCalendar<A extends AccountTypes, R>(
  { session }: OpenSession<A>,
  { signal }: CommandOptions,
  run: (send: SendRequest) => Promise<R>,
  change: ListChange = {},
): Promise<R> {
  // What is aborted before it begins is never sent.
  const isBegun = !signal?.aborted;
  let answers = 0;
  const send: SendRequest = async <Answer>(request: Observable<Answer>) => {
    const answer = await session.ask(request, signal);
    answers += 1;
    return answer;
  };
  try {
    const done = await run(send);
    session.calendarsChanged(change);
    return done;
  } catch (error) {
    const isUnknown = isBegun && hasCode(error, 'cancelled', 'offline', 'unavailable');
    if (isUnknown) {
      session.listCalendars().catch(() => undefined);
    }
    if (isUnknown || answers > 0) {
      session.calendarsChanged();
    }
    throw error;
  }
}
