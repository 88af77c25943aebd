import { bareFirstPaint, bareSync, bareWindow } from './bare-requests';
import { bareSeriesMonth, seriesMonth } from './series-month';
import { firstSync, fullSync, openForFirstSync, usedHeap } from './first-sync';
import { putRawMonth, readRawMonth } from './raw-month';
import { firstPaint, navigate, openCopy, queryMonth, syncUntil, warmStart } from './shown-events';

// What the figures call from outside.
Object.assign(globalThis, {
  bench: {
    bareFirstPaint,
    bareSeriesMonth,
    bareSync,
    bareWindow,
    firstPaint,
    firstSync,
    fullSync,
    navigate,
    openCopy,
    openForFirstSync,
    putRawMonth,
    queryMonth,
    readRawMonth,
    seriesMonth,
    syncUntil,
    usedHeap,
    warmStart,
  },
});
