import { ɵRecentEntries as RecentEntries } from 'ngx-calendar-sync/base';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** Enough for the events of a large view and those that the app has looked up beside it. */
const MIN_RESOURCES_KEPT = 10_000;

/**
 * The event resources that were read, by id and etag. An app passes an edited copy of an event to `updateEvent`: what it
 * has edited is found by comparing the copy with the original kept here.
 * Those that are read often are kept.
 */
export class ReadResources {
  readonly #resources = new RecentEntries<GoogleEvent>(MIN_RESOURCES_KEPT);

  remember(resource: GoogleEvent): void {
    const key = keyOf(resource.id, resource.etag);
    this.#resources.set(key, this.#resources.get(key) ?? resource);
  }

  find(id: string | undefined, etag: string | undefined): GoogleEvent | undefined {
    return this.#resources.get(keyOf(id, etag));
  }
}

function keyOf(id: string | undefined, etag: string | undefined): string {
  return `${id ?? ''} ${etag ?? ''}`;
}
