import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** The fields of an event that a history changes. */
export const FIELDS = ['title', 'location', 'start', 'response'] as const;

export type Field = (typeof FIELDS)[number];

/** What a single event or an occurrence has in its fields. */
export type Facts = Readonly<Record<Field, string>>;

/** Events by a name that stays the same whatever becomes of them: see {@link nameOf}. */
export type EventFacts = ReadonlyMap<string, Facts>;

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

/** The facts of events, and the names that several of them have. */
export function factsOf(events: readonly GoogleEvent[]): {
  readonly facts: EventFacts;
  readonly doubled: readonly string[];
} {
  const facts = new Map<string, Facts>();
  const doubled: string[] = [];
  for (const event of events) {
    const name = nameOf(event);
    if (name !== undefined) {
      if (facts.has(name)) {
        doubled.push(name);
      }
      facts.set(name, factsOfOne(event));
    }
  }
  return { facts, doubled };
}

export function factsOfOne({ summary, location, start, attendees = [] }: GoogleEvent): Facts {
  return {
    title: summary ?? '',
    location: location ?? '',
    start: inUtc(start),
    response: attendees.find(({ self }) => self)?.responseStatus ?? '',
  };
}

function inUtc(time: GoogleEvent['start']): string {
  return time?.date ?? new Date(time?.dateTime ?? 0).toISOString();
}
