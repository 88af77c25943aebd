import type { calendar_v3 } from '@googleapis/calendar';
import { emulatorTarget, googleTarget, signedInApi, type Api, type Target } from './target.ts';

type Event = calendar_v3.Schema$Event;
type ListParameters = Omit<calendar_v3.Params$Resource$Events$List, 'calendarId' | 'auth'>;

/** `npm run verify:google` sets CONFORMANCE_TARGET to run the suite against Google. */
export const target: Target =
  process.env['CONFORMANCE_TARGET'] === 'google' ? googleTarget(process.env) : emulatorTarget();

/** A spec that only the emulator can pass; against Google it is reported as skipped. */
export function onlyOnEmulator(text: string, run: () => Promise<void>): void {
  it(text, async () => {
    if (!target.isEmulator) {
      pending('only an emulator can do this');
    }
    await run();
  });
}

/**
 * A calendar that is created for one suite and deleted after it. Google limits the creation of calendars, so the specs
 * of a suite share one, and each sees only the events that it created itself.
 */
export class TestCalendar {
  private ids = new Set<string>();
  private createdIds = 0;

  constructor(
    readonly api: Api,
    readonly calendarId: string,
  ) {}

  /** Hides the events of the specs so far. */
  forgetEvents(): void {
    this.ids = new Set();
  }

  /** A new event id. */
  newId(): string {
    const id = `conformance${Date.now().toString(32)}${(++this.createdIds).toString(32)}`;
    this.ids.add(id);
    return id;
  }

  async insert(requestBody: Event): Promise<Event & { id: string }> {
    const { data } = await this.api.events.insert({ calendarId: this.calendarId, requestBody });
    return this.adopt(data);
  }

  async get(eventId: string): Promise<Event> {
    return (await this.api.events.get({ calendarId: this.calendarId, eventId })).data;
  }

  async patch(eventId: string, requestBody: Event): Promise<Event> {
    const { calendarId } = this;
    return (await this.api.events.patch({ calendarId, eventId, requestBody })).data;
  }

  async delete(eventId: string): Promise<void> {
    await this.api.events.delete({ calendarId: this.calendarId, eventId });
  }

  /** All pages of a list, and the events of this spec in them. */
  async list(
    parameters: ListParameters = {},
  ): Promise<{ items: Event[]; nextSyncToken: string; pages: calendar_v3.Schema$Events[] }> {
    const pages: calendar_v3.Schema$Events[] = [];
    let pageToken: string | undefined;
    do {
      const { data } = await this.api.events.list({
        calendarId: this.calendarId,
        ...parameters,
        ...(pageToken !== undefined && { pageToken }),
      });
      pages.push(data);
      pageToken = data.nextPageToken ?? undefined;
    } while (pageToken !== undefined);
    const items = pages.flatMap((page) => page.items ?? []).filter((event) => this.isOwn(event));
    return { items, nextSyncToken: pages.at(-1)?.nextSyncToken ?? '', pages };
  }

  async instances(eventId: string, showDeleted = false): Promise<Event[]> {
    const { calendarId } = this;
    const { data } = await this.api.events.instances({ calendarId, eventId, showDeleted });
    return data.items ?? [];
  }

  /** Makes an event that was created in another way visible to this spec. */
  adopt(event: Event): Event & { id: string } {
    const { id } = event;
    if (!id) {
      throw new Error('The answer has no id.');
    }
    this.ids.add(id);
    return { ...event, id };
  }

  private isOwn(event: Event): boolean {
    return [event.id, event.recurringEventId].some((id) => this.ids.has(id ?? ''));
  }
}

/** Starts the target for the specs of a suite. */
export function useTarget(): void {
  beforeAll(() => target.start());
  afterAll(() => target.stop());
}

/** Starts the target and creates a calendar for the specs of a suite. */
export function useTestCalendar(): () => TestCalendar {
  let testCalendar: TestCalendar | undefined;
  useTarget();
  beforeAll(async () => {
    const api = await signedInApi(target);
    const requestBody = { summary: 'Conformance of an emulator', timeZone: 'Europe/Berlin' };
    const { data } = await api.calendars.insert({ requestBody });
    testCalendar = new TestCalendar(api, data.id ?? '');
  });
  beforeEach(() => {
    testCalendar?.forgetEvents();
  });
  // Jasmine runs this before the `afterAll` of `useTarget`, because it is registered later.
  afterAll(async () => {
    await testCalendar?.api.calendars.delete({ calendarId: testCalendar.calendarId });
  });
  return () => {
    if (!testCalendar) {
      throw new Error('The test calendar exists inside of specs only.');
    }
    return testCalendar;
  };
}

/** Status and reason of a refused request: `404 notFound`, or `400 invalid_grant: …` for OAuth. */
export async function refusalOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'not refused';
  } catch (error) {
    const { status = '', response } = error as RefusedRequest;
    const refusal = response?.data?.error;
    return typeof refusal === 'object'
      ? `${status} ${refusal.errors?.[0]?.reason ?? refusal.status ?? ''}`.trim()
      : `${status} ${[refusal, response?.data?.error_description].filter(Boolean).join(': ')}`.trim();
  }
}

interface RefusedRequest {
  readonly status?: number;
  readonly response?: {
    readonly data?: {
      readonly error?:
        | string
        | { readonly status?: string; readonly errors?: readonly { readonly reason?: string }[] };
      readonly error_description?: string;
    };
  };
}
