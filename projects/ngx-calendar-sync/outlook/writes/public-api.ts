// The code of writing events, which an app loads when its page is idle or when something is written.
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵOutlookEventWrites as EventWrites } from 'ngx-calendar-sync/outlook/runtime';

export { ɵOutbox } from 'ngx-calendar-sync/core/outbox';

function refuse(): never {
  throw new CalendarSyncError('invalid-request', 'Nothing can be written to Outlook yet.');
}

export class ɵOutlookEventWrites implements EventWrites {
  readonly planWrite = refuse;
  readonly planSeriesWrite = refuse;
  readonly sendWrite = refuse;
  readonly mergeWrite = refuse;
  readonly joinWrites = refuse;
  readonly undoWrite = refuse;
  readonly readSeries = refuse;
  readonly renameWrite = refuse;
}
