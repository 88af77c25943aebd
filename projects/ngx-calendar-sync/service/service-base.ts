import type { CalendarRuntime, ServiceTypes } from './calendar-runtime';
import type { LazyRuntime } from './lazy-runtime';

/** What all parts of a service share: what is behind it, once that is loaded. */
export abstract class ServiceBase<A extends ServiceTypes, R extends CalendarRuntime<A>> {
  /** @internal */
  protected readonly ɵruntime: LazyRuntime<R>;

  /** @param runtime What is behind the service. */
  constructor(runtime: LazyRuntime<R>) {
    this.ɵruntime = runtime;
  }
}
