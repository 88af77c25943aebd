import { identityOf, momentOf, type ReadEvent } from './event-group.ts';

/**
 * The order does not depend on that of the file, because the first of several events of one UID keeps its id, and because
 * another export of the same events must give the same ids.
 */
export function inStableOrder(masters: readonly ReadEvent[]): ReadEvent[] {
  return masters
    .map((master) => ({
      master,
      rank: [momentOf(master), identityOf(master), contentOf(master)].join('\n'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : Number(a.rank > b.rank)))
    .map(({ master }) => master);
}

/**
 * What the id of an event is made of: its UID, or its UID and start if an earlier event has that id, or its identity if it
 * has no UID. Further events of the same key are numbered.
 * @param used The keys of earlier events, and how many there are of each.
 */
export function unusedKeyOf(event: ReadEvent, used: Map<string, number>): string {
  const { uid } = event;
  const byUid = `ics\n${uid}`;
  const detail = uid === '' ? identityOf(event) : momentOf(event);
  const key = uid !== '' && !used.has(byUid) ? byUid : `${byUid}\n${detail}`;
  const earlier = used.get(key) ?? 0;
  used.set(key, earlier + 1);
  return earlier === 0 ? key : `${key}\n${earlier + 1}`;
}

/** What the id of an exception without its series is made of: it stays the same if the occurrence is moved. */
export function loneKeyOf(event: ReadEvent): string {
  const { uid } = event;
  return ['ics', 'occurrence', uid, uid === '' ? identityOf(event) : momentOf(event)].join('\n');
}

/** The lines of an event, without those that change with every export. */
export function contentOf({ component }: ReadEvent): string {
  return component.properties
    .filter(({ name }) => !/^(DTSTAMP|LAST-MODIFIED|CREATED|SEQUENCE)$/.test(name))
    .map(({ text }) => text)
    .join('\n');
}
