import { type Injector, runInInjectionContext } from '@angular/core';
import { CalendarSyncError } from './calendar-sync-error';

/** Loads code by a dynamic import. What it resolves to creates the service and runs in an injection context. */
export type LoadCode<Service> = () => Promise<() => Service>;

/** A service whose code is loaded when it is first needed, so that apps which do not need it do not load it. */
export class LazyService<Service> {
  readonly #injector: Injector;
  readonly #loadCode: LoadCode<Service>;
  #service: Promise<Service> | undefined;

  constructor(injector: Injector, loadCode: LoadCode<Service>) {
    this.#injector = injector;
    this.#loadCode = loadCode;
  }

  /**
   * The one instance. Rejects with `script-failed` where its code cannot be loaded. The next call tries again; a browser that
   * remembers the failure, as Chromium does, needs a reload of the page first.
   */
  load(): Promise<Service> {
    this.#service ??= this.#create().catch((error: unknown) => {
      this.#service = undefined;
      throw error;
    });
    return this.#service;
  }

  async #create(): Promise<Service> {
    const create = await orNotLoaded(this.#loadCode());
    return runInInjectionContext(this.#injector, create);
  }
}

/** Rejects with `offline` or `script-failed` where code could not be loaded. */
export function orNotLoaded<Code>(code: Promise<Code>): Promise<Code> {
  return code.catch((cause: unknown) => {
    throw new CalendarSyncError(
      navigator.onLine ? 'script-failed' : 'offline',
      'A part of the library did not load: check the network and reload the page.',
      { cause },
    );
  });
}
