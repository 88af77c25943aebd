import { inject, Injectable } from '@angular/core';
import { type ActingRequest, EmulatorControl } from '../emulator/emulator-control';

export interface ChangedElsewhere {
  readonly id: string;
  readonly title: string;
}

interface MarkedEvent {
  readonly id: string;
  readonly organizer?: { readonly email?: string };
  readonly extendedProperties?: {
    readonly private?: Readonly<Record<string, string>>;
    readonly shared?: Readonly<Record<string, string>>;
  };
}

/** Accounts that the emulator has, unless it was started with other data. */
const FRIENDS = [
  { email: 'jonas.okafor@example.com', name: 'Jonas' },
  { email: 'ada.meyer@example.com', name: 'Ada' },
] as const;
const EVENTS = 'calendars/primary/events';
/**
 * A property of every event that the Lab has changed, so that it is found again after a reload of the page: a private one of
 * a renamed event, a shared one of an invitation, which the copies of its guests have too.
 */
const MARK = 'calendarLab';
/** The title that an event had before. */
const FORMER_TITLE = 'calendarLabTitle';
const HOUR_MS = 3_600_000;

/** Changes that other apps and other people make, at the emulator. */
@Injectable({ providedIn: 'root' })
export class ChangesFromElsewhere {
  readonly #emulator = inject(EmulatorControl);
  /** The accounts whose events were changed since the page was opened: another one may be signed in when all is put back. */
  readonly #changed = new Set<string>();

  /** Whether these private properties are those of an event that the Lab has changed. */
  isMark(properties: Readonly<Record<string, string>> | undefined): boolean {
    return properties?.[MARK] !== undefined;
  }

  async rename(
    email: string,
    event: { readonly id: string; readonly title: string },
  ): Promise<ChangedElsewhere> {
    const title = $localize`:@@lab.renamedTitle:${event.title}:title: (renamed elsewhere)`;
    this.#changed.add(email);
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
        extendedProperties: { shared: { [MARK]: '1' } },
      },
    });
    this.#changed.add(email);
    return { id: (event as MarkedEvent).id, title };
  }

  /**
   * Gives renamed events their titles back, and takes invitations back.
   * @param current The account that is signed in, whose events may have been changed before a reload of the page.
   */
  async undo(current: string | undefined): Promise<void> {
    const emails = new Set([...this.#changed, ...(current === undefined ? [] : [current])]);
    for (const email of emails) {
      await this.#undoOf(email);
      this.#changed.delete(email);
    }
  }

  async #undoOf(email: string): Promise<void> {
    for (const { id, extendedProperties } of await this.#marked(email, 'private')) {
      await this.#patch(email, id, {
        summary: extendedProperties?.private?.[FORMER_TITLE],
        extendedProperties: { private: { [MARK]: null, [FORMER_TITLE]: null } },
      });
    }
    for (const { id, organizer } of await this.#marked(email, 'shared')) {
      await this.#emulator.as(organizer?.email ?? email, {
        method: 'DELETE',
        path: `${EVENTS}/${id}`,
      });
    }
  }

  async #marked(email: string, kind: 'private' | 'shared'): Promise<readonly MarkedEvent[]> {
    const request: ActingRequest = {
      path: EVENTS,
      query: { [`${kind}ExtendedProperty`]: `${MARK}=1` },
    };
    const { items = [] } = (await this.#emulator.as(email, request)) as {
      readonly items?: readonly MarkedEvent[];
    };
    // Google lists deleted occurrences in any case.
    return items.filter(({ extendedProperties }) => this.isMark(extendedProperties?.[kind]));
  }

  #patch(email: string, id: string, body: object): Promise<unknown> {
    return this.#emulator.as(email, { method: 'PATCH', path: `${EVENTS}/${id}`, body });
  }
}

function friendOf(email: string): (typeof FRIENDS)[number] {
  return FRIENDS.find((friend) => friend.email !== email) ?? FRIENDS[0];
}
