import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import { ɵWRITABLE_FIELDS as WRITABLE_FIELDS } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import { isUnchangedByThem } from '../merge-values';
import { isTakenField } from './new-series';

/** Whether a series begins when it did before, and recurs as it did: only then its old rule may be divided. */
export function hasSameRule(before: GoogleEvent, current: GoogleEvent): boolean {
  return sameJson(linesOf(before), linesOf(current)) && isSameWireTime(before.start, current.start);
}

/** Whether what a new series takes from the old one is as it was before. */
export function hasSameTakenFields(before: GoogleEvent, current: GoogleEvent): boolean {
  const taken = WRITABLE_FIELDS.filter((name) => isTakenField(name));
  const patch = Object.fromEntries(taken.map((name) => [name, undefined]));
  return isUnchangedByThem({ base: before, patch, theirs: current });
}

/** The parts of a rule have no order. */
function linesOf({ recurrence = [] }: GoogleEvent): readonly string[] {
  return recurrence.map((line) => {
    const [name = '', value = ''] = line.split(/:(.*)/s);
    return `${name}:${value.split(';').sort().join(';')}`.toUpperCase();
  });
}

/** Google tells times at the offset of the calendar, whichever they were written at. */
function isSameWireTime(a: GoogleEventDateTime = {}, b: GoogleEventDateTime = {}): boolean {
  const instant = ({ dateTime }: GoogleEventDateTime) => (dateTime ? Date.parse(dateTime) : 0);
  return (
    (a.date ?? '') === (b.date ?? '') &&
    (a.timeZone ?? '') === (b.timeZone ?? '') &&
    (a.dateTime === b.dateTime || instant(a) === instant(b))
  );
}
