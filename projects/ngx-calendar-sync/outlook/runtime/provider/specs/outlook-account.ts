import type { Provider } from '@angular/core';
import { filter, firstValueFrom, lastValueFrom, NEVER, type SchedulerLike, throwError } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { ɵPulledChange as PulledChange, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookCalendarSyncConfig, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { CopiedEvents } from '../../../../copy/copied-events';
import { pull, type PullOutcome } from '../../../../copy/pull';
import { memoryReplicaStore } from '../../../../copy/replica/memory-replica-store';
import { clockWithoutPauses } from '../../../../google/specs/clock-without-pauses';
import { aTab, aUser, control, stateOf } from '../../../specs/outlook-app';
import { OutlookApi } from '../../api/outlook-api';
import { OUTLOOK_CONFIG } from '../../config/outlook-config';
import type { OutlookCalendarEvent } from '../../mapping/outlook-calendar-event';
import { OutlookCalendarProvider } from '../outlook-calendar-provider';

export const SCOPES = ['Calendars.ReadWrite', 'MailboxSettings.Read', 'User.Read'];

/** June 2026 in Berlin. */
export const JUNE: TimeRange = {
  start: new Date('2026-05-31T22:00:00Z'),
  end: new Date('2026-06-30T22:00:00Z'),
  timeZone: 'Europe/Berlin',
};

interface AccountOptions {
  /** IANA name of the mailbox's zone. */
  readonly timeZone?: string;
  readonly kind?: 'work' | 'personal';
  readonly scopes?: readonly string[];
  readonly config?: OutlookCalendarSyncConfig;
  /** More of its tab. */
  readonly providers?: readonly Provider[];
  readonly clock?: SchedulerLike;
}

/** An account that is signed in, its provider, and what other apps do in its calendar. */
export interface OutlookAccount {
  readonly email: string;
  readonly provider: OutlookCalendarProvider;
  /** Of its own calendar. */
  readonly calendarId: string;
  /** A provider as after a reload: it knows what the local copy has of the list of calendars. */
  reloaded(): Promise<OutlookCalendarProvider>;
  /** Sends a request to Graph in the name of the account, as another app. */
  graph<Answer = OutlookEvent>(method: string, path: string, body?: object): Promise<Answer>;
  insert(event: OutlookEvent): Promise<string>;
  fault(name: string, more?: object): Promise<unknown>;
  list(range?: TimeRange): Promise<readonly OutlookCalendarEvent[]>;
}

export async function anAccount({
  timeZone = 'Europe/Berlin',
  kind = 'work',
  scopes = SCOPES,
  config = {},
  providers = [],
  clock = clockWithoutPauses,
}: AccountOptions = {}): Promise<OutlookAccount> {
  const email = await aUser(undefined, { timeZone, kind });
  const getAccessToken = async () => {
    const answer = await control<{ access_token: string }>('token', { email, scopes });
    return { token: answer.access_token, scopes, account: email };
  };
  const { auth, injector } = aTab(
    { ...config, auth: { getAccessToken }, scopes },
    { provide: CLOCK, useValue: clock },
    OutlookApi,
    ...providers,
  );
  await auth.initialize();
  await stateOf(auth, 'signed-in');
  const identity = await firstValueFrom(auth.identity$.pipe(filter((found) => !!found)));
  const open = () =>
    new OutlookCalendarProvider(
      injector.get(OutlookApi),
      injector.get(OUTLOOK_CONFIG),
      () => {
        throw new Error('Nothing is written here.');
      },
      identity,
    );
  const provider = open();
  const calendars = await firstValueFrom(provider.listCalendars());
  const calendarId = calendars.find(({ primary }) => primary)?.id ?? '';
  const graph = <Answer = OutlookEvent>(method: string, path: string, body?: object) =>
    control<Answer>('as', { email, method, path, ...(body ? { body } : {}) });
  return {
    email,
    provider,
    calendarId,
    reloaded: async () => {
      const { changes, account } = await firstValueFrom(provider.pullCalendars());
      const records = changes.flatMap((change) =>
        change.kind === 'calendar' ? [[change.id, change.record] as const] : [],
      );
      const later = open();
      later.restoreCalendars({
        cursor: 'all',
        calendars: Object.fromEntries(records),
        ...(account ? { account } : {}),
      });
      return later;
    },
    graph,
    insert: async (event) => (await graph('POST', 'me/events', event)).id ?? '',
    fault: (name, more = {}) => control('fault', { name, user: email, ...more }),
    list: (range = JUNE) => lastValueFrom(provider.listEvents(calendarId, { range })),
  };
}

/** An hour at this time in Berlin. */
export function timed(day: string, hour: number, more: OutlookEvent = {}): OutlookEvent {
  const at = (time: number) => ({
    dateTime: `${day}T${String(time).padStart(2, '0')}:00:00`,
    timeZone: 'W. Europe Standard Time',
  });
  return { subject: `At ${hour}`, start: at(hour), end: at(hour + 1), ...more };
}

/** A series of every day from 2 June 2026 on, at nine in Berlin. */
export function daily(numberOfOccurrences: number, more: OutlookEvent = {}): OutlookEvent {
  return timed('2026-06-02', 9, {
    subject: 'Daily',
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-06-02', numberOfOccurrences },
    },
    ...more,
  });
}

/** The local copy of a calendar: what a pull stores, and what the user sees of it. */
export class CopiedCalendar {
  readonly #store = memoryReplicaStore();
  readonly #calendarId: string;
  readonly #range: TimeRange;

  constructor(calendarId: string, range = JUNE) {
    this.#calendarId = calendarId;
    this.#range = range;
  }

  async pull(provider: OutlookCalendarProvider): Promise<PullOutcome> {
    const fence = await this.#store.claim();
    const calendarId = this.#calendarId;
    const { start, end } = this.#range;
    const scope = { coverage: { start, end } };
    return pull({ provider, store: this.#store, calendarId, scope, fence });
  }

  /** What it shows in its range. */
  async events(provider: OutlookCalendarProvider): Promise<readonly OutlookCalendarEvent[]> {
    const copied = new CopiedEvents<OutlookCalendarEvent>({
      store: this.#store,
      changes$: NEVER,
      toEvent: provider.toEvent.bind(provider),
      occurrencesIn: provider.occurrencesIn.bind(provider),
      timeZoneOf: () => this.#range.timeZone,
      online: { watch: () => throwError(() => new Error('The copy holds all of its range.')) },
    });
    const answer$ = copied
      .watch(this.#calendarId, this.#range)
      .pipe(filter(({ loading }) => !loading));
    return (await firstValueFrom(answer$)).events;
  }
}

/** Titles and starts, in order. */
export function shown(events: readonly OutlookCalendarEvent[]): readonly string[] {
  return events.map(({ title, start }) => `${start} ${title}`).sort();
}

/** The path of an event for {@link OutlookAccount.graph}. */
export const pathOf = (eventId: string): string => `me/events/${encodeURIComponent(eventId)}`;

/** The id of what begins on this day. */
export async function occurrenceOf(account: OutlookAccount, day: string): Promise<string> {
  const event = (await account.list()).find(({ start }) => start.startsWith(day));
  return event?.id ?? '';
}

/** The changes of the first page of a pull of June. */
export async function pulledChanges({
  provider,
  calendarId,
}: OutlookAccount): Promise<readonly PulledChange[]> {
  const page = await firstValueFrom(provider.pull(calendarId, { scope: { coverage: JUNE } }));
  return 'changes' in page ? [...page.changes] : [];
}

/** What a user of the copy sees in June, which is what one without a copy sees. */
export async function expectCopyAsListed(
  account: OutlookAccount,
  copy: CopiedCalendar,
  by: OutlookCalendarProvider,
): Promise<readonly string[]> {
  const copied = shown(await copy.events(by));
  expect(copied).toEqual(shown(await account.list()));
  return copied;
}
