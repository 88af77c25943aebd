import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type { GoogleCalendarService } from 'ngx-calendar-sync/google';
import type { IcsImportOptions, IcsImportResult } from './ics-import-result';

/**
 * Imports an iCalendar file of any program into a calendar. One event that cannot be read, or that Google refuses, stops no
 * other one: the answer tells what became of each. An event is known by its UID, so that the same file can be imported
 * again: what is in the calendar already stays as it is, and an import that has ended early goes on. No guest is told.
 *
 * Guests are kept only of events that the calendar organizes or is invited to, since Google refuses others. Nothing is ever
 * deleted, but occurrences that a series of the file does not have. An event that the calendar has in a later version, by
 * its `sequence`, is refused.
 *
 * The code for it is loaded when it is called: an app that only exports does without it.
 * @param file The file, its bytes, or its text. Give a file or its bytes where you can: they tell the encoding.
 * @example
 * ```ts
 * const { counts } = await importIcs(service, input.files[0], {
 *   calendarId: 'primary',
 *   onProgress: ({ done, total }) => (bar.value = done / total),
 * });
 * ```
 * @throws CalendarSyncError `invalid-request` for a file that is empty, that is no calendar, or that cannot be read;
 * `not-found` for a calendar that is not in the account's list; `forbidden` for one that the account may not write to;
 * `cancelled` where the signal is aborted or somebody signs out; `offline`, `rate-limited`, `expired` and the like where no
 * further event can be imported: what was imported by then stays, and the same call goes on from there; `script-failed` or
 * `offline` where the code of the library could not be loaded
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/import
 */
export async function importIcs(
  service: GoogleCalendarService,
  file: Blob | ArrayBuffer | Uint8Array | string,
  options: IcsImportOptions,
): Promise<IcsImportResult> {
  const { IcsImport } = await orNotLoaded(import('./ics-import'));
  return new IcsImport(service, options).run(file);
}
