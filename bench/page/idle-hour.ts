import { firstValueFrom, filter } from 'rxjs';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import {
  appInjector,
  type BenchAccount,
  type IsoTimeRange,
  openApp,
  replicaComplete,
  tokenOf,
} from './google-app';

let opened: GoogleCalendarService | undefined;

/** Signs in for longer than an hour, views so many of the calendars, and waits for the complete replica. */
export async function openForIdleHour(
  account: BenchAccount,
  range: IsoTimeRange,
  viewedCalendars: number,
): Promise<void> {
  const token = { ...(await tokenOf(account)), expires_in: 3 * 60 * 60 };
  const service = openApp(account, await appInjector(), token).get(GoogleCalendarService);
  opened = service;
  await service.initialize();
  await service.signIn();
  const calendars = await firstValueFrom(
    service.calendars$.pipe(filter(({ length }) => length > 0)),
  );
  const calendarIds = calendars.slice(0, viewedCalendars).map(({ id }) => id);
  service.setView({ calendarIds, ...range });
  await replicaComplete(service);
}

/** Whether the replica is being brought up to date. */
export function syncPhase(): 'idle' | 'syncing' | undefined {
  return opened?.syncState().copy?.phase;
}
