import { withOfflineReplica } from 'ngx-calendar-sync/google';
import { REPLICAS } from './google-app';
import { addMeasurements } from './main';
import { bareWrites, drainOutbox, writeManyOffline, writeOffline } from './offline-writes';
import { bareSeriesMonth, seriesMonth } from './series-month';

addMeasurements({
  bareSeriesMonth,
  bareWrites,
  drainOutbox,
  seriesMonth,
  writeManyOffline,
  writeOffline,
});

REPLICAS.set('worker', () =>
  withOfflineReplica({
    worker: () =>
      new Worker(new URL('./calendar-sync.worker', import.meta.url), { type: 'module' }),
  }),
);
