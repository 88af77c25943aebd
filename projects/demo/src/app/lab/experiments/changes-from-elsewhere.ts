import { inject, Injectable } from '@angular/core';
import { type ActingRequest, EmulatorControl } from '../emulator/emulator-control';

export interface ChangedElsewhere {
  readonly id: string;
  readonly title: string;
}

interface MarkedEvent {
  readonly id: string;
  readonly extendedProperties?: { readonly private?: Readonly<Record<string, string>> };
}

/** The accounts that the emulator's own data has. */
const FRIENDS = [
  { email: 'jonas.okafor@example.com', name: 'Jonas' },
  { email: 'ada.meyer@example.com', name: 'Ada' },
] as const;
const EVENTS = 'calendars/primary/events';
/** A private property of every event that the Lab has changed, so that it is found again after a reload of the page. */
const MARK = 'calendarLab';
/** The title that an event had before. */
const FORMER_TITLE = 'calendarLabTitle';
const HOUR_MS = 3_600_000;

/** Changes that other apps and other people make, at the emulator. */
@Injectable({ providedIn: 'root' })
export class ChangesFromElsewhere {
  readonly #emulator = inject(EmulatorControl);

  /** Whether these private properties are those of an event that the Lab has changed. */
  isMark(properties: Readonly<Record<string, string>> | undefined): boolean {
    return properties?.[MARK] !== undefined;
  }

  async rename(
    email: string,
    event: { readonly id: string; readonly title: string },
  ): Promise<ChangedElsewhere> {
    const title = $localize`:@@lab.renamedTitle:${event.title}:title: (renamed elsewhere)`;
    await this.#patch(email, event.id, {
      summary: title,
      extendedProperties: { private: { [MARK]: '1', [FORMER_TITLE]: event.title } },
    });
    return { id: event.id, title };
  }

  /** A friend creates an event in an hour, with the account as its guest. */
  async invite(email: string): Promise<ChangedElsewhere> {
    const friend = friendOf(email);
    const title = $localize`:@@lab.invitationTitle:Coffee with ${friend.name}:name:`;
    const start = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
    const event = await this.#emulator.as(friend.email, {
      method: 'POST',
      path: EVENTS,
      body: {
        summary: title,
        start: { dateTime: new Date(start).toISOString() },
        end: { dateTime: new Date(start + HOUR_MS).toISOString() },
        attendees: [{ email }],
        extendedProperties: { private: { [MARK]: '1' } },
      },
    });
    return { id: (event as MarkedEvent).id, title };
  }

  /** Gives renamed events their titles back, and takes invitations back. */
  async undo(email: string): Promise<void> {
    for (const { id, extendedProperties } of await this.#marked(email)) {
      await this.#patch(email, id, {
        summary: extendedProperties?.private?.[FORMER_TITLE],
        extendedProperties: { private: { [MARK]: null, [FORMER_TITLE]: null } },
      });
    }
    const friend = friendOf(email).email;
    for (const { id } of await this.#marked(friend)) {
      await this.#emulator.as(friend, { method: 'DELETE', path: `${EVENTS}/${id}` });
    }
  }

  async #marked(email: string): Promise<readonly MarkedEvent[]> {
    const request: ActingRequest = {
      path: EVENTS,
      query: { privateExtendedProperty: `${MARK}=1` },
    };
    const { items = [] } = (await this.#emulator.as(email, request)) as {
      readonly items?: readonly MarkedEvent[];
    };
    // Google lists deleted occurrences in any case.
    return items.filter(({ extendedProperties }) => this.isMark(extendedProperties?.private));
  }

  #patch(email: string, id: string, body: object): Promise<unknown> {
    return this.#emulator.as(email, { method: 'PATCH', path: `${EVENTS}/${id}`, body });
  }
}

function friendOf(email: string): (typeof FRIENDS)[number] {
  return FRIENDS.find((friend) => friend.email !== email) ?? FRIENDS[0];
}
