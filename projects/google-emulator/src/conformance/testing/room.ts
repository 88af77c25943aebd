import type { calendar_v3 } from '@googleapis/calendar';
import { emulatorTarget, googleTarget, signedInApi, type Api, type Target } from './target.ts';

type Event = calendar_v3.Schema$Event;
type ListParameters = Omit<calendar_v3.Params$Resource$Events$List, 'calendarId' | 'auth'>;

/** Which of both it is, is decided by `npm run verify:google`. */
export const target: Target =
  process.env['CONFORMANCE_TARGET'] === 'google' ? googleTarget(process.env) : emulatorTarget();

/** A spec of what only the emulator can do; against Google it is reported as skipped. */
export function onlyOnEmulator(text: string, run: () => Promise<void>): void {
  it(text, async () => {
    if (!target.isEmulator) {
      pending('only an emulator can do this');
    }
    await run();
  });
}

/**
 * A calendar that is made for one suite and deleted after it. Each spec sees its own events alone, so that the others'
 * need not be deleted first: Google does not like many calendars.
 */
export class Room {
  private ids = new Set<string>();
  private made = 0;

  constructor(
    readonly api: Api,
    readonly calendarId: string,
  ) {}

  /** Another spec begins. */
  empty(): void {
    this.ids = new Set();
  }

  /** An id that nobody else has. */
  newId(): string {
    const id = `conformance${Date.now().toString(32)}${(++this.made).toString(32)}`;
    this.ids.add(id);
    return id;
  }

  async insert(requestBody: Event): Promise<Event & { id: string }> {
    const { data } = await this.api.events.insert({ calendarId: this.calendarId, requestBody });
    return this.own(data);
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

  /** All pages of a list, the spec's own events of them. */
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

  /** Makes an event of another way of making the spec's own. */
  own(event: Event): Event & { id: string } {
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

/** The target, running for every spec of the suite. */
export function useTarget(): void {
  beforeAll(() => target.start());
  afterAll(() => target.stop());
}

/** The target, and a calendar in it, for every spec of the suite. */
export function useRoom(): () => Room {
  let room: Room | undefined;
  useTarget();
  beforeAll(async () => {
    const api = await signedInApi(target);
    const requestBody = { summary: 'Conformance of an emulator', timeZone: 'Europe/Berlin' };
    const { data } = await api.calendars.insert({ requestBody });
    room = new Room(api, data.id ?? '');
  });
  beforeEach(() => {
    room?.empty();
  });
  // Run before the target's own end, because it was registered after it.
  afterAll(async () => {
    await room?.api.calendars.delete({ calendarId: room.calendarId });
  });
  return () => {
    if (!room) {
      throw new Error('There is a room inside of specs only.');
    }
    return room;
  };
}

/** What Google's clients reject with: `404 notFound`, or OAuth's `400 invalid_grant: …`. */
export async function refusalOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'not refused';
  } catch (error) {
    const { status = '', response } = error as RefusedRequest;
    const told = response?.data?.error;
    return typeof told === 'object'
      ? `${status} ${told.errors?.[0]?.reason ?? told.status ?? ''}`.trim()
      : `${status} ${[told, response?.data?.error_description].filter(Boolean).join(': ')}`.trim();
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
