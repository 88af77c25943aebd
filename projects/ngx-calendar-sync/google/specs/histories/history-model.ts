import { type EventFacts, type Facts, type Field, FIELDS, lineageOfName } from './event-facts';

/** What may have become of one field of one event. */
interface Value {
  readonly value: string;
  /** By an app of the library; else it must have been reported where it is lost without a successor. */
  readonly isByApp: boolean;
  /** A later write was made by somebody who saw this value. */
  isOverwritten: boolean;
}

interface Known {
  readonly fields: ReadonlyMap<Field, Value[]>;
  isDeleted: boolean;
}

/** Who has written something. */
export type Writer = 0 | 1 | 'elsewhere';

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

/**
 * For every field of every event the values that it may have at the end. Two who change a field without knowing of each other
 * leave two of them. What somebody saw and replaced may not come back.
 */
export class HistoryModel {
  readonly #events = new Map<string, Known>();
  /** The lineages of which the user was told that something could not be written as it was wanted, or took it back. */
  readonly #reported = new Set<string>();
  readonly #writers = new Map<string, ReadonlySet<Writer>>();
  readonly #wanted = new Set<string>();

  constructor(initial: EventFacts) {
    for (const [name, facts] of initial) {
      this.#appeared(name, facts, false);
    }
  }

  apply(changes: readonly Change[], writer: Writer): void {
    const isByApp = writer !== 'elsewhere';
    for (const change of changes) {
      const lineage = lineageOfName(change.name);
      this.#writers.set(lineage, new Set([...(this.#writers.get(lineage) ?? []), writer]));
      switch (change.kind) {
        case 'appeared':
          this.#appeared(change.name, change.facts, isByApp);
          break;
        case 'vanished':
          this.#eventOf(change.name).isDeleted = true;
          break;
        case 'field':
          this.#changed(change, isByApp);
          break;
      }
    }
  }

  /** From now on a lineage may have any value that was ever written: the user was told, and has chosen. */
  report(lineage: string): void {
    this.#reported.add(lineage);
  }

  /** A text that an app was to write, which it may not have shown since it was refused at once. */
  want(text: string): void {
    this.#wanted.add(text);
  }

  /** What is wrong with the events at the end. */
  problems(final: EventFacts): readonly string[] {
    const found: string[] = [];
    for (const [name, { fields, isDeleted }] of this.#events) {
      const facts = final.get(name);
      const isReported = this.#reported.has(lineageOfName(name));
      if (!facts) {
        if (!isDeleted && !isReported) {
          found.push(`${name} is lost`);
        }
        continue;
      }
      for (const field of FIELDS) {
        const values = fields.get(field) ?? [];
        const isDecided = isReported || this.#isOfSeveral(name);
        const isWritten = values.some(({ value }) => value === facts[field]);
        if (isWritten) {
          found.push(...problemsOf(name, field, values, facts[field], isDecided));
        } else if (!this.#wanted.has(facts[field])) {
          found.push(`${name}: nobody has written the ${field} "${facts[field]}"`);
        }
      }
    }
    for (const name of final.keys()) {
      if (!this.#events.has(name) && !this.#reported.has(lineageOfName(name))) {
        found.push(`${name} is there, and nobody has made it`);
      }
    }
    return found;
  }

  /**
   * Of several writers of a series one may have divided it, or have made an exception of an occurrence, before another one who
   * did not know of that has changed all of it.
   */
  #isOfSeveral(name: string): boolean {
    const writers = this.#writers.get(lineageOfName(name))?.size ?? 0;
    return name.includes(' on ') && writers > 1;
  }

  #eventOf(name: string): Known {
    const known = this.#events.get(name) ?? {
      fields: new Map(FIELDS.map((field) => [field, []])),
      isDeleted: false,
    };
    this.#events.set(name, known);
    return known;
  }

  #appeared(name: string, facts: Facts, isByApp: boolean): void {
    const { fields } = this.#eventOf(name);
    for (const field of FIELDS) {
      fields.get(field)?.push({ value: facts[field], isByApp, isOverwritten: false });
    }
  }

  #changed(
    { name, field, before, after }: Extract<Change, { readonly kind: 'field' }>,
    isByApp: boolean,
  ): void {
    const values = this.#eventOf(name).fields.get(field) ?? [];
    for (const value of values) {
      value.isOverwritten ||= value.value === before;
    }
    values.push({ value: after, isByApp, isOverwritten: false });
  }
}

function problemsOf(
  name: string,
  field: Field,
  values: readonly Value[],
  final: string,
  isReported: boolean,
): readonly string[] {
  if (isReported) {
    return [];
  }
  const found: string[] = [];
  if (values.every(({ value, isOverwritten }) => value !== final || isOverwritten)) {
    found.push(`${name}: the ${field} "${final}" was overwritten, and is back`);
  }
  // An answer to an invitation is never in conflict, and an occurrence may be changed by writes of several scopes.
  if (field !== 'response' && !name.includes(' on ')) {
    for (const { value, isByApp, isOverwritten } of values) {
      if (isByApp && !isOverwritten && value !== final) {
        found.push(`${name}: the ${field} "${value}" is lost to "${final}", and nobody was told`);
      }
    }
  }
  return found;
}

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
