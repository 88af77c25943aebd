import {
  ɵdescribeValue as describeValue,
  ɵinvalidConfig as invalidConfig,
} from 'ngx-calendar-sync/base';
import type { TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookReplicaOptions } from 'ngx-calendar-sync/outlook/start';

/** How many months are copied before and after the present one. */
export type CopiedMonths = Required<Pick<OutlookReplicaOptions, 'monthsBack' | 'monthsAhead'>>;

const DEFAULT_MONTHS_BACK = 1;
const DEFAULT_MONTHS_AHEAD = 12;
/**
 * With the present one. Graph has 1825 days at most, which include the margins around all-day events, 52 hours in all; 60 months
 * have 1826 days or one more.
 */
const MAX_MONTHS = 59;

/** @throws CalendarSyncError `invalid-config` for months that are no whole numbers, or more of them than Outlook tells changes of. */
export function copiedMonths({
  monthsBack = DEFAULT_MONTHS_BACK,
  monthsAhead = DEFAULT_MONTHS_AHEAD,
}: OutlookReplicaOptions): CopiedMonths {
  for (const [name, value] of Object.entries({ monthsBack, monthsAhead })) {
    if (!Number.isInteger(value) || value < 0) {
      throw invalidConfig(
        name,
        ngDevMode &&
          `${name} of withOfflineReplica() is ${describeValue(value)}. Set a whole number from 0 up.`,
      );
    }
  }
  if (monthsBack + 1 + monthsAhead > MAX_MONTHS) {
    throw invalidConfig(
      'monthsBack and monthsAhead',
      ngDevMode &&
        `monthsBack and monthsAhead of withOfflineReplica() are ${monthsBack + monthsAhead} in all: Outlook tells changes of less ` +
          `than five years, so that they can be ${MAX_MONTHS - 1} at most.`,
    );
  }
  return { monthsBack, monthsAhead };
}

/**
 * What the copy covers: whole months of UTC, so that it is the same all month long, and a new copy is needed but once in a month.
 * @param now In milliseconds since the epoch.
 */
export function coverageAt(now: number, { monthsBack, monthsAhead }: CopiedMonths): TimeRange {
  const today = new Date(now);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth()];
  return {
    start: new Date(Date.UTC(year, month - monthsBack)),
    end: new Date(Date.UTC(year, month + 1 + monthsAhead)),
  };
}
