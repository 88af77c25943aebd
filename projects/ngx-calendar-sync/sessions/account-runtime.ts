import type { HttpHandlerFn, HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import {
  DestroyRef,
  type EnvironmentInjector,
  Injector,
  type ProviderToken,
  runInInjectionContext,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { catchError, EMPTY, filter, from, mergeMap } from 'rxjs';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type { AccountAuth } from './account-auth';
import type { AccountSessions } from './account-sessions';
import type { AccountTypes, EventOf } from './account-types';
import type { OpenSession } from './open-session';
import type { OutboxCode } from './outbox-code';

/** The commands of events that few apps call, as far as they are needed here. */
export interface FollowingCommands<A extends AccountTypes> {
  /** Waits for the conference of an event that has just been written, which the provider makes after it has answered. */
  followConference(open: OpenSession<A>, event: EventOf<A>): Promise<unknown>;
}

/** Where the parts of what is behind a service are found, and what is loaded later. */
export interface RuntimeParts<
  A extends AccountTypes,
  Auth,
  Writes extends OutboxCode,
  Commands extends FollowingCommands<A>,
> {
  readonly auth: ProviderToken<Auth>;
  readonly sessions: ProviderToken<AccountSessions<A>>;
  readonly writes: ProviderToken<LazyService<Writes>>;
  /** Resolves to what makes them, in an injection context. */
  readonly loadEventCommands: () => Promise<() => Commands>;
  /** Adds the user's token to a request of the app where that is for it. */
  readonly interceptor: HttpInterceptorFn;
}

/** What is behind the service of any provider. */
export class AccountRuntime<
  A extends AccountTypes,
  Auth extends AccountAuth<A['identity']>,
  Writes extends OutboxCode,
  Commands extends FollowingCommands<A>,
> {
  readonly #interceptor: HttpInterceptorFn;
  readonly injector: EnvironmentInjector;
  readonly auth: Auth;
  readonly sessions: AccountSessions<A>;
  readonly writes: LazyService<Writes>;
  /** What few apps call is loaded when it is called. */
  readonly eventCommands: LazyService<Commands>;
  /** {@link eventCommands}, loaded together with {@link writes}. */
  readonly writingCommands: LazyService<Commands>;

  constructor(injector: EnvironmentInjector, parts: RuntimeParts<A, Auth, Writes, Commands>) {
    this.injector = injector;
    this.auth = injector.get(parts.auth);
    this.sessions = injector.get(parts.sessions);
    this.writes = injector.get(parts.writes);
    this.#interceptor = parts.interceptor;
    const context = injector.get(Injector);
    this.eventCommands = new LazyService(context, parts.loadEventCommands);
    this.writingCommands = new LazyService(context, async () => {
      const [commands] = await Promise.all([this.eventCommands.load(), this.writes.load()]);
      return () => commands;
    });
    // A provider may make a conference after it has answered. Where no call waits for it, the views do.
    this.sessions.confirmed$
      .pipe(
        filter(({ event }) => event.conference?.status === 'pending'),
        mergeMap(({ open, event }) =>
          from(
            this.eventCommands.load().then((commands) => commands.followConference(open, event)),
          ).pipe(catchError(() => EMPTY)),
        ),
        takeUntilDestroyed(injector.get(DestroyRef)),
      )
      .subscribe();
  }

  /** Sends a request of the app, with the token where that is for it. */
  send(request: HttpRequest<unknown>, next: HttpHandlerFn): ReturnType<HttpInterceptorFn> {
    return runInInjectionContext(this.injector.get(Injector), () =>
      this.#interceptor(request, next),
    );
  }
}
