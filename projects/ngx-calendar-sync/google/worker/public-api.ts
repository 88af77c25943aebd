// Has no Angular in it: it is the whole code of a worker.
export {
  endOf as ɵendOf,
  nextPageTokenAtBeginning as ɵnextPageTokenAtBeginning,
  pulledPage as ɵpulledPage,
  readPulledPage as ɵreadPulledPage,
} from './pulled-page';
export {
  type PulledEvent as ɵPulledEvent,
  toPulledChange as ɵtoPulledChange,
} from './pulled-change';
export { runCalendarSyncWorker } from './run-calendar-sync-worker';
