import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { Account } from './account';
import type { CopyingApp } from './copying-app';

/** Times from a full hour to so many minutes after it. */
export function at(start: string, minutes = '30'): Pick<GoogleEvent, 'start' | 'end'> {
  return {
    start: { dateTime: `${start}:00Z`, timeZone: 'UTC' },
    end: { dateTime: `${start.replace(':00', `:${minutes}`)}:00Z`, timeZone: 'UTC' },
  };
}

const WEEKLY: GoogleEvent = {
  id: 'weekly',
  summary: 'Meeting',
  ...at('2026-05-04T09:00'),
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
};

/** The ids of its occurrences. */
export const FIRST = 'weekly_20260504T090000Z';
export const SECOND = 'weekly_20260511T090000Z';
export const THIRD = 'weekly_20260518T090000Z';
export const LAST = 'weekly_20260525T090000Z';

/** An account with one series alone, `weekly`: four Mondays of May 2026 at nine. */
export function accountWithWeeklyMeeting(): Promise<Account> {
  return Account.create(() => new Map([['own', [WEEKLY]]]));
}

/** Closes an app, and deletes what the account has stored. */
export async function endApp(app: CopyingApp, { email }: Account): Promise<void> {
  app.close();
  const name = `google:${email}`;
  await Promise.all([deleteReplica(name), deleteWrites(name)]);
}
