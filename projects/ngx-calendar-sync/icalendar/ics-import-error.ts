import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { IcsImportResult } from './ics-import-result';

/**
 * An import that has ended before its last event. Its code says why, as `cancelled` or `offline`. What was imported by then
 * stays in the calendar: `importIcs` with the same file goes on.
 *
 * @example
 * ```ts
 * try {
 *   await importIcs(service, file, { calendarId: 'primary', signal });
 * } catch (error) {
 *   if (error instanceof IcsImportError) {
 *     showMessage(`${error.result.counts.imported} events are new. Import the file again to go on.`);
 *   }
 * }
 * ```
 */
export class IcsImportError extends CalendarSyncError {
  /**
   * @param failure Why the import has ended.
   * @param result What became of the events that have got their outcome; the others are not in it.
   * @param total All events of the file.
   */
  constructor(
    failure: CalendarSyncError,
    readonly result: IcsImportResult,
    total: number,
  ) {
    super(
      failure.code,
      `${failure.message} ${result.events.length} of ${total} events are done: import the same file again to go on.`,
      { cause: failure, ...(failure.status === undefined ? {} : { status: failure.status }) },
    );
  }
}
