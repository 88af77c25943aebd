import { bareFirstPaint, bareSync, bareTimeRange, parsePages } from './bare-requests';
import { firstSync, fullSync, openForFirstSync, storedBytes, syncInOrder } from './first-sync';
import { openForIdleHour, syncPhase } from './idle-hour';
import { putRawMonth, readRawMonth } from './raw-month';
import {
  firstPaint,
  navigate,
  openReplica,
  queryMonth,
  syncUntil,
  warmStart,
} from './shown-events';
import { frame, openWeek, addToWeek, updateInWeek } from './week-on-screen';

/** Prepares a measurement, and resolves to what is measured. */
export type Prepare = (...args: never[]) => Promise<() => unknown>;

let prepared: (() => unknown) | undefined;
const measurements: Record<string, Prepare> = {
  addToWeek,
  bareFirstPaint,
  bareSync,
  bareTimeRange,
  firstPaint,
  frame,
  fullSync,
  navigate,
  queryMonth,
  readRawMonth,
  updateInWeek,
  warmStart,
};

/** Adds measurements that need more than the library's public entries. */
export function addMeasurements(more: Readonly<Record<string, Prepare>>): void {
  Object.assign(measurements, more);
}

// What bench/browser.mjs and the figures call from Node, by name.
Object.assign(globalThis, {
  bench: {
    prepare: async (name: string, args: never[]) => {
      prepared = await measurements[name]?.(...args);
    },
    run: () => prepared?.(),
    firstSync,
    openForFirstSync,
    openForIdleHour,
    openReplica,
    openWeek,
    parsePages,
    putRawMonth,
    storedBytes,
    syncInOrder,
    syncPhase,
    syncUntil,
  },
});
