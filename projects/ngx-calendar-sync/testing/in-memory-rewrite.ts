import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  ɵinstantOf as instantOf,
} from 'ngx-calendar-sync/core';
import { differingFields, type Field, valuesOf } from './event-fields';
import type { EventModel, RewriteRequest, WholeSeries } from './in-memory-request';
import { startOf } from './in-memory-series-writes';

/**
 * A series as it was before a write that is taken back, with what somebody else has changed since.
 * @param current The series as it is now.
 * @throws CalendarSyncError `conflict` where somebody else has changed the same, or the series that is to go
 */
export function rewrittenSeries<T extends CalendarProviderTypes>(
  { series, written, removed, isForced = false }: RewriteRequest<T['event']>,
  current: WholeSeries<T['event']>,
  currentRemoved: WholeSeries<T['event']> | undefined,
  model: EventModel<T>,
): WholeSeries<T['event']> {
  if (!written) {
    return series;
  }
  const isAddedChanged = removed && currentRemoved && isChanged(removed, currentRemoved);
  if (!isForced && (isAddedChanged || changedByBoth(series, written, current.master).length > 0)) {
    throw new CalendarSyncError('conflict', 'The series was changed since.');
  }
  const theirs = differingFields(written.master, current.master).filter(
    (field) => !differingFields(series.master, written.master).includes(field),
  );
  const own = byStart(written);
  const others = [...byStart(current)].filter(([start, state]) => !isSame(own.get(start), state));
  const members = new Map([...byStart(series), ...others]);
  return {
    master: model.changed(series.master, valuesOf<T>(current.master, theirs)),
    exceptions: [...members.values()].filter((member) => typeof member === 'object'),
    cancelled: [...members.values()].filter((member) => typeof member === 'string'),
  };
}

/** What a rewrite brings back, and somebody else has changed since. */
export function changedByBoth(
  series: WholeSeries<CalendarEvent>,
  written: WholeSeries<CalendarEvent>,
  current: CalendarEvent,
): readonly Field[] {
  const own = differingFields(series.master, written.master);
  return differingFields(written.master, current).filter((field) => own.includes(field));
}

function isChanged<E extends CalendarEvent>(before: WholeSeries<E>, now: WholeSeries<E>): boolean {
  const [own, members] = [byStart(before), byStart(now)];
  return (
    differingFields(before.master, now.master).length > 0 ||
    own.size !== members.size ||
    [...members].some(([start, state]) => !isSame(own.get(start), state))
  );
}

/** What is other than the series says, by original start: a changed occurrence, or the start of a deleted one. */
function byStart<E extends CalendarEvent>({ exceptions, cancelled }: WholeSeries<E>) {
  return new Map<number, E | string>([
    ...exceptions.map((each) => [instantOf(startOf(each)), each] as const),
    ...cancelled.map((start) => [instantOf(start), start] as const),
  ]);
}

function isSame(a: CalendarEvent | string | undefined, b: CalendarEvent | string): boolean {
  return typeof a === 'object' && typeof b === 'object'
    ? differingFields(a, b).length === 0
    : typeof a === typeof b;
}
