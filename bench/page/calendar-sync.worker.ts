import { runCalendarSyncWorker } from 'ngx-calendar-sync/google/worker';

runCalendarSyncWorker();
