import { concatMap, from, type Observable } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import type { CopyChange } from './copied-events';
import type { CalendarProviderTypes } from '../provider/calendar-provider';
import type { LocalCopy } from './local-copy';

/** What has changed in the copy of one calendar. */
export interface CalendarChanges<E extends CalendarEvent> {
  readonly calendarId: string;
  /** The copy is a new one, or the calendar is gone: whoever keeps events elsewhere reads all of them again. */
  readonly everything: boolean;
  /** Series as such, and of their occurrences those that differ. */
  readonly changes: readonly EventChange<E>[];
}

export interface EventChange<E extends CalendarEvent> {
  readonly kind: 'added' | 'updated' | 'removed';
  readonly id: string;
  /** Not of what was removed. */
  readonly event?: E;
  /** Whether this tab of the app has done it. */
  readonly here: boolean;
}

/** The writes of this tab, to be told from those of others when they come back. */
export class OwnWrites {
  readonly #keys = new Set<string>();

  add(calendarId: string, { id, version }: Pick<CalendarEvent, 'id' | 'version'>): void {
    this.#keys.add(JSON.stringify([calendarId, id, version]));
  }

  has(calendarId: string, { id, version }: Pick<CalendarEvent, 'id' | 'version'>): boolean {
    return this.#keys.has(JSON.stringify([calendarId, id, version]));
  }
}

export function calendarChanges<T extends CalendarProviderTypes>(
  copy: LocalCopy<T>,
  own: OwnWrites,
): Observable<CalendarChanges<T['event']>> {
  return copy.changes$.pipe(concatMap((change) => from(told(copy, own, change))));
}

async function told<T extends CalendarProviderTypes>(
  copy: LocalCopy<T>,
  own: OwnWrites,
  { calendarId, changes }: CopyChange,
): Promise<CalendarChanges<T['event']>> {
  if (changes.everything) {
    return { calendarId, everything: true, changes: [] };
  }
  const { added, updated, removed } = changes;
  const ids = [...added, ...updated].map(({ id }) => id);
  const events = await copy.find(calendarId, ids);
  const as = (kind: 'added' | 'updated') => (id: string) => {
    const event = events.get(id);
    return event ? [{ kind, id, event, here: own.has(calendarId, event) }] : [];
  };
  return {
    calendarId,
    everything: false,
    changes: [
      ...added.map(({ id }) => id).flatMap(as('added')),
      ...updated.map(({ id }) => id).flatMap(as('updated')),
      ...removed.map(({ id }) => ({
        kind: 'removed' as const,
        id,
        here: own.has(calendarId, { id }),
      })),
    ],
  };
}
