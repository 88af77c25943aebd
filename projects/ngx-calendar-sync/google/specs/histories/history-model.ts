import type { SeriesScope } from 'ngx-calendar-sync/core';
import {
  type Change,
  type EventFacts,
  type Facts,
  type Field,
  FIELDS,
  isOccurrence,
  lineageOfName,
} from './event-facts';

/** Of a write to several occurrences, which gives each a value of its own. */
const ANY_VALUE = '*';

/** Who has written something. */
export type Writer = 0 | 1 | 'elsewhere';

/** One write: who has made it, and for how much of a series. */
export interface Authorship {
  readonly writer: Writer;
  readonly scope: SeriesScope;
  /** Whether nothing else that an app has written was on its way then. */
  readonly isAllSent?: boolean;
}

/** What may have become of one field of one event. */
interface Value extends Authorship {
  readonly value: string;
  /** Whether it must not get lost without a successor. */
  readonly isRequired: boolean;
  /** The later writes of somebody who saw this value. */
  readonly overwrittenBy: Authorship[];
}

interface Write extends Authorship {
  readonly matter: Matter;
  /** The same for all that one write has changed. */
  readonly by: Authorship;
}

interface Known {
  readonly fields: ReadonlyMap<Field, Value[]>;
  /** Who has written it, and how. */
  readonly writes: Write[];
  /**
   * Who has deleted it, where nobody has brought it back since. Who deletes an event sees it, and does not know that somebody else has
   * deleted it: while deletions are on their way, who brings it back takes back the own one alone.
   */
  readonly deletedBy: Set<Writer>;
  /** Who has brought it back. */
  readonly restoredBy: Set<Writer>;
}

/** Of an event: one field, or whether it is there at all. */
export type Matter = Field | 'existence';

/**
 * For every field of every event the values that it may have at the end. What somebody saw and replaced may not come back, and
 * what an app wrote without a successor may not get lost, unless the user was told of just that.
 */
export class HistoryModel {
  readonly #events = new Map<string, Known>();
  /** What the user was asked about, or has taken back: it may end as any of those who wrote it wanted. */
  readonly #decided = new Set<string>();
  /** What was refused at once, and may be written when it is tried again: by lineage and field. */
  readonly #refused = new Map<string, Set<string>>();

  constructor(initial: EventFacts) {
    for (const [name, facts] of initial) {
      this.#appeared(name, facts, { writer: 'elsewhere', scope: 'this' });
      this.#eventOf(name).writes.pop();
    }
  }

  apply(changes: readonly Change[], by: Authorship): void {
    for (const change of changes) {
      switch (change.kind) {
        case 'appeared':
          this.#appeared(change.name, change.facts, by);
          break;
        case 'vanished': {
          const event = this.#eventOf(change.name);
          event.deletedBy.add(by.writer);
          event.writes.push({ ...by, by, matter: 'existence' });
          break;
        }
        case 'field':
          this.#changed(change, by);
          break;
      }
    }
  }

  /** A write is made again, by somebody who has seen the own writes since. */
  repeat(
    { name, field, after }: Extract<Change, { readonly kind: 'field' }>,
    by: Authorship,
  ): void {
    const { writes } = this.#eventOf(name);
    const since = writes.slice(writes.map((write) => write.by).lastIndexOf(by) + 1);
    if (since.some(({ writer, scope }) => writer === by.writer && scope === 'following')) {
      // The occurrence may be of another series now, which the write is not about.
      this.decide(name, field);
      return;
    }
    const values = this.#eventOf(name).fields.get(field) ?? [];
    for (const value of values) {
      if (value.writer === by.writer && value.value !== after) {
        value.overwrittenBy.push(by);
      }
    }
    values.push({ ...by, value: after, isRequired: true, overwrittenBy: [] });
  }

  /** From now on a matter of an event may end in any way that somebody has wanted: the user was told. */
  decide(name: string, matter: Matter): void {
    this.#decided.add(`${name}: ${matter}`);
  }

  /** Somebody takes back a deletion, which may be on its way. */
  mayBeRestored(name: string, by: Writer): void {
    this.decideAll(name);
    this.#eventOf(name).restoredBy.add(by);
  }

  decideAll(name: string): void {
    for (const matter of [...FIELDS, 'existence'] as const) {
      this.decide(name, matter);
    }
  }

  isDecided(name: string, matter: Matter): boolean {
    return this.#decided.has(`${name}: ${matter}`);
  }

  /** Whether somebody has deleted an event, or has taken back what made it. */
  mayBeGone(name: string): boolean {
    const isDeleted = (this.#events.get(name)?.deletedBy.size ?? 0) > 0;
    return isDeleted || this.isDecided(name, 'existence');
  }

  /** The names of a lineage that were ever there. */
  namesOf(lineage: string): readonly string[] {
    return [...this.#events.keys()].filter((name) => lineageOfName(name) === lineage);
  }

  /**
   * Whether somebody else than this writer has moved the event to another calendar, or has divided its series: then it is
   * missing where it was, and who brings it back there has it twice.
   */
  isTakenElsewhere(name: string, writer: Writer): boolean {
    // While a division is under way, an app that moves the series may not show each of its occurrences as moved.
    const names = isOccurrence(name) ? this.namesOf(lineageOfName(name)) : [name];
    const moves = names.flatMap(
      (each) => this.#eventOf(each).fields.get('calendar')?.slice(1) ?? [],
    );
    return (
      moves.some((move) => move.writer !== writer) ||
      this.#eventOf(name).writes.some((write) => write.writer !== writer && write.scope !== 'this')
    );
  }

  /**
   * Whether an event may be in two calendars: Google calls it deleted where it was moved away from, so that who brings it back there
   * cannot know that it is elsewhere.
   */
  mayBeTwice(name: string): boolean {
    return [...this.#eventOf(name).restoredBy].some((writer) =>
      this.isTakenElsewhere(name, writer),
    );
  }

  /** Whether one has written an occurrence alone, and another one for more of its series. */
  isContested(name: string): boolean {
    const { writes } = this.#eventOf(name);
    return writes.some(({ scope, writer }) =>
      writes.some((wide) => scope === 'this' && wide.scope !== 'this' && wide.writer !== writer),
    );
  }

  /** A write that was refused at once, so that nobody knows what it would have shown. */
  refuse(lineage: string, field: Field | 'existence', value = ANY_VALUE): void {
    const key = `${lineage}: ${field}`;
    this.#refused.set(key, (this.#refused.get(key) ?? new Set()).add(value));
  }

  /** What is wrong with the events at the end. */
  problems(final: EventFacts): readonly string[] {
    const found: string[] = [];
    for (const [name, event] of this.#events) {
      const facts = final.get(name);
      const isAsked = this.isDecided(name, 'existence') || this.#isRefused(name, 'existence');
      if (!facts) {
        const isGone = event.deletedBy.size > 0 || isAsked;
        found.push(...(isGone ? [] : [`${name} is lost`]));
        continue;
      }
      if (isKeptDeleted(event) && event.restoredBy.size === 0 && !isAsked) {
        found.push(`${name} was deleted, and is back`);
      }
      for (const field of FIELDS) {
        found.push(...this.#problemsOf(name, event, field, facts[field]));
      }
    }
    const unknown = [...final.keys()].filter((name) => !this.#events.has(name));
    return [
      ...found,
      ...unknown
        .filter((name) => !this.#isRefused(name, 'existence') && !this.#isCopy(name))
        .map((name) => `${name} is there, and nobody has made it`),
    ];
  }

  #problemsOf(name: string, event: Known, field: Field, final: string): readonly string[] {
    const values = event.fields.get(field) ?? [];
    const refused = this.#refused.get(`${lineageOfName(name)}: ${field}`);
    const written = values.filter(({ value }) => value === final);
    if (refused?.has(final) || refused?.has(ANY_VALUE)) {
      return [];
    }
    const isOfSeries = written.length === 0 && this.#isOfSeries(name, field, final);
    if (written.length === 0 && !isOfSeries) {
      return [`${name}: nobody has written the ${field} "${final}"`];
    }
    if (this.isDecided(name, field)) {
      return [];
    }
    const isUndone = (by: Authorship) => isWideBesideOthers(name, event, by, field);
    const isLive = (value: Value) => value.overwrittenBy.every(isUndone);
    const found =
      isOfSeries || written.some(isLive)
        ? []
        : [`${name}: the ${field} "${final}" was overwritten, and is back`];
    const lost = values.filter(
      (value) =>
        value.value !== final &&
        value.isRequired &&
        value.overwrittenBy.length === 0 &&
        !isUndone(value),
    );
    // Of two answers to one invitation, or two moves to other calendars, the later one counts.
    const isByBoth = new Set(values.map(({ writer }) => writer)).size > 2;
    const isLastWins = isByBoth && (field === 'response' || field === 'calendar');
    // A move whose answer was lost is sent again, and Google has no precondition for it.
    const isMovedTwice = isByBoth && field === 'calendar';
    return [
      ...(isMovedTwice ? [] : found),
      ...(isLastWins ? [] : lost).map(
        ({ value }) =>
          `${name}: the ${field} "${value}" is lost to "${final}", and nobody was told`,
      ),
    ];
  }

  /** Who moves a series makes its exceptions anew, each with what it has of its own: with what was written for all, otherwise. */
  #isOfSeries(name: string, field: Field, final: string): boolean {
    const others = isOccurrence(name) ? this.namesOf(lineageOfName(name)) : [];
    return others.some((other) =>
      this.#eventOf(other)
        .fields.get(field)
        ?.some(({ value, scope }) => value === final && scope !== 'this'),
    );
  }

  #isRefused(name: string, matter: Matter): boolean {
    return this.#refused.has(`${lineageOfName(name)}: ${matter}`);
  }

  /** An occurrence that was deleted with its series comes back as an event of its own. */
  #isCopy(name: string): boolean {
    return this.namesOf(lineageOfName(name)).some(
      (each) => isOccurrence(each) && this.isDecided(each, 'existence'),
    );
  }

  #eventOf(name: string): Known {
    const known = this.#events.get(name) ?? {
      fields: new Map(FIELDS.map((field) => [field, []])),
      writes: [],
      deletedBy: new Set(),
      restoredBy: new Set(),
    };
    this.#events.set(name, known);
    return known;
  }

  #appeared(name: string, facts: Facts, by: Authorship): void {
    const event = this.#eventOf(name);
    // Who brings an event back has not written what it holds.
    const isRestored = event.deletedBy.size > 0;
    const isRequired = !isRestored && by.writer !== 'elsewhere';
    if (isRestored) {
      event.restoredBy.add(by.writer);
    }
    if (by.isAllSent || !event.deletedBy.delete(by.writer)) {
      event.deletedBy.clear();
    }
    event.writes.push({ ...by, by, matter: 'existence' });
    for (const field of FIELDS) {
      event.fields.get(field)?.push({ ...by, value: facts[field], isRequired, overwrittenBy: [] });
    }
  }

  #changed(
    { name, field, before, after }: Extract<Change, { readonly kind: 'field' }>,
    by: Authorship,
  ): void {
    const event = this.#eventOf(name);
    const values = event.fields.get(field) ?? [];
    for (const value of values) {
      // Answers to an invitation repeat: only what the writer itself had written is surely the one that it saw.
      if (value.value === before && (field !== 'response' || value.writer === by.writer)) {
        value.overwrittenBy.push(by);
      }
    }
    event.writes.push({ ...by, by, matter: field });
    values.push({ ...by, value: after, isRequired: by.writer !== 'elsewhere', overwrittenBy: [] });
  }
}

/**
 * Whether an event that was deleted may not be there. Google calls an event deleted that somebody else has moved to another
 * calendar meanwhile, so that who deletes it where it was cannot know that it is there still.
 */
function isKeptDeleted({ deletedBy, fields }: Known): boolean {
  const [, ...moves] = fields.get('calendar') ?? [];
  return deletedBy.size > 0 && moves.every(({ writer }) => deletedBy.has(writer));
}

/**
 * A write of several occurrences does not reach those that somebody else has made exceptions of, or has divided from their
 * series, without its writer knowing: that is how series are. An exception that is at its time moves with its series.
 */
function isWideBesideOthers(
  name: string,
  { writes }: Known,
  by: Authorship,
  field: Field,
): boolean {
  return (
    isOccurrence(name) &&
    by.scope !== 'this' &&
    writes.some(
      ({ writer, scope, matter }) =>
        writer !== by.writer &&
        (scope === 'following' || (scope === 'this' && (field !== 'start' || matter === 'start'))),
    )
  );
}
