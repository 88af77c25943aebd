import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type { GoogleCalendarService } from 'ngx-calendar-sync/google';
import type { IcsImportOptions, IcsImportResult } from './ics-import-result';

/**
 * Imports an iCalendar file of any program into a calendar. One event that cannot be read, or that Google refuses, stops no
 * other one: the answer tells what became of each. An event is known by its UID, so that the same file can be imported
 * again: what is in the calendar as in the file stays as it is, and an import that has ended early goes on. No guest is told.
 *
 * An event that differs becomes as it is in the file: what the file does not have of it is removed. An event or a changed
 * occurrence that the calendar has in a later version, by its `sequence`, is refused. Google raises that when an event is
 * moved, and not when its text is changed: such a change in the calendar is overwritten.
 *
 * Guests are kept only of events that the calendar organizes or is invited to, since Google refuses others. No event is
 * deleted, but occurrences that the file calls cancelled, or that the rule of their series no longer has.
 *
 * The code for it is loaded when it is called: an app that only exports does without it.
 * @param file The file, its bytes, or its text. Give a file or its bytes where you can: they tell the encoding.
 * @example
 * ```ts
 * const { counts } = await importIcs(service, input.files[0], {
 *   calendarId: 'primary',
 *   onProgress: ({ done, total }) => (bar.value = total > 0 ? done / total : 1),
 * });
 * ```
 * @throws CalendarSyncError before anything is written: `invalid-request` for a file that is empty, that is no calendar, or
 * that cannot be read; `not-found` for a calendar that is not in the account's list; `forbidden` for one that the account may
 * not write to; `script-failed` or `offline` where the code of the library could not be loaded
 * @throws IcsImportError where no further event can be imported: `cancelled` where the signal is aborted or somebody signs
 * out; `offline`, `rate-limited`, `expired` and the like. Its `result` has what became of the events by then. What was
 * imported stays, and the same call goes on from there.
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
