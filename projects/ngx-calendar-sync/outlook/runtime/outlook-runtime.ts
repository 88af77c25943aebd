import { type EnvironmentInjector, inject, Injector, type Provider } from '@angular/core';
import { combineLatest, map, type Observable, shareReplay } from 'rxjs';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type {
  OutlookCalendarSyncConfigSource,
  ɵOutlookFeatures as OutlookFeatures,
  OutlookReplicaOptions,
} from 'ngx-calendar-sync/outlook/start';
import { ɵOutlookLogin as OutlookLogin } from 'ngx-calendar-sync/outlook/start';
import {
  ɵAccountRuntime as AccountRuntime,
  ɵAccountSessions as AccountSessions,
  ɵlazyWrites as lazyWrites,
  type ɵLocalCopies as LocalCopies,
  ɵstartRuntime as startRuntime,
} from 'ngx-calendar-sync/sessions';
import { OutlookApi } from './api/outlook-api';
import { sendToGraph } from './api/outlook-http';
import type { CalendarCommands } from './commands/calendar-commands';
import type { EventCommands } from './commands/event-commands';
import { OUTLOOK_CONFIG, OUTLOOK_CONFIG_SOURCE } from './config/outlook-config';
import { OutlookDiagnostics } from './diagnostics/outlook-diagnostics';
import { OutlookAuth } from './outlook-auth';
import { capabilitiesOf, type OutlookCalendarCapabilities } from './provider/calendar-capabilities';
import { OPEN_OUTLOOK, openOutlook } from './provider/open-outlook';
import {
  OUTLOOK_LOCAL_COPIES,
  OUTLOOK_SESSIONS,
  OUTLOOK_WRITES_CODE,
  type OutlookAccount,
} from './provider/outlook-account';
import type { OutlookWritesCode } from './provider/writes-code';
import { OUTLOOK_SIGN_IN_PROVIDERS } from './sign-in-providers';

/** What the start of the app knows, and the code behind the service begins with. */
export interface OutlookStart {
  readonly config: OutlookCalendarSyncConfigSource;
  readonly features: OutlookFeatures;
  readonly login: OutlookLogin;
  /** The code of writing, or what loads it. */
  readonly writes: OutlookWritesCode | (() => Promise<OutlookWritesCode>);
  /** The code of the entry `offline`, where the app has named the feature. */
  readonly offline?: {
    readonly ɵlocalCopies: (options: OutlookReplicaOptions) => LocalCopies<OutlookAccount>;
  };
}

/** What is behind `OutlookCalendarService`. */
export class OutlookRuntime extends AccountRuntime<
  OutlookAccount,
  OutlookAuth,
  OutlookWritesCode,
  EventCommands
> {
  /** By calendar id, what is possible there with the account's role and what it has granted. */
  readonly capabilities$: Observable<ReadonlyMap<string, OutlookCalendarCapabilities>>;
  readonly diagnostics: OutlookDiagnostics;
  readonly calendarCommands: LazyService<CalendarCommands>;

  constructor(injector: EnvironmentInjector) {
    super(injector, {
      auth: OutlookAuth,
      sessions: OUTLOOK_SESSIONS,
      writes: OUTLOOK_WRITES_CODE,
      loadEventCommands: async () => {
        const { EventCommands } = await import('./commands/event-commands');
        return () => new EventCommands();
      },
      interceptor: sendToGraph,
    });
    this.capabilities$ = combineLatest([this.sessions.calendars$, this.auth.identity$]).pipe(
      map(([calendars, identity]) => (identity ? capabilitiesOf(calendars, identity) : new Map())),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
    this.diagnostics = injector.get(OutlookDiagnostics);
    this.calendarCommands = new LazyService(injector.get(Injector), async () => {
      const { CalendarCommands } = await import('./commands/calendar-commands');
      return () => new CalendarCommands();
    });
  }
}

/** Starts the library for an app. To be called in the injection context of its providers, and ends with them. */
export function startOutlook({
  config,
  features,
  login,
  writes,
  offline,
}: OutlookStart): OutlookRuntime {
  const { offlineReplica } = features;
  return startRuntime<OutlookAccount, OutlookRuntime>(
    features,
    [
      { provide: OUTLOOK_CONFIG_SOURCE, useValue: config },
      { provide: OutlookLogin, useValue: login },
      { provide: OUTLOOK_WRITES_CODE, useFactory: () => lazyWrites(writes) },
      ...OUTLOOK_SIGN_IN_PROVIDERS,
      ...PROVIDERS,
      ...(offline && offlineReplica
        ? [
            {
              provide: OUTLOOK_LOCAL_COPIES,
              useFactory: () => offline.ɵlocalCopies(offlineReplica.options),
            },
          ]
        : []),
    ],
    (injector) => new OutlookRuntime(injector),
  );
}

function outlookSessions(): AccountSessions<OutlookAccount> {
  return new AccountSessions({
    auth: inject(OutlookAuth),
    config: inject(OUTLOOK_CONFIG),
    writesCode: inject(OUTLOOK_WRITES_CODE),
    copies: inject(OUTLOOK_LOCAL_COPIES, { optional: true }) ?? undefined,
    listsCalendars: true,
    // A server has no token, and without one Graph shows nothing that it could render.
    transferred: undefined,
    open: inject(OPEN_OUTLOOK),
  });
}

const PROVIDERS: readonly Provider[] = [
  OutlookApi,
  OutlookDiagnostics,
  { provide: OPEN_OUTLOOK, useFactory: openOutlook },
  { provide: OUTLOOK_SESSIONS, useFactory: outlookSessions },
];
