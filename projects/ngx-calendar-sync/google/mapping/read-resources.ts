import type { GoogleEvent } from '../api/wire-types.generated';

/** About what a large view shows, with what the app has looked up beside it. */
const MAX_RESOURCES_PER_GENERATION = 10_000;

/**
 * The events as they were last read, by id and etag. An app hands back copies: only beside the original it shows what
 * has been edited in a copy.
 *
 * They are kept in two generations: once the current one is full, it becomes the earlier one, and what was the earlier
 * one is forgotten. So what is read often stays, and remembering one more never has to search for the oldest.
 */
export class ReadResources {
  #current = new Map<string, GoogleEvent>();
  #earlier: ReadonlyMap<string, GoogleEvent> = new Map();

  remember(resource: GoogleEvent): void {
    const key = keyOf(resource.id, resource.etag);
    if (this.#current.has(key)) {
      return;
    }
    if (this.#current.size === MAX_RESOURCES_PER_GENERATION) {
      this.#earlier = this.#current;
      this.#current = new Map();
    }
    this.#current.set(key, this.#earlier.get(key) ?? resource);
  }

  find(id: string | undefined, etag: string | undefined): GoogleEvent | undefined {
    const key = keyOf(id, etag);
    return this.#current.get(key) ?? this.#earlier.get(key);
  }
}

function keyOf(id: string | undefined, etag: string | undefined): string {
  return `${id ?? ''} ${etag ?? ''}`;
}
