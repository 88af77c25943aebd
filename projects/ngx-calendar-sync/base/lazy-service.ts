import { type Injector, runInInjectionContext } from '@angular/core';
import { AsyncSubject, lastValueFrom, type Observable, switchMap } from 'rxjs';
import { CalendarSyncError } from './calendar-sync-error';

/** Loads code by a dynamic import. What it resolves to creates the service and runs in an injection context. */
export type LoadCode<Service> = () => Promise<() => Service>;

/** A service whose code is loaded when it is first needed, so that apps which do not need it do not load it. */
export class LazyService<Service> {
  readonly #injector: Injector;
  readonly #loadCode: LoadCode<Service>;
  #current: Service | undefined;
  #loading: Observable<Service> | undefined;

  /** @param current The service, where its code is there from the start. */
  constructor(injector: Injector, loadCode: LoadCode<Service>, current?: Service) {
    this.#injector = injector;
    this.#loadCode = loadCode;
    this.#current = current;
  }

  /** `undefined` until the code is there. */
  get current(): Service | undefined {
    return this.#current;
  }

  get isLoading(): boolean {
    return this.#loading !== undefined && this.#current === undefined;
  }

  /**
   * The one instance. Rejects with `script-failed` or `offline` where its code cannot be loaded. The next call tries again; a browser that
   * remembers the failure, as Chromium does, needs a reload of the page first.
   */
  load(): Promise<Service> {
    return this.run((service) => Promise.resolve(service));
  }

  /** Begins the work before it returns where the code is there, else when it is, in the order of the calls. */
  run<R>(work: (service: Service) => Promise<R>): Promise<R> {
    return this.#current === undefined
      ? lastValueFrom(this.#load().pipe(switchMap(work)))
      : work(this.#current);
  }

  /** A subject, since it starts all who wait one after the other, before anybody else can come in between. */
  #load(): Observable<Service> {
    if (this.#loading) {
      return this.#loading;
    }
    const loading = new AsyncSubject<Service>();
    this.#loading = loading;
    this.#create().then(
      (service) => {
        this.#current = service;
        loading.next(service);
        loading.complete();
      },
      (error: unknown) => {
        this.#loading = undefined;
        loading.error(error);
      },
    );
    return loading;
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
      ngDevMode && 'A part of the library did not load: check the network and reload the page.',
      { cause },
    );
  });
}
