import { bareFirstPaint, bareSync, bareTimeRange } from './bare-requests';
import { bareSeriesMonth, seriesMonth } from './series-month';
import { firstSync, fullSync, openForFirstSync, usedHeap } from './first-sync';
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

// The functions that the figures call from Node, by name.
Object.assign(globalThis, {
  bench: {
    bareFirstPaint,
    bareSeriesMonth,
    bareSync,
    bareTimeRange,
    firstPaint,
    firstSync,
    fullSync,
    navigate,
    openReplica,
    openForFirstSync,
    openForIdleHour,
    putRawMonth,
    queryMonth,
    readRawMonth,
    seriesMonth,
    syncPhase,
    syncUntil,
    usedHeap,
    warmStart,
  },
});
