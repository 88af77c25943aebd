/** Something in a file that is left out, and why, in words for the person whose file it is. */
export interface RefusedEvent {
  /** Its title and day where they can be read, and the line that it begins on. */
  readonly event: string;
  readonly reason: string;
}

/** Something that was loaded, but not exactly as it is written: guessed, corrected or shortened. */
export interface ImportNote {
  /** The event, as in `RefusedEvent`, or the file's name for what concerns all of it. */
  readonly event: string;
  readonly note: string;
}

/** Thrown where one event cannot be read; the others still are. Its message is for a person. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Why one event was not loaded. The message of an error that nobody foresaw means nothing to a person. */
export function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.message : 'something in it cannot be read';
}
