import type { CommandOptions } from 'ngx-calendar-sync/core';

/** What `importIcs` takes beside the file. */
export interface IcsImportOptions extends CommandOptions {
  /** The calendar that the events go into: its id, or `primary`. */
  readonly calendarId: string;
  /** Called when the file was read, and after each event. */
  readonly onProgress?: (progress: IcsImportProgress) => void;
}

/** How far an import has come. */
export interface IcsImportProgress {
  /** Events that have got their outcome. */
  readonly done: number;
  /** All events of the file, those that cannot be read among them. 0 for a file without events. */
  readonly total: number;
}

/**
 * What became of an event of the file: it is new in the calendar; it was there and is as in the file now; it was there as
 * in the file, so that nothing was sent; or it was not imported.
 */
export type IcsOutcome = 'imported' | 'updated' | 'unchanged' | 'refused';

/** An event of the file. Its texts are in English, for the person who imports it. */
export interface IcsImportedEvent {
  /** What became of it. */
  readonly outcome: IcsOutcome;
  /** The line of the file on which it begins, from 1. */
  readonly line?: number;
  /** Its title, if it has one. */
  readonly title?: string;
  /** Why it was refused, as `it ends before it begins`. */
  readonly reason?: string;
  /** What was imported in another form than in the file. */
  readonly notes: readonly string[];
}

/** What became of a file. */
export interface IcsImportResult {
  /** The name of the calendar that the file comes from, if it has one. */
  readonly name?: string;
  /** The program that wrote the file, as the file names it. */
  readonly program?: string;
  /**
   * Every event of the file, in its order; in an `IcsImportError` those that were done. Tasks and journal entries are
   * refused.
   */
  readonly events: readonly IcsImportedEvent[];
  /** How many events have each outcome. */
  readonly counts: Readonly<Record<IcsOutcome, number>>;
  /** What is to be said of the whole file, such as its encoding. */
  readonly notes: readonly string[];
}
