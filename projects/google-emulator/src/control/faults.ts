import { RandomSequence } from '../seed/random-sequence.ts';
import { readFaultRule, type FaultRule } from './fault-rule.ts';
import { Fields } from './fields.ts';

/** The parts of a request that rules look at. */
export interface Target {
  readonly method: string;
  readonly path: string;
  /** The account of its access token. */
  readonly user: string | undefined;
}

/** A rule in force, and what came of it. */
export interface FaultReport {
  readonly id: number;
  readonly rule: FaultRule;
  /** How many requests reached it. */
  readonly matched: number;
  /** How many of them it met. */
  readonly fired: number;
}

const FINENESS = 1_000_000;

/** One rule with its counters. */
class ActiveRule {
  private matched = 0;
  private fired = 0;
  private readonly pattern: RegExp;
  private readonly draw: RandomSequence;

  constructor(
    private readonly id: number,
    readonly rule: FaultRule,
  ) {
    this.pattern = patternOf(rule.path);
    this.draw = new RandomSequence(`fault ${rule.seed ?? 1}`);
  }

  get report(): FaultReport {
    return { id: this.id, rule: this.rule, matched: this.matched, fired: this.fired };
  }

  matches({ method, path, user }: Target): boolean {
    const { rule } = this;
    return (
      (rule.method === undefined || rule.method === method) &&
      (rule.user === undefined || rule.user === user) &&
      this.pattern.test(path)
    );
  }

  /** Counts a request; tells whether it is one to meet. */
  fires(): boolean {
    const { nth = 1, every, share } = this.rule;
    const times = this.rule.times ?? (every === undefined && share === undefined ? 1 : 0);
    const since = ++this.matched - nth;
    if (since < 0 || (times > 0 && this.fired >= times)) {
      return false;
    }
    // Drawn for each request, also for one that is spared: which comes next must not depend on it.
    const isDrawn = share === undefined || this.draw.below(FINENESS) < share * FINENESS;
    if (!isDrawn || (every !== undefined && since % every !== 0)) {
      return false;
    }
    this.fired++;
    return true;
  }
}

/** The rules in force, in the order in which they were made. */
export class Faults {
  private rules: ActiveRule[] = [];
  private lastId = 0;

  /** @throws ControlError for a rule that makes no sense. */
  add(rule: FaultRule): number {
    const id = ++this.lastId;
    this.rules.push(new ActiveRule(id, readFaultRule(Fields.of(rule))));
    return id;
  }

  clear(): void {
    this.rules = [];
  }

  reports(): FaultReport[] {
    return this.rules.map((active) => active.report);
  }

  /**
   * The rules that meet the request, one after the other: each is asked for only when those before it let the request
   * go on, and so counts none that never reached it.
   */
  *meeting(target: Target): Generator<FaultRule, void> {
    for (const active of [...this.rules]) {
      if (active.matches(target) && active.fires()) {
        yield active.rule;
      }
    }
  }
}

function patternOf(path: string): RegExp {
  const source = path
    .split(/(\*\*|\*)/)
    .map((part) => {
      if (part === '**') {
        return '.*';
      }
      return part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`);
}
