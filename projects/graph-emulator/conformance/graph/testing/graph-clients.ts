import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
  RedirectHandler,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { createEmulator, type Emulator } from '../../../src/emulator.ts';
import { NOW, smallWorld } from '../../../src/testing/small-world.ts';
import { fetchByTls } from './fetch-by-tls.ts';

export const ADA = 'ada@contoso.example';
const SCOPES = [
  'Calendars.ReadWrite',
  'Calendars.ReadWrite.Shared',
  'MailboxSettings.ReadWrite',
  'User.Read',
];
const RETRY_DELAY_S = 1;

/** The last link of the client's chain: as its own HTTPMessageHandler, by a fetch that trusts the emulator. */
class TlsHandler implements Middleware {
  constructor(private readonly send: typeof fetch) {}

  async execute(context: Context): Promise<void> {
    context.response = await this.send(context.request as string | Request, context.options);
  }
}

/** The middleware that the client has by default, in its order. */
function chain(getAccessToken: () => Promise<string>, send: typeof fetch): Middleware {
  const links: Middleware[] = [
    new AuthenticationHandler({ getAccessToken }),
    new RetryHandler(new RetryHandlerOptions(RETRY_DELAY_S)),
    new RedirectHandler(),
    new TelemetryHandler(),
    new TlsHandler(send),
  ];
  links.slice(1).forEach((next, index) => {
    links[index]?.setNext?.(next);
  });
  return links[0] ?? new TlsHandler(send);
}

/** Microsoft's Graph client, which sends tokens by TLS alone, at an emulator of its own. */
export function useGraphClients(): {
  readonly url: string;
  readonly control: Emulator['control'];
  as(email?: string): Client;
} {
  let emulator: Emulator | undefined;
  const running = (): Emulator => {
    if (!emulator) {
      throw new Error('The emulator runs inside of specs only.');
    }
    return emulator;
  };
  beforeAll(async () => {
    emulator = await createEmulator({
      https: true,
      seed: smallWorld(),
      now: NOW,
      validateAnswers: true,
    });
  });
  beforeEach(() => {
    running().control.reset();
  });
  afterAll(() => emulator?.close());
  return {
    get url() {
      return running().url;
    },
    get control() {
      return running().control;
    },
    as(email = ADA) {
      const { url, control, certificate = '' } = running();
      const tokenOf = async (): Promise<string> =>
        (await control.issueToken({ email, scopes: SCOPES })).access_token;
      return Client.initWithMiddleware({
        baseUrl: url,
        customHosts: new Set([new URL(url).hostname]),
        middleware: chain(tokenOf, fetchByTls(certificate)),
      });
    },
  };
}

export interface TimeRow {
  readonly dateTime: string;
  readonly timeZone: string;
}

export interface AttendeeRow {
  readonly emailAddress: { readonly address: string };
  readonly status: { readonly response: string };
  readonly proposedNewTime?: { readonly start: TimeRow; readonly end: TimeRow };
}

/** An event of an answer, with the fields that specs read. */
export interface EventRow {
  readonly id: string;
  readonly subject: string;
  readonly type: string;
  readonly start: TimeRow;
  readonly end: TimeRow;
  readonly isOrganizer: boolean;
  readonly isCancelled: boolean;
  readonly seriesMasterId: string | null;
  readonly responseStatus: { readonly response: string };
  readonly attendees: readonly AttendeeRow[];
  readonly '@odata.etag': string;
  readonly '@removed'?: object;
}

export interface Rows {
  readonly value: readonly EventRow[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

export function lunchOn(day: string, subject = 'Lunch'): object {
  return {
    subject,
    start: { dateTime: `${day}T12:00:00`, timeZone: 'UTC' },
    end: { dateTime: `${day}T13:00:00`, timeZone: 'UTC' },
  };
}

/** The times of an event of one hour or more, as they are posted. */
export function times(start: string, end: string, timeZone = 'UTC'): object {
  return { start: { dateTime: start, timeZone }, end: { dateTime: end, timeZone } };
}

export async function inserted(
  client: Client,
  body: object,
  path = '/me/events',
): Promise<EventRow> {
  return (await client.api(path).post(body)) as EventRow;
}

/** What `calendarView` has between two times, in the order of the answer. */
export async function viewed(
  client: Client,
  startDateTime: string,
  endDateTime: string,
  preferredZone = 'UTC',
): Promise<readonly EventRow[]> {
  const { value } = (await client
    .api('/me/calendarView')
    .query({ startDateTime, endDateTime })
    .top(1000)
    .header('Prefer', `outlook.timezone="${preferredZone}"`)
    .get()) as Rows;
  return value;
}

/** Day and minute at which each row starts, such as `2026-06-11T12:00`. */
export function startsOf(rows: readonly Pick<EventRow, 'start'>[]): readonly string[] {
  return rows.map(({ start }) => start.dateTime.slice(0, 16));
}

export const WEEKLY = {
  ...lunchOn('2026-06-04', 'Choir'),
  recurrence: {
    pattern: { type: 'weekly', interval: 1, daysOfWeek: ['thursday'] },
    range: { type: 'noEnd', startDate: '2026-06-04' },
  },
};

/** Status and code of the error with which the client rejects. */
export async function refusalOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'not refused';
  } catch (error) {
    const { statusCode, code } = error as { statusCode: number; code: string };
    return `${statusCode} ${code}`;
  }
}

export function eventPath({ id }: Pick<EventRow, 'id'>): string {
  return `/me/events/${encodeURIComponent(id)}`;
}
