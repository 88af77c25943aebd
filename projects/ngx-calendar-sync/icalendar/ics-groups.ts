import type { EventResource, IcsEvent } from 'google-calendar-ics';

/** An event and, of a series, its exceptions: they are written after it. */
export interface IcsGroup {
  readonly event: IcsEvent;
  /** The UID under which it is imported. */
  readonly uid: string;
  readonly exceptions: readonly IcsEvent[];
}

/**
 * Events without the same UID twice: Google has one event of each UID in a calendar. An event that shares its UID with
 * another one, as some programs write them, gets one of its own, and so does an occurrence whose series is not in the file,
 * which would else replace that series.
 */
export function groupsOf(events: readonly IcsEvent[]): readonly IcsGroup[] {
  const exceptionsById = new Map<string, IcsEvent[]>();
  for (const event of events) {
    const { recurringEventId } = event.resource;
    if (recurringEventId === undefined) {
      continue;
    }
    const exceptions = exceptionsById.get(recurringEventId);
    if (exceptions) {
      exceptions.push(event);
    } else {
      exceptionsById.set(recurringEventId, [event]);
    }
  }
  const usedUids = new Set<string>();
  return events
    .filter(({ resource }) => resource.recurringEventId === undefined)
    .map((event) => {
      const uid = uidOf(event.resource, event.isLoneOccurrence === true, usedUids);
      usedUids.add(uid);
      return { event, uid, exceptions: exceptionsById.get(event.resource.id) ?? [] };
    });
}

function uidOf(
  { id, iCalUID }: EventResource,
  isLoneOccurrence: boolean,
  usedUids: ReadonlySet<string>,
): string {
  return iCalUID === undefined || isLoneOccurrence || usedUids.has(iCalUID)
    ? `${id}@google.com`
    : iCalUID;
}
