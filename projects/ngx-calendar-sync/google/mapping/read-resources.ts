import type { GoogleEvent } from '../api/wire-types.generated';

/** About what a large view shows, with what the app has looked up beside it. */
const MAX_REMEMBERED = 10_000;

/**
 * The events as they were last read, by id and etag. An app hands back copies: only beside the original it shows what
 * has been edited in a copy.
 */
export class ReadResources {
  readonly #resources = new Map<string, GoogleEvent>();

  remember(resource: GoogleEvent): void {
    const key = keyOf(resource.id, resource.etag);
    const known = this.#resources.get(key);
    // What is asked for often must not be what is forgotten first.
    this.#resources.delete(key);
    this.#resources.set(key, known ?? resource);
    if (this.#resources.size > MAX_REMEMBERED) this.#forgetOldest();
  }

  find(id: string | undefined, etag: string | undefined): GoogleEvent | undefined {
    return this.#resources.get(keyOf(id, etag));
  }

  #forgetOldest(): void {
    for (const key of this.#resources.keys()) {
      this.#resources.delete(key);
      return;
    }
  }
}

function keyOf(id: string | undefined, etag: string | undefined): string {
  return `${id ?? ''} ${etag ?? ''}`;
}
