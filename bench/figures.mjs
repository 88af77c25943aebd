import { bundle } from './figures/bundle.mjs';
import { firstPaint } from './figures/first-paint.mjs';
import { FIRST_SYNCS } from './figures/first-sync.mjs';
import { FULL_SYNCS } from './figures/full-sync.mjs';
import { growth } from './figures/growth.mjs';
import { idleHour } from './figures/idle-hour.mjs';
import { incremental } from './figures/incremental.mjs';
import { navigate } from './figures/navigate.mjs';
import { optimisticWrite } from './figures/optimistic-write.mjs';
import { outboxDrain } from './figures/outbox-drain.mjs';
import { pendingWrites } from './figures/pending-writes.mjs';
import { rangeQuery } from './figures/range-query.mjs';
import { SERIES_MONTHS } from './figures/series-month.mjs';
import { updateToScreen } from './figures/update-to-screen.mjs';
import { warmStart } from './figures/warm-start.mjs';

/** All figures, in the order of the table. */
export const FIGURES = [
  ...FULL_SYNCS,
  firstPaint,
  incremental,
  idleHour,
  warmStart,
  rangeQuery,
  navigate,
  updateToScreen,
  optimisticWrite,
  pendingWrites,
  outboxDrain,
  ...SERIES_MONTHS,
  ...FIRST_SYNCS,
  growth,
  bundle,
];
