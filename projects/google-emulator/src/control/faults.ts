import { RandomSequence } from '../seed/random-sequence.ts';
import { readFaultRule, type FaultRule } from './fault-rule.ts';
import { Fields } from './fields.ts';

/** The parts of a request that a rule is matched against. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  /** The account of its access token. */
  readonly user: string | undefined;
}

/** An active rule with its counters. */
export interface FaultReport {
  /** The number of the rule. */
  readonly id: number;
  /** The rule as it was added. */
  readonly rule: FaultRule;
  /** Number of requests that matched its method, path and user. */
  readonly matched: number;
  /** Number of those that it failed or delayed. */
  readonly fired: number;
}

const SHARE_RESOLUTION = 1_000_000;

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

  matches({ method, path, user }: FaultTarget): boolean {
    const { rule } = this;
    return (
      (rule.method === undefined || rule.method === method) &&
      (rule.user === undefined || rule.user === user) &&
      this.pattern.test(path)
    );
  }

  /** Counts a matching request, and answers whether the rule meets it. */
  countAndDecide(): boolean {
    const { nth = 1, every, share } = this.rule;
    const times = this.rule.times ?? (every === undefined && share === undefined ? 1 : 0);
    const since = ++this.matched - nth;
    if (since < 0 || (times > 0 && this.fired >= times)) {
      return false;
    }
    // One number is drawn for every request, so that the same seed always meets the same requests.
    const isDrawn =
      share === undefined || this.draw.below(SHARE_RESOLUTION) < share * SHARE_RESOLUTION;
    if (!isDrawn || (every !== undefined && since % every !== 0)) {
      return false;
    }
    this.fired++;
    return true;
  }
}

/** The active rules, in the order in which they were added. */
export class Faults {
  private rules: ActiveRule[] = [];
  private lastId = 0;

  /** @throws ControlError for an invalid rule. */
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
   * Yields the rules that meet the request. A rule counts the request only when the caller asks for it, so a rule behind
   * one that ended the request does not count it.
   */
  *meeting(target: FaultTarget): Generator<FaultRule, void> {
    for (const active of [...this.rules]) {
      if (active.matches(target) && active.countAndDecide()) {
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
