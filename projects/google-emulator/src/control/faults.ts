import { readFaultRule, type FaultRule } from './fault-rule.ts';
import { Fields } from './fields.ts';
import { RequestRules } from './request-rules.ts';

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

/** The active rules, in the order in which they were added. */
export class Faults extends RequestRules<FaultRule> {
  /** @throws ControlError for an invalid rule. */
  override add(rule: FaultRule): number {
    return super.add(readFaultRule(Fields.of(rule)));
  }
}
