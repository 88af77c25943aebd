import { ɵisSameBut as isSameBut, ɵwithout as without } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import { ɵreadableZone as readableZone } from 'ngx-calendar-sync/google/times';
import { ɵalreadyApplied as alreadyApplied } from 'ngx-calendar-sync/core/outbox';
import type { ExceptionPatch } from '../google-request';
import { OWN_FIELDS } from './listed-exceptions';
import { timeAfter, toWire } from './series-times';

/**
 * An occurrence as its series makes it, without what anybody has changed of it.
 * @param instance The occurrence as it is at Google.
 */
export function plainOccurrence(series: GoogleEvent, instance: GoogleEvent): GoogleEvent {
  const { id, start, end, originalStartTime = start } = instance;
  const lengthMs = instantOf(series.end) - instantOf(series.start);
  const plainEnd = laterBy(lengthMs, originalStartTime);
  return {
    ...without(series, OWN_FIELDS),
    ...(id === undefined ? {} : { id }),
    // The very text of Google's where the time is the same: only what differs is somebody's change.
    ...timesOf(
      isSameInstant(start, originalStartTime) ? start : originalStartTime,
      isSameInstant(end, plainEnd) ? end : plainEnd,
    ),
  };
}

/** Whether an occurrence is as a patch has left it, and nobody has changed it since. */
export function isLeftAs(
  series: GoogleEvent,
  instance: GoogleEvent,
  patch: ExceptionPatch['patch'],
): boolean {
  const plain = plainOccurrence(series, instance);
  const patchedFields = Object.keys(patch) as (keyof GoogleEvent)[];
  return (
    alreadyApplied(instance, patch) &&
    ('start' in patch || isSameInstant(instance.start, plain.start)) &&
    ('end' in patch || isSameInstant(instance.end, plain.end)) &&
    isSameBut(plain, instance, [...OWN_FIELDS, ...patchedFields])
  );
}

function timesOf(
  start: GoogleEventDateTime | undefined,
  end: GoogleEventDateTime | undefined,
): Pick<GoogleEvent, 'start' | 'end'> {
  return { ...(start ? { start } : {}), ...(end ? { end } : {}) };
}

function laterBy(
  lengthMs: number,
  time: GoogleEventDateTime | undefined,
): GoogleEventDateTime | undefined {
  const { date, dateTime = date, timeZone } = time ?? {};
  // Only the instant is compared: a time without a zone has that of no browser.
  return dateTime === undefined
    ? undefined
    : toWire(timeAfter(dateTime, lengthMs, readableZone(timeZone, 'UTC')), timeZone);
}

function isSameInstant(
  a: GoogleEventDateTime | undefined,
  b: GoogleEventDateTime | undefined,
): boolean {
  return instantOf(a) === instantOf(b);
}

function instantOf(time: GoogleEventDateTime | undefined): number {
  return Date.parse(time?.dateTime ?? time?.date ?? '');
}
