import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import { ɵWRITABLE_FIELDS as WRITABLE_FIELDS } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import { isTakenField } from './new-series';

/** Whether a series takes place when it did before: only then a division that was made before is right. */
export function isAtSameTimes(before: GoogleEvent, current: GoogleEvent): boolean {
  return (
    sameJson(before.recurrence, current.recurrence) &&
    isSameWireTime(before.start, current.start) &&
    isSameWireTime(before.end, current.end)
  );
}

/** Whether a series that is divided off takes from the one what it takes from the other. */
export function isSameToTakeFrom(before: GoogleEvent, current: GoogleEvent): boolean {
  return WRITABLE_FIELDS.every(
    (name) => !isTakenField(name) || sameJson(before[name], current[name]),
  );
}

/** Google tells times at the offset of the calendar, whichever they were written at. */
function isSameWireTime(a: GoogleEventDateTime = {}, b: GoogleEventDateTime = {}): boolean {
  return (
    a.date === b.date &&
    a.timeZone === b.timeZone &&
    (a.dateTime === b.dateTime || Date.parse(a.dateTime ?? '') === Date.parse(b.dateTime ?? ''))
  );
}
