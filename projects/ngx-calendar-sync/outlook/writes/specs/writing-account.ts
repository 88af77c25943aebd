import { asyncScheduler, filter, firstValueFrom } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import type { ɵProviderRecord as ProviderRecord, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { CalendarSession } from '../../../core/session/calendar-session';
import type { SessionWrites } from '../../../core/session/session-writes';
import { createOutbox } from '../../../core/specs/create-outbox';
import { clockWithoutPauses } from '../../../google/specs/clock-without-pauses';
import { OutlookApi } from '../../runtime/api/outlook-api';
import { EXTENSION_NAME } from '../../runtime/mapping/own-properties';
import { OUTLOOK_CONFIG } from '../../runtime/config/outlook-config';
import type {
  OutlookCalendarEvent,
  OutlookTypes,
} from '../../runtime/mapping/outlook-calendar-event';
import { OutlookCalendarProvider } from '../../runtime/provider/outlook-calendar-provider';
import { aTab, aUser, control, stateOf } from '../../specs/outlook-app';
import type { OutlookWrite } from '../outlook-request';
import * as writes from '../public-api';

export const JUNE: TimeRange = {
  start: new Date('2026-05-31T22:00:00Z'),
  end: new Date('2026-06-30T22:00:00Z'),
  timeZone: 'Europe/Berlin',
};

const SCOPES = ['Calendars.ReadWrite', 'MailboxSettings.Read', 'User.Read'];

/** An account that is signed in, and what other apps do in its calendar. */
export class WritingAccount {
  readonly email: string;
  readonly provider: OutlookCalendarProvider;
  readonly session: CalendarSession<OutlookTypes>;
  /** Of its own calendar. */
  readonly calendarId: string;

  /** @param isZoneConfigured Whether the zone of the mailbox is that of the app's configuration, too; else drafts have the browser's. */
  static async open({
    timeZone = 'Europe/Berlin',
    isZoneConfigured = true,
  } = {}): Promise<WritingAccount> {
    const email = await aUser(undefined, { timeZone, kind: 'work' });
    const getAccessToken = async () => {
      const answer = await control<{ access_token: string }>('token', { email, scopes: SCOPES });
      return { token: answer.access_token, scopes: SCOPES, account: email };
    };
    const { auth, injector } = aTab(
      { auth: { getAccessToken }, scopes: SCOPES, ...(isZoneConfigured ? { timeZone } : {}) },
      { provide: CLOCK, useValue: clockWithoutPauses },
      OutlookApi,
    );
    await auth.initialize();
    await stateOf(auth, 'signed-in');
    const identity = await firstValueFrom(auth.identity$.pipe(filter((found) => !!found)));
    const provider = new OutlookCalendarProvider(
      injector.get(OutlookApi),
      injector.get(OUTLOOK_CONFIG),
      () => writes,
      identity,
    );
    const calendars = await firstValueFrom(provider.listCalendars());
    const calendarId = calendars.find(({ primary }) => primary)?.id ?? '';
    return new WritingAccount(email, provider, calendarId);
  }

  private constructor(email: string, provider: OutlookCalendarProvider, calendarId: string) {
    this.email = email;
    this.provider = provider;
    this.calendarId = calendarId;
    this.session = new CalendarSession(provider, { createOutbox, clock: asyncScheduler });
  }

  get writes(): SessionWrites<OutlookTypes> {
    return this.session.writes;
  }

  /** Sends a request to Graph in the name of the account, as another app. */
  graph<Answer = OutlookEvent>(method: string, path: string, body?: object): Promise<Answer> {
    const { email } = this;
    return control<Answer>('as', { email, method, path, ...(body ? { body } : {}) });
  }

  /** Adds an event as another app; answers its id. */
  async insert(event: OutlookEvent, calendarId = this.calendarId): Promise<string> {
    const path = `me/calendars/${encodeURIComponent(calendarId)}/events`;
    return (await this.graph('POST', path, event)).id ?? '';
  }

  async change(id: string, body: OutlookEvent): Promise<OutlookEvent> {
    return this.graph('PATCH', `me/events/${encodeURIComponent(id)}`, body);
  }

  /** The event as Graph has it. */
  stored(id: string, query = ''): Promise<OutlookEvent> {
    return this.graph('GET', `me/events/${encodeURIComponent(id)}${query}`);
  }

  /** What happens in June, as another app lists it. */
  async view(calendarId = this.calendarId, range = JUNE): Promise<readonly OutlookEvent[]> {
    const [start, end] = [range.start, range.end].map((time) => time.toISOString());
    const path = `me/calendars/${encodeURIComponent(calendarId)}/calendarView`;
    const query = `startDateTime=${start}&endDateTime=${end}&$top=500`;
    const { value } = await this.graph<{ value: readonly OutlookEvent[] }>(
      'GET',
      `${path}?${query}`,
    );
    return value;
  }

  /** Titles and starts in UTC, in order. */
  async shown(calendarId?: string, range?: TimeRange): Promise<readonly string[]> {
    const rows = await this.view(calendarId, range);
    return rows
      .map(({ subject, start }) => `${(start?.dateTime ?? '').slice(0, 16)} ${subject ?? ''}`)
      .sort();
  }

  /** The app's properties of an event as Graph has them. */
  async ownProperties(id: string): Promise<Readonly<Record<string, string>> | undefined> {
    return (await this.read(id)).extendedProperties?.private;
  }

  fault(name: string, more: object = {}): Promise<{ readonly id: number }> {
    return control('fault', { name, user: this.email, ...more });
  }

  /** Shows a range, by default June, and gives its events once they are there. */
  async open({ start, end, timeZone = 'Europe/Berlin' }: TimeRange = JUNE): Promise<
    readonly OutlookCalendarEvent[]
  > {
    this.session.setView({ calendarIds: [this.calendarId], start, end, timeZone });
    await firstValueFrom(this.session.syncState$.pipe(filter(({ phase }) => phase === 'idle')));
    return firstValueFrom(this.session.events$);
  }

  /** The event as this account's provider reads it. */
  async read(eventId: string): Promise<OutlookCalendarEvent> {
    const { calendarId } = this;
    const event = await firstValueFrom(this.provider.readEvent({ calendarId, eventId }));
    if (!event) {
      throw new Error('There is no such event.');
    }
    return event;
  }

  /** Sends a planned write once. What it keeps is in the plan, as in that of an outbox. */
  async send(
    sent: SentPlan,
    version: string | undefined = sent.plan.version ?? sent.plan.base?.version,
  ): Promise<OutlookCalendarEvent | undefined> {
    // Plain data, as it comes out of a database.
    const plan = structuredClone(sent.plan);
    return firstValueFrom(
      this.provider.sendWrite(plan, plan.anyVersion ? undefined : version, this.keepIn(sent)),
    );
  }

  /** Keeps in a plan what sending it has found. */
  keepIn(sent: SentPlan): (found: ProviderRecord) => Promise<void> {
    return (found) => {
      sent.plan = { ...sent.plan, request: { ...sent.plan.request, ...found } };
      return Promise.resolve();
    };
  }
}

/** What Graph has of an event and the model does not. */
export const UNMODELLED: OutlookEvent = {
  body: { contentType: 'html', content: '<p>A <b>bold</b> plan</p>' },
  locations: [
    { displayName: 'Room 1', address: { city: 'Berlin' } },
    { displayName: 'Room 2', locationEmailAddress: 'room2@example.com' },
  ],
  sensitivity: 'personal',
  responseRequested: false,
  allowNewTimeProposals: false,
  hideAttendees: true,
};

/** {@link UNMODELLED} as an event has it, in short; the body as HTML. */
export function unmodelled(event: OutlookEvent | undefined): readonly unknown[] {
  const { body, locations, sensitivity, responseRequested, allowNewTimeProposals } = event ?? {};
  return [
    /<p>.*<\/p>/.exec(body?.content ?? '')?.[0],
    locations?.map(({ displayName, address, locationEmailAddress }) =>
      [displayName, address?.city, locationEmailAddress].join(' ').trim(),
    ),
    sensitivity,
    responseRequested,
    allowNewTimeProposals,
    event?.hideAttendees,
  ];
}

/** The extension in which the app's properties are stored. */
export function ownExtension(own: Readonly<Record<string, string>>): OutlookEvent {
  const extension = {
    '@odata.type': '#microsoft.graph.openTypeExtension',
    extensionName: EXTENSION_NAME,
    ...own,
  };
  return { extensions: [extension] };
}

/** An event as a local copy holds it that leaves out these fields of Graph's. */
export function withoutFields(
  event: OutlookCalendarEvent,
  omit: readonly ('attendees' | 'body')[],
): OutlookCalendarEvent {
  const left: OutlookEvent = Object.fromEntries(
    Object.entries(event.outlookEvent).filter(([name]) => !omit.some((each) => each === name)),
  );
  const { description, attendees, ...rest } = event;
  return {
    ...rest,
    ...(omit.includes('body') || description === undefined ? {} : { description }),
    ...(omit.includes('attendees') || !attendees ? {} : { attendees }),
    outlookEvent: left,
  };
}

/** A plan as a log of writes holds it. */
export interface SentPlan {
  plan: OutlookWrite;
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
