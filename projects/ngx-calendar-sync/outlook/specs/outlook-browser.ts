import { HttpBackend, HttpErrorResponse } from '@angular/common/http';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  type Provider,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { defer, Subject, throwError } from 'rxjs';
import { ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import type {
  OutlookCalendarSyncConfig,
  ɵOutlookCalendarSyncFeature as OutlookCalendarSyncFeature,
  OutlookEvent,
} from 'ngx-calendar-sync/outlook/start';
import { outlookEmulator } from 'ngx-calendar-sync/outlook/start';
import { OutlookCalendarService } from '../outlook-calendar.service';
import { provideOutlookCalendarSync } from '../provide-outlook-calendar-sync';
import { closeTab, rememberTab } from '../../account/specs/open-tabs';
import { aUser, CLIENT_ID, control, GRAPH_EMULATOR_URL } from './outlook-app';

export interface TabOptions {
  readonly config?: OutlookCalendarSyncConfig;
  readonly features?: readonly OutlookCalendarSyncFeature[];
  readonly providers?: readonly Provider[];
}

/** A browser with an account whose user agrees to what Microsoft asks; its network can be cut. */
export class OutlookBrowser {
  readonly #wake = new Subject<void>();
  #isOnline = true;

  private constructor(readonly email: string) {}

  static async ofUser(more: Readonly<Record<string, unknown>> = {}): Promise<OutlookBrowser> {
    return new OutlookBrowser(await aUser('accept', { timeZone: 'UTC', ...more }));
  }

  goOffline(): void {
    this.#isOnline = false;
  }

  goOnline(): void {
    this.#isOnline = true;
    this.#wake.next();
  }

  /** Another tab of the app. Nobody is signed in there, unless another tab is. */
  async open(options?: TabOptions): Promise<OutlookTab> {
    const tab = this.start(options);
    await tab.service.initialize();
    return tab;
  }

  /** The same, as it is before the code behind the service is loaded. */
  start({ config, features = [], providers = [] }: TabOptions = {}): OutlookTab {
    const backend = {
      provide: HttpBackend,
      useFactory: (): Pick<HttpBackend, 'handle'> => {
        const ofBrowser = inject(HttpBackend, { skipSelf: true });
        return {
          handle: (request) =>
            defer(() =>
              this.#isOnline
                ? ofBrowser.handle(request)
                : throwError(() => new HttpErrorResponse({ status: 0 })),
            ),
        };
      },
    };
    const injector = createEnvironmentInjector(
      [
        provideOutlookCalendarSync(
          {
            clientId: CLIENT_ID,
            endpoints: outlookEmulator(GRAPH_EMULATOR_URL),
            timeZone: 'UTC',
            tokenWait: 100,
            ...config,
          },
          ...features,
        ),
        { provide: WAKE, useValue: this.#wake },
        backend,
        ...providers,
      ],
      TestBed.inject(EnvironmentInjector),
    );
    rememberTab(injector);
    return {
      injector,
      service: injector.get(OutlookCalendarService),
      close: () => {
        closeTab(injector);
      },
    };
  }

  /** Another tab, whose user has signed in. */
  async signedIn(options?: TabOptions): Promise<OutlookTab> {
    const tab = await this.open(options);
    await tab.service.signIn({ loginHint: this.email });
    return tab;
  }

  /** Sends a request to Graph in the name of the account, as another app. */
  graph<Answer = OutlookEvent>(method: string, path: string, body?: object): Promise<Answer> {
    const { email } = this;
    return control<Answer>('as', { email, method, path, ...(body ? { body } : {}) });
  }

  /** Adds an hour of this day, at nine in UTC, as another app does. Resolves to its id. */
  async add(subject: string, day: string, more: OutlookEvent = {}): Promise<string> {
    const at = (hour: string) => ({ dateTime: `${day}T${hour}:00:00`, timeZone: 'UTC' });
    const { id = '' } = await this.graph('POST', 'me/events', {
      subject,
      start: at('09'),
      end: at('10'),
      ...more,
    });
    return id;
  }
}

export interface OutlookTab {
  readonly injector: EnvironmentInjector;
  readonly service: OutlookCalendarService;
  close(): void;
}

/** Every day from this one on, in UTC. */
export function daily(startDate: string, numberOfOccurrences: number): OutlookEvent {
  return {
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate, numberOfOccurrences },
    },
  };
}
