/** Longer than any rule that a program offers. */
const MAX_QUOTED_LENGTH = 120;

/** Where an event stands in the file. The texts are for the person who imports it. */
export interface PlaceInFile {
  /** Title and day if they can be read, and the line; or the name of the file. */
  readonly event: string;
  /** The line on which the event begins, from 1; missing where it is about the whole file. */
  readonly line?: number;
  /** The title of the event, if it has one. */
  readonly title?: string;
}

/** An event that was not loaded. */
export interface RefusedEvent extends PlaceInFile {
  /** Why, in words. */
  readonly reason: string;
}

/** A correction: something was loaded in another form than in the file. */
export interface ImportNote extends PlaceInFile {
  /** What was changed, in words. */
  readonly note: string;
}

/** An event that cannot be read. The message is for the person who imports the file. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What stands in the file, short enough for a reason or a note. */
export function quoted(text: string): string {
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
}

/** Why an event was not loaded. Messages of unexpected errors are not understandable to users and are replaced. */
export function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.message : 'something in it cannot be read';
}
