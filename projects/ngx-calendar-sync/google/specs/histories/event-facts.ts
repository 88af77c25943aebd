import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** The fields of an event that a history changes. `calendar` is the id of the calendar that holds it. */
export const FIELDS = ['title', 'location', 'start', 'response', 'calendar'] as const;

export type Field = (typeof FIELDS)[number];

/** What a single event or an occurrence has in its fields. */
export type Facts = Readonly<Record<Field, string>>;

/** Events by a name that stays the same whatever becomes of them: see {@link nameOf}. */
export type EventFacts = ReadonlyMap<string, Facts>;

/** An event and the calendar that holds it. */
export interface HeldEvent {
  readonly calendarId: string;
  readonly googleEvent: GoogleEvent;
}

/** The guest of the invitation who is not the account. */
export const OTHER_GUEST = 'ada@example.com';

/** The extended property by which an event and its copies and parts are known. */
export const LINEAGE = 'lineage';

export function lineageOf({ extendedProperties }: GoogleEvent): string | undefined {
  return extendedProperties?.private?.[LINEAGE];
}

/** Of an occurrence, the day for which its series had it counts too, which stays when the series is divided. */
export function nameOf(event: GoogleEvent): string | undefined {
  const lineage = lineageOf(event);
  const { originalStartTime: original } = event;
  if (lineage === undefined || !event.recurringEventId) {
    return lineage;
  }
  return `${lineage} on ${inUtc(original).slice(0, 'yyyy-mm-dd'.length)}`;
}

/** The lineage of the event with this name. */
export function lineageOfName(name: string): string {
  return name.split(' on ')[0] ?? name;
}

export function isOccurrence(name: string): boolean {
  return name.includes(' on ');
}

/** The facts of events, and the names that several of them have. */
export function factsOf(events: readonly HeldEvent[]): {
  readonly facts: EventFacts;
  readonly doubled: readonly string[];
} {
  const facts = new Map<string, Facts>();
  const doubled: string[] = [];
  for (const event of events) {
    const name = nameOf(event.googleEvent);
    if (name !== undefined) {
      if (facts.has(name)) {
        doubled.push(name);
      }
      facts.set(name, factsOfOne(event));
    }
  }
  return { facts, doubled };
}

function factsOfOne({ calendarId, googleEvent }: HeldEvent): Facts {
  const { summary, location, start, attendees = [] } = googleEvent;
  return {
    title: summary ?? '',
    location: location ?? '',
    start: inUtc(start),
    // In the calendar of somebody else no guest is the account itself.
    response: attendees.find(({ email }) => email !== OTHER_GUEST)?.responseStatus ?? '',
    calendar: calendarId,
  };
}

function inUtc(time: GoogleEvent['start']): string {
  return time?.date ?? new Date(time?.dateTime ?? 0).toISOString();
}

/** A write as it shows: what it has changed of which event. */
export type Change =
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly field: Field;
      readonly before: string;
      readonly after: string;
    }
  | { readonly kind: 'appeared'; readonly name: string; readonly facts: Facts }
  | { readonly kind: 'vanished'; readonly name: string };

/** What differs between two moments. */
export function changesBetween(before: EventFacts, after: EventFacts): readonly Change[] {
  const changes: Change[] = [];
  for (const [name, facts] of after) {
    const earlier = before.get(name);
    if (!earlier) {
      changes.push({ kind: 'appeared', name, facts });
      continue;
    }
    for (const field of FIELDS) {
      if (earlier[field] !== facts[field]) {
        changes.push({ kind: 'field', name, field, before: earlier[field], after: facts[field] });
      }
    }
  }
  const vanished = [...before.keys()].filter((name) => !after.has(name));
  return [...changes, ...vanished.map((name) => ({ kind: 'vanished', name }) as const)];
}
