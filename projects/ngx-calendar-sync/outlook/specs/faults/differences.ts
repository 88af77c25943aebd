import { firstValueFrom, of, timeout } from 'rxjs';
import type { OutlookCalendarResource, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { byId, comparison } from '../../../service/specs/faults/comparison';
import type { Account } from './account';
import type { CopyingApp } from './copying-app';

/** Where every copy reaches, that of May and that of June. */
const RANGES = [
  { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' },
  { start: '2026-06-01T00:00:00Z', end: '2026-09-01T00:00:00Z' },
];

/** Describes each difference between the mailbox and what the app shows of it offline, out of its copy. */
export async function differences(account: Account, app: CopyingApp): Promise<readonly string[]> {
  const { found, compare } = comparison();
  app.online = false;
  const { value: list } = await account.ask<{ value: readonly OutlookCalendarResource[] }>(
    'me/calendars',
  );
  const shown = app.service.calendars().map(({ outlookCalendar }) => outlookCalendar);
  compare('calendars', [...shown].sort(byId), [...list].sort(byId));
  for (const name of account.calendars) {
    const stored = await account.view(name);
    for (const { start, end } of RANGES) {
      const shown$ = app.service.watchEvents({ calendarIds: [account.idOf(name)], start, end });
      const events = await firstValueFrom(
        shown$.pipe(timeout({ first: 5_000, with: () => of([]) })),
      );
      const inRange = stored.filter((event) => isInRange(event, start, end));
      compare(
        `${name} from ${start}`,
        events.map(({ outlookEvent }) => comparable(outlookEvent)).sort(byId),
        inRange.map(comparable).sort(byId),
      );
    }
  }
  return found;
}

function isInRange(event: OutlookEvent, start: string, end: string): boolean {
  const [from, to] = [event.start, event.end].map(
    (time) => `${time?.dateTime?.slice(0, 19) ?? ''}Z`,
  );
  return (from ?? '') < end && (to ?? '') > start;
}

/** What a user sees of an event. The rest of an occurrence is its master's in a copy, as when that was written. */
function comparable({
  id,
  subject,
  start,
  end,
  isAllDay,
  showAs,
  type,
  body,
  location,
}: OutlookEvent) {
  return {
    id: id ?? '',
    subject,
    start: start?.dateTime,
    end: end?.dateTime,
    isAllDay,
    showAs,
    type,
    body: body?.content,
    location: location?.displayName,
  };
}
