import {
  type EnvironmentInjector,
  inject,
  InjectionToken,
  Injector,
  type Provider,
} from '@angular/core';
import { combineLatest, map, type Observable, shareReplay } from 'rxjs';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import {
  ɵACCOUNT_PROVIDERS as ACCOUNT_PROVIDERS,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵPendingSignOut as PendingSignOut,
  ɵTOKEN_ERRORS as TOKEN_ERRORS,
  ɵTOKEN_SERVER_SETTINGS as TOKEN_SERVER_SETTINGS,
  ɵTokenServer as TokenServer,
} from 'ngx-calendar-sync/account';
import {
  ɵEVENTS_KEY as EVENTS_KEY,
  type GoogleCalendarSyncConfigSource,
  type ɵGoogleFeatures as GoogleFeatures,
  type OfflineReplicaOptions,
  ɵRedirectLogin as RedirectLogin,
} from 'ngx-calendar-sync/google/start';
import {
  ɵAccountRuntime as AccountRuntime,
  ɵAccountSessions as AccountSessions,
  ɵlazyWrites as lazyWrites,
  type ɵLocalCopies as LocalCopies,
  ɵstartRuntime as startRuntime,
  ɵTransferredEvents as TransferredEvents,
} from 'ngx-calendar-sync/sessions';
import { GoogleCalendarApi } from './api/google-calendar-api';
import { sendToGoogle } from './api/google-calendar.interceptor';
import { googleHttp } from './api/google-http';
import { GoogleIdentities } from './api/google-identity';
import type { CalendarCommands } from './commands/calendar-commands';
import type { EventCommands } from './commands/event-commands';
import { CONFIG, CONFIG_SOURCE, googleConfig } from './config/config-ref';
import { GoogleDiagnostics } from './diagnostics/google-diagnostics';
import { GoogleAuth } from './google-auth';
import { isEventField } from './mapping/is-event-field';
import { capabilitiesOf, type GoogleCalendarCapabilities } from './provider/calendar-capabilities';
import { type GoogleAccount, LOCAL_COPIES } from './provider/google-account';
import { OPEN_GOOGLE, openGoogle } from './provider/open-google';
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
  readonly offline?: {
    readonly ɵlocalCopies: (options: OfflineReplicaOptions) => LocalCopies<GoogleAccount>;
  };
}

/** The sessions of the accounts that sign in. */
export const GOOGLE_SESSIONS = new InjectionToken<AccountSessions<GoogleAccount>>(
  'ngx-calendar-sync Google sessions',
);

/** What is behind `GoogleCalendarService`. */
export class GoogleRuntime extends AccountRuntime<
  GoogleAccount,
  GoogleAuth,
  WritesCode,
  EventCommands
> {
  /** By calendar id, what is possible there with the account's role and what it has granted. */
  readonly capabilities$: Observable<ReadonlyMap<string, GoogleCalendarCapabilities>>;
  readonly diagnostics: GoogleDiagnostics;
  readonly tokenServer: TokenServer;
  readonly calendarCommands: LazyService<CalendarCommands>;

  constructor(injector: EnvironmentInjector) {
    super(injector, {
      auth: GoogleAuth,
      sessions: GOOGLE_SESSIONS,
      writes: WRITES_CODE,
      loadEventCommands: async () => {
        const { EventCommands } = await import('./commands/event-commands');
        return () => new EventCommands();
      },
      interceptor: sendToGoogle,
    });
    this.capabilities$ = combineLatest([this.sessions.calendars$, this.auth.identity$]).pipe(
      map(([calendars, identity]) => capabilitiesOf(calendars, identity?.grantedScopes ?? [])),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
    this.diagnostics = injector.get(GoogleDiagnostics);
    this.tokenServer = injector.get(TokenServer);
    this.calendarCommands = new LazyService(injector.get(Injector), async () => {
      const { CalendarCommands } = await import('./commands/calendar-commands');
      return () => new CalendarCommands();
    });
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
  const { offlineReplica } = features;
  return startRuntime<GoogleAccount, GoogleRuntime>(
    features,
    [
      { provide: CONFIG_SOURCE, useValue: config },
      { provide: CONFIG, useFactory: () => googleConfig(isEventField) },
      { provide: RedirectLogin, useValue: login },
      { provide: WRITES_CODE, useFactory: () => lazyWrites(writes) },
      { provide: LIBRARY_HTTP, useFactory: googleHttp },
      ...ACCOUNT_PROVIDERS,
      ...PROVIDERS,
      ...(offline && offlineReplica
        ? [
            {
              provide: LOCAL_COPIES,
              useFactory: () => offline.ɵlocalCopies(offlineReplica.options),
            },
          ]
        : []),
    ],
    (injector) => new GoogleRuntime(injector),
  );
}

function googleSessions(): AccountSessions<GoogleAccount> {
  return new AccountSessions({
    auth: inject(GoogleAuth),
    config: inject(CONFIG),
    writesCode: inject(WRITES_CODE),
    copies: inject(LOCAL_COPIES, { optional: true }) ?? undefined,
    listsCalendars: false,
    transferred: new TransferredEvents(EVENTS_KEY),
    open: inject(OPEN_GOOGLE),
  });
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
  { provide: GOOGLE_SESSIONS, useFactory: googleSessions },
];
