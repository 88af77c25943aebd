// The code of writing events, which an app loads when its page is idle or when something is written.
export { ɵOutbox } from 'ngx-calendar-sync/core/outbox';
export { GoogleEventWrites as ɵGoogleEventWrites, ruled as ɵruled } from './google-event-writes';
