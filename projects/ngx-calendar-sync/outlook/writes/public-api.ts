// The code of writing events, which an app loads when its page is idle or when something is written.
export { ɵOutbox } from 'ngx-calendar-sync/core/outbox';
export { OutlookEventWrites as ɵOutlookEventWrites } from './outlook-event-writes';
