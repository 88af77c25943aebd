import { ɵsameJson as sameJson } from 'ngx-calendar-sync';
import { isObject, ownMember } from './merge-patch';

/** Whether a patch would change nothing. Times are compared as instants, since Google may send back another offset. */
export function alreadyApplied(target: unknown, patch: unknown): boolean {
  if (isObject(patch)) {
    return Object.entries(patch).every(([name, value]) => {
      const current = isObject(target) ? ownMember(target, name) : undefined;
      return value === null ? current === undefined : alreadyApplied(current, value);
    });
  }
  return sameJson(target, patch) || sameInstant(target, patch);
}

const DATE_TIME_START = /^\d{4}-\d{2}-\d{2}T/;

function sameInstant(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') {
    return false;
  }
  return DATE_TIME_START.test(a) && DATE_TIME_START.test(b) && Date.parse(a) === Date.parse(b);
}
