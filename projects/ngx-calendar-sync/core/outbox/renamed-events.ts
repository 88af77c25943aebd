import {
  type CalendarEvent,
  type ɵOutboxProvider as OutboxProvider,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { orderKeysOf } from './write-order';

/** An event that has another id than the one that it was written by. */
export interface Renaming {
  readonly calendarId: string;
  readonly from: string;
  readonly to: string;
}

/** The other id that the provider has given the event of a write; `undefined` where it has given none. */
export function renamingBy<E extends CalendarEvent>(
  { shown }: PlannedWrite<E>,
  answer: E | undefined,
): Renaming | undefined {
  const { calendarId, eventId: from } = targetOf(shown);
  // The answer to a series that was divided is the new series: the old one keeps its id.
  const isDivision = shown.kind === 'series' && shown.from !== undefined;
  return answer && answer.id !== from && !isDivision
    ? { calendarId, from, to: answer.id }
    : undefined;
}

/** Which of these writes are about an event that has another id now, or about one of its occurrences. */
export function writesOfRenamed<E extends CalendarEvent>(
  { calendarId, from }: Renaming,
  writes: readonly StoredWrite<E>[],
): readonly StoredWrite<E>[] {
  return writes.filter(
    ({ plan, state }) =>
      state !== 'confirmed' &&
      (plan.movedFrom ?? targetOf(plan.shown)).calendarId === calendarId &&
      orderKeysOf(plan).includes(from),
  );
}

/** The ids that events of this account have got in place of others, as far as this tab has heard of it. */
export class RenamedEvents<E extends CalendarEvent> {
  readonly #provider: Pick<OutboxProvider<E>, 'renameWrite'>;
  /** By calendar and former id. */
  readonly #renamings = new Map<string, Renaming>();

  constructor(provider: Pick<OutboxProvider<E>, 'renameWrite'>) {
    this.#provider = provider;
  }

  add(renaming: Renaming): void {
    this.#renamings.set(key(renaming.calendarId, renaming.from), renaming);
  }

  latestId({ calendarId, eventId }: WriteTarget): string {
    let id = eventId;
    const passed = new Set<string>();
    for (let next = this.#next(calendarId, id); next && !passed.has(id);) {
      passed.add(id);
      id = next.to;
      next = this.#next(calendarId, id);
    }
    return id;
  }

  /** A write that was made for an event by its former id, for the event as it is named now. */
  renamed(plan: PlannedWrite<E>): PlannedWrite<E> {
    if (this.#renamings.size === 0) {
      return plan;
    }
    const { calendarId } = plan.movedFrom ?? targetOf(plan.shown);
    return orderKeysOf(plan).reduce((write, eventId) => {
      const to = this.latestId({ calendarId, eventId });
      return to === eventId ? write : renamedWrite(write, { from: eventId, to }, this.#provider);
    }, plan);
  }

  #next(calendarId: string, id: string): Renaming | undefined {
    return this.#renamings.get(key(calendarId, id));
  }
}

export function renamedWrite<E extends CalendarEvent>(
  plan: PlannedWrite<E>,
  { from, to }: Pick<Renaming, 'from' | 'to'>,
  provider: Pick<OutboxProvider<E>, 'renameWrite'>,
): PlannedWrite<E> {
  return provider.renameWrite?.(plan, from, to) ?? plan;
}

function key(calendarId: string, eventId: string): string {
  return JSON.stringify([calendarId, eventId]);
}
