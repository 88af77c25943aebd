import { type Observable, Subject } from 'rxjs';
import type { CopyProgress } from 'ngx-calendar-sync/core';
import { type CopySyncEvent, noProgress } from './copy-progress';

/** Tells how far a sync is, and what it does. */
export class SyncReport {
  readonly #events = new Subject<CopySyncEvent>();
  #progress = noProgress;

  readonly events$: Observable<CopySyncEvent> = this.#events;

  get progress(): CopyProgress {
    return this.#progress;
  }

  emit(event: CopySyncEvent): void {
    this.#events.next(event);
  }

  /** @param before What is changed; by default what was told last. */
  tell(change: Partial<CopyProgress>, before = this.#progress): void {
    this.#progress = { ...before, ...change };
    this.emit({ kind: 'progress', progress: this.#progress });
  }
}
