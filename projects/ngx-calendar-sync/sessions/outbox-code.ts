import { inject, Injector } from '@angular/core';
import { CalendarSyncError, ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  ɵOutboxContext as OutboxContext,
  ɵSessionOutbox as SessionOutbox,
} from 'ngx-calendar-sync/core';

/** The outbox, which is loaded together with how a provider writes: when the page is idle, or with the first write. */
export interface OutboxCode {
  readonly ɵOutbox: new <E extends CalendarEvent>(context: OutboxContext<E>) => SessionOutbox<E>;
}

/**
 * The code of writing as a service that is loaded once. To be called in an injection context.
 * @param code The code itself, or what loads it.
 */
export function lazyWrites<C extends OutboxCode>(code: C | (() => Promise<C>)): LazyService<C> {
  const injector = inject(Injector);
  return typeof code === 'function'
    ? new LazyService(injector, () => code().then((loaded) => () => loaded))
    : new LazyService(injector, () => Promise.resolve(() => code), code);
}

/** The code of writing, for what runs once a command has loaded it. */
export function loadedWrites<C>({ current }: LazyService<C>): C {
  if (!current) {
    throw new CalendarSyncError('unexpected', ngDevMode && 'The code of writing was not loaded.');
  }
  return current;
}
