import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** Enough for the events of a large view and those that the app has looked up beside it. */
const MAX_RESOURCES_PER_GENERATION = 10_000;

/**
 * The event resources that were read, by id and etag. An app passes an edited copy of an event to `updateEvent`: what it
 * has edited is found by comparing the copy with the original kept here.
 *
 * There are two generations: when the current one is full, it becomes the earlier one, and the earlier one is forgotten.
 * So resources that are read often are kept, and no search for the oldest one is needed.
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
