import { type IcsFile, readIcs, type ReadIcsOptions } from 'google-calendar-ics';
import { CalendarSyncError } from 'ngx-calendar-sync/base';

/** @throws CalendarSyncError `invalid-request` for a file that is empty, or whose bytes cannot be read */
export async function contentOf(
  file: Blob | ArrayBuffer | Uint8Array | string,
): Promise<Uint8Array | string> {
  const content = await bytesOf(file);
  if (content.length === 0) {
    throw invalidFile('The file is empty.');
  }
  return content;
}

/** @throws CalendarSyncError `invalid-request` for what is no calendar, or cannot be read */
export function calendarFileOf(content: Uint8Array | string, options: ReadIcsOptions): IcsFile {
  const read = readFile(content, options);
  if (!read.isCalendar && read.events.length === 0) {
    throw invalidFile('The file is no calendar: it has no BEGIN:VCALENDAR.');
  }
  return read;
}

/** `readIcs` refuses no content, but a file may be too large for the browser, or meet a defect of it. */
function readFile(content: Uint8Array | string, options: ReadIcsOptions): IcsFile {
  try {
    return readIcs(content, options);
  } catch (cause) {
    throw invalidFile(
      'The file cannot be read as a calendar: it may be damaged, or too large. Export it once more, or in parts.',
      cause,
    );
  }
}

async function bytesOf(
  file: Blob | ArrayBuffer | Uint8Array | string,
): Promise<Uint8Array | string> {
  if (file instanceof Blob) {
    const buffer = await file.arrayBuffer().catch((cause: unknown) => {
      throw invalidFile('The file cannot be read: choose it once more.', cause);
    });
    return new Uint8Array(buffer);
  }
  return file instanceof ArrayBuffer ? new Uint8Array(file) : file;
}

function invalidFile(message: string, cause?: unknown): CalendarSyncError {
  return new CalendarSyncError('invalid-request', message, cause === undefined ? {} : { cause });
}
