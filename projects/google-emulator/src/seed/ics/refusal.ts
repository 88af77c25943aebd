/** Something in a file that is left out, and why, in words for the person whose file it is. */
export interface RefusedEvent {
  /** Its title and day where they can be read, else where it stands in the file. */
  readonly event: string;
  readonly reason: string;
}

/** Thrown where one event cannot be read; the others still are. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** The words of whatever was thrown while one event was read. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
