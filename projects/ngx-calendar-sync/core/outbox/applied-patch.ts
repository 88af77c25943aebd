import { ɵownMember as ownMember, ɵsameJson as sameJson } from 'ngx-calendar-sync/core';

/**
 * Whether a patch would change nothing. Times are compared as instants, since a service may send back another offset; a list in
 * any order, and what a service adds to its elements, such as the answer of a guest, does not count.
 */
export function alreadyApplied(target: unknown, patch: unknown): boolean {
  if (Array.isArray(patch)) {
    const elements: readonly unknown[] = Array.isArray(target) ? target : [];
    return (
      elements.length === patch.length &&
      patch.every((element) => elements.some((current) => alreadyApplied(current, element)))
    );
  }
  if (isObject(patch)) {
    return Object.entries(patch).every(([name, value]) => {
      const current = isObject(target) ? ownMember(target, name) : undefined;
      if (value === null) {
        return current === undefined;
      }
      return alreadyApplied(current, value) || (name === 'email' && isSameAddress(current, value));
    });
  }
  return sameJson(target, patch) || sameInstant(target, patch);
}

function isSameAddress(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}

const DATE_TIME_START = /^\d{4}-\d{2}-\d{2}T/;

function sameInstant(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') {
    return false;
  }
  return DATE_TIME_START.test(a) && DATE_TIME_START.test(b) && Date.parse(a) === Date.parse(b);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
