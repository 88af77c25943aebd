import { RandomSequence } from '../seed/random-sequence.ts';
import type { Fields } from './fields.ts';

/** Which requests a rule meets. */
export interface RequestMatch {
  /** HTTP method; any method if left out. */
  readonly method?: string;
  /** Path in which `*` matches anything but a slash and `**` anything. */
  readonly path: string;
  /** Only requests with an access token of this account. */
  readonly user?: string;

  /** Number of the first matching request that the rule meets; 1 if left out. */
  readonly nth?: number;
  /** How many requests it meets in all; 1 if left out, 0 for all that follow. */
  readonly times?: number;
  /** Meets only every k-th request from the `nth` on; without `times` it never ends. */
  readonly every?: number;
  /** Meets only this share of the requests from the `nth` on, from 0 to 1; without `times` it never ends. */
  readonly share?: number;
  /** Seed of the random choice for `share`: the same seed meets the same requests. 1 if left out. */
  readonly seed?: number;
}

/**
 * The fields of a {@link RequestMatch}; those that are left out are undefined.
 * @throws ControlError for invalid or contradictory ones.
 */
export function readRequestMatch(fields: Fields): {
  readonly [Name in Exclude<keyof RequestMatch, 'path'>]: RequestMatch[Name] | undefined;
} & { readonly path: string | undefined } {
  const match = {
    method: fields.optionalText('method')?.toUpperCase(),
    path: fields.optionalText('path'),
    user: fields.optionalText('user'),
    nth: fields.optionalNumber('nth', { least: 1, whole: true }),
    times: fields.optionalNumber('times', { least: 0, whole: true }),
    every: fields.optionalNumber('every', { least: 1, whole: true }),
    share: fields.optionalNumber('share', { least: 0, most: 1 }),
    seed: fields.optionalNumber('seed', { whole: true }),
  };
  if (match.path?.startsWith('/') === false && !match.path.startsWith('*')) {
    fields.refuse('path', 'a path from its first slash on, or a pattern such as "**"');
  }
  if (match.every !== undefined && match.share !== undefined) {
    fields.refuse('share', 'left out where every is given');
  }
  return match;
}

/** The parts of a request that a rule is matched against. */
export interface RequestTarget {
  readonly method: string;
  readonly path: string;
  /** The account of its access token. */
  readonly user: string | undefined;
}

/** An active rule with its counters. */
export interface RuleReport<Rule extends RequestMatch> {
  /** The number of the rule. */
  readonly id: number;
  /** The rule as it was added. */
  readonly rule: Rule;
  /** Number of requests that matched its method, path and user. */
  readonly matched: number;
  /** Number of those that it met. */
  readonly fired: number;
}

const SHARE_RESOLUTION = 1_000_000;

/** One rule with its counters. */
class ActiveRule<Rule extends RequestMatch> {
  private matched = 0;
  private fired = 0;
  private readonly pattern: RegExp;
  private readonly draw: RandomSequence;

  constructor(
    private readonly id: number,
    readonly rule: Rule,
  ) {
    this.pattern = patternOf(rule.path);
    this.draw = new RandomSequence(`fault ${rule.seed ?? 1}`);
  }

  get report(): RuleReport<Rule> {
    return { id: this.id, rule: this.rule, matched: this.matched, fired: this.fired };
  }

  matches({ method, path, user }: RequestTarget): boolean {
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
export class RequestRules<Rule extends RequestMatch, Target extends RequestTarget = RequestTarget> {
  private rules: ActiveRule<Rule>[] = [];
  private lastId = 0;

  /** @param appliesTo A further condition of a rule, besides those of {@link RequestMatch}. */
  constructor(private readonly appliesTo: (rule: Rule, target: Target) => boolean = () => true) {}

  /** Answers the number of the rule. */
  add(rule: Rule): number {
    const id = ++this.lastId;
    this.rules.push(new ActiveRule(id, rule));
    return id;
  }

  clear(): void {
    this.rules = [];
  }

  reports(): RuleReport<Rule>[] {
    return this.rules.map((active) => active.report);
  }

  /**
   * Yields the rules that meet the request. A rule counts the request only when the caller asks for it, so a rule behind
   * one that ended the request does not count it.
   */
  *meeting(target: Target): Generator<Rule, void> {
    for (const active of [...this.rules]) {
      const isMatch = active.matches(target) && this.appliesTo(active.rule, target);
      if (isMatch && active.countAndDecide()) {
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
