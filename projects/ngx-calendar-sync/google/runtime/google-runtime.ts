import type { HttpHandlerFn, HttpInterceptorFn, HttpRequest } from '@angular/common/http';
import {
  createEnvironmentInjector,
  DestroyRef,
  EnvironmentInjector,
  inject,
  Injector,
  type Provider,
  runInInjectionContext,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { catchError, EMPTY, filter, from, mergeMap } from 'rxjs';
import {
  ɵLazyService as LazyService,
  ɵSESSION_STORAGE as SESSION_STORAGE,
} from 'ngx-calendar-sync/base';
import {
  ɵACCOUNT_PROVIDERS as ACCOUNT_PROVIDERS,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵloadGestureRenewal as loadGestureRenewal,
  ɵPendingSignOut as PendingSignOut,
  ɵTOKEN_ERRORS as TOKEN_ERRORS,
  ɵTOKEN_SERVER_SETTINGS as TOKEN_SERVER_SETTINGS,
  ɵTOKEN_STORAGE as TOKEN_STORAGE,
  ɵTokenServer as TokenServer,
  ɵVIA_APP_INTERCEPTORS as VIA_APP_INTERCEPTORS,
} from 'ngx-calendar-sync/account';
import {
  type GoogleCalendarSyncConfigSource,
  type ɵGoogleFeatures as GoogleFeatures,
  type OfflineReplicaOptions,
  ɵRedirectLogin as RedirectLogin,
} from 'ngx-calendar-sync/google/start';
import { AccountSessions } from './account-sessions';
import { GoogleCalendarApi } from './api/google-calendar-api';
import { sendToGoogle } from './api/google-calendar.interceptor';
import { googleHttp } from './api/google-http';
import { GoogleIdentities } from './api/google-identity';
import type { CalendarCommands } from './commands/calendar-commands';
import type { EventCommands } from './commands/event-commands';
import { CONFIG, CONFIG_SOURCE, googleConfig } from './config/config-ref';
import { GoogleDiagnostics } from './diagnostics/google-diagnostics';
import { GoogleAuth } from './google-auth';
import { loadWritesWhenIdle } from './load-writes-when-idle';
import { isEventField } from './mapping/is-event-field';
import { LOCAL_COPIES, type LocalCopies } from './provider/local-copies';
import { OPEN_GOOGLE, openGoogle } from './provider/open-google';
import { TransferredEvents } from './provider/transferred-events';
import { WRITES_CODE, type WritesCode } from './provider/writes-code';
import { LazyApiClient } from './token-sources/lazy-api-client';
import { googleTokenErrors } from './token-sources/google-token-errors';

/** What the start of the app knows, and the code behind the service begins with. */
export interface GoogleStart {
  readonly config: GoogleCalendarSyncConfigSource;
  readonly features: GoogleFeatures;
  readonly login: RedirectLogin;
  /** The code of writing, or what loads it. */
  readonly writes: WritesCode | (() => Promise<WritesCode>);
  /** The code of the entry `offline`, where the app has named the feature. */
  readonly offline?: { readonly ɵlocalCopies: (options: OfflineReplicaOptions) => LocalCopies };
}

/** What is behind `GoogleCalendarService`. */
export class GoogleRuntime {
  readonly injector: EnvironmentInjector;
  readonly auth: GoogleAuth;
  readonly sessions: AccountSessions;
  readonly diagnostics: GoogleDiagnostics;
  readonly tokenServer: TokenServer;
  readonly writes: LazyService<WritesCode>;
  /** What few apps call is loaded when it is called. */
  readonly eventCommands: LazyService<EventCommands>;
  /** {@link eventCommands}, loaded together with {@link writes}. */
  readonly writingCommands: LazyService<EventCommands>;
  readonly calendarCommands: LazyService<CalendarCommands>;

  constructor(injector: EnvironmentInjector) {
    this.injector = injector;
    this.auth = injector.get(GoogleAuth);
    this.sessions = injector.get(AccountSessions);
    this.diagnostics = injector.get(GoogleDiagnostics);
    this.tokenServer = injector.get(TokenServer);
    this.writes = injector.get(WRITES_CODE);
    const context = injector.get(Injector);
    this.eventCommands = new LazyService(context, async () => {
      const { EventCommands } = await import('./commands/event-commands');
      return () => new EventCommands();
    });
    // Google makes a conference after it has answered. Where no call waits for it, the views do.
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
    this.writingCommands = new LazyService(context, async () => {
      const [commands] = await Promise.all([this.eventCommands.load(), this.writes.load()]);
      return () => commands;
    });
    this.calendarCommands = new LazyService(context, async () => {
      const { CalendarCommands } = await import('./commands/calendar-commands');
      return () => new CalendarCommands();
    });
  }

  /** Sends a request of the app, with the token where that is for it. */
  send(request: HttpRequest<unknown>, next: HttpHandlerFn): ReturnType<HttpInterceptorFn> {
    return runInInjectionContext(this.injector.get(Injector), () => sendToGoogle(request, next));
  }
}

/** Starts the library for an app. To be called in the injection context of its providers, and ends with them. */
export function startGoogle({
  config,
  features,
  login,
  writes,
  offline,
}: GoogleStart): GoogleRuntime {
  const { offlineReplica, gestureRenewal } = features;
  const injector = createEnvironmentInjector(
    [
      { provide: CONFIG_SOURCE, useValue: config },
      { provide: CONFIG, useFactory: () => googleConfig(isEventField) },
      { provide: RedirectLogin, useValue: login },
      { provide: WRITES_CODE, useFactory: () => writesCode(writes) },
      { provide: LIBRARY_HTTP, useFactory: googleHttp },
      ...ACCOUNT_PROVIDERS,
      ...PROVIDERS,
      ...(features.appInterceptors ? [{ provide: VIA_APP_INTERCEPTORS, useValue: true }] : []),
      ...(features.tokenStorage ? [{ provide: TOKEN_STORAGE, useExisting: SESSION_STORAGE }] : []),
      ...(offline && offlineReplica
        ? [
            {
              provide: LOCAL_COPIES,
              useFactory: () => offline.ɵlocalCopies(offlineReplica.options),
            },
          ]
        : []),
      ...(features.providers ?? []),
    ],
    inject(EnvironmentInjector),
  );
  let google: GoogleRuntime;
  try {
    google = new GoogleRuntime(injector);
  } catch (error) {
    injector.destroy();
    throw error;
  }
  inject(DestroyRef).onDestroy(() => {
    injector.destroy();
  });
  if (gestureRenewal) {
    void loadGestureRenewal(injector, google.auth);
  }
  runInInjectionContext(injector.get(Injector), () => {
    loadWritesWhenIdle(google.auth.identity$, google.sessions, google.writes);
  });
  return google;
}

function writesCode(writes: GoogleStart['writes']): LazyService<WritesCode> {
  const injector = inject(Injector);
  return typeof writes === 'function'
    ? new LazyService(injector, () => writes().then((code) => () => code))
    : new LazyService(injector, () => Promise.resolve(() => writes), writes);
}

const PROVIDERS: readonly Provider[] = [
  { provide: TOKEN_ERRORS, useValue: googleTokenErrors },
  { provide: TOKEN_SERVER_SETTINGS, useExisting: CONFIG },
  PendingSignOut,
  TokenServer,
  LazyApiClient,
  GoogleCalendarApi,
  GoogleIdentities,
  GoogleDiagnostics,
  { provide: OPEN_GOOGLE, useFactory: openGoogle },
  GoogleAuth,
  TransferredEvents,
  AccountSessions,
];
