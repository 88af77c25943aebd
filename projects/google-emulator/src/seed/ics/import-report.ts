/** An event that was not loaded. The texts are for the person who imports the file. */
export interface RefusedEvent {
  /** Its title and day if they can be read, and the line on which it begins. */
  readonly event: string;
  readonly reason: string;
}

/** A correction: something was loaded in another form than in the file. */
export interface ImportNote {
  /** The event, as in `RefusedEvent`, or the name of the file if the note concerns all of it. */
  readonly event: string;
  readonly note: string;
}

/** An event that cannot be read. The message is for the person who imports the file. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Why an event was not loaded. Messages of unexpected errors are not understandable to users and are replaced. */
export function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.message : 'something in it cannot be read';
}
