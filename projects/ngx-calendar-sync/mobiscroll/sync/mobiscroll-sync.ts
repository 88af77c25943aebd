import {
  type ApplicationRef,
  type EnvironmentProviders,
  provideZonelessChangeDetection,
  type ProviderToken,
} from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import type { Observable, Subscription } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { followCallbacks, type FollowedState } from './follow-callbacks';
import { isSameSetup, type MobiscrollOptions, setupOf } from './mobiscroll-config';
import { idOf, type MobiscrollEvent } from './mobiscroll-event';

/** A service of the library, as far as it is the same with each provider. */
export interface SyncedService {
  /** Who is signed in. */
  authState(): FollowedState;
  /** The same as an observable. */
  readonly authState$: Observable<FollowedState>;
  /** Opens the provider's window. */
  signIn(): Promise<unknown>;
  /** Signs out in every tab. */
  signOut(): Promise<void>;
  /** Deletes an event. */
  deleteEvent(calendarId: string, eventId: string): Promise<void>;
}

/** What differs between the providers. */
export interface Synced<Service, Config> {
  /** What the app calls it. */
  readonly name: string;
  /** Its service. */
  readonly service: ProviderToken<Service>;
  /** What provides the service. */
  readonly providersOf: (config: Config) => EnvironmentProviders;
}

/** What `googleCalendarSync` and `outlookCalendarSync` have in common: their start, the sign-in, and how commands fail. */
export abstract class MobiscrollSync<
  Service extends SyncedService,
  Config extends MobiscrollOptions,
> {
  readonly #synced: Synced<Service, Config>;
  #config: Config | undefined;
  #app: Promise<ApplicationRef> | undefined;
  #service: Service | undefined;
  #started: Promise<Service> | undefined;
  #states: Subscription | undefined;

  /** @param synced The service of the library, and what provides it. */
  constructor(synced: Synced<Service, Config>) {
    this.#synced = synced;
  }

  /**
   * Starts the library with this configuration; an app that has given its own service, by `provideMobiscrollSync` for Google or
   * by `provideMobiscrollOutlookSync` for Outlook, keeps that. Called again, as by a component that is shown again, it only
   * replaces the callbacks, and tells the new ones where it is, unless the configuration is another one: then it starts anew, also
   * after a start that has failed. Under server rendering it does nothing.
   * @example
   * sync.init({
   *   clientId: 'YOUR_CLIENT_ID',
   *   onSignedIn: () => loadCalendars(),
   *   onSignedOut: () => calendar.setEvents([]),
   * });
   */
  init(config: Config): void {
    // A server renders for many users: what is one object for the page would be one for all of them.
    if (typeof window === 'undefined') {
      return;
    }
    if (this.#app && !isSameSetup(setupOf(config), setupOf(this.#config ?? {}))) {
      void this.ɵend();
    }
    this.#config = config;
    const started = (this.#started ??= this.#start(config));
    this.#states?.unsubscribe();
    started.then(
      (service) => {
        if (this.#started === started && this.#config === config) {
          this.#states?.unsubscribe();
          this.#states = followCallbacks(service.authState$, config);
        }
      },
      // Each command says so.
      () => undefined,
    );
  }

  /** Whether somebody is signed in. */
  isSignedIn(): boolean {
    return this.#service?.authState().status === 'signed-in';
  }

  /**
   * Opens the provider's window: call it in a click. Who is signed in already stays so, and nothing is asked.
   * @example sync.signIn().catch((error) => showMessage(error.error));
   * @throws CalendarSyncError what `signIn()` of the service throws
   */
  async signIn(): Promise<void> {
    if (!this.isSignedIn()) {
      await this.ɵrun((service) => service.signIn());
    }
  }

  /**
   * Signs out in every tab.
   * @throws CalendarSyncError `sign-out-pending`
   */
  signOut(): Promise<void> {
    return this.ɵrun((service) => service.signOut());
  }

  /**
   * Deletes an event, of a series this occurrence alone.
   * @param callback Gets the event that was deleted, too.
   * @example await sync.deleteEvent(calendarId, event);
   * @throws CalendarSyncError `forbidden`, …
   */
  deleteEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (deletedEvent: MobiscrollEvent) => void,
  ): Promise<MobiscrollEvent> {
    return this.ɵrun(async (service) => {
      await service.deleteEvent(calendarId, idOf(event));
      return event;
    }, callback);
  }

  /** Ends the app that `init()` has started, and forgets it. */
  async ɵend(): Promise<void> {
    const app = this.#app;
    this.#states?.unsubscribe();
    this.#app = this.#service = this.#started = this.#config = undefined;
    // One whose start has failed has nothing to end.
    await app?.then(
      (started) => {
        started.destroy();
      },
      () => undefined,
    );
  }

  /** The app's own service from now on, in place of what `init()` may have started, whose callbacks stay. */
  ɵuse(service: Service): void {
    const config = this.#config;
    void this.ɵend();
    this.#service = service;
    this.#started = Promise.resolve(service);
    if (config) {
      this.init(config);
    }
  }

  /** Ends the use of the app's own service, unless another one is in use since. */
  ɵrelease(service: Service): void {
    if (this.#service === service) {
      void this.ɵend();
    }
  }

  async #start(config: Config): Promise<Service> {
    // An app of its own, since the plug-in is not told of the app that calls it, which need not be Angular's.
    const app = this.#createApp(config);
    this.#app = app;
    const service = (await app).injector.get(this.#synced.service);
    if (this.#app === app) {
      this.#service = service;
    }
    return service;
  }

  /** Rejects also where a configuration is refused before there is an app. */
  async #createApp(config: Config): Promise<ApplicationRef> {
    return createApplication({
      providers: [provideZonelessChangeDetection(), this.#synced.providersOf(config)],
    });
  }

  /**
   * Begins at once where the service is there, so that a window may open in a click.
   * @internal
   */
  protected async ɵrun<Result>(
    command: (service: Service) => Promise<Result>,
    callback?: (result: Result) => void,
  ): Promise<Result> {
    const running = this.#service ? command(this.#service) : this.#startedService().then(command);
    const result = await running.catch((thrown: unknown) => {
      const error = CalendarSyncError.from(thrown);
      throw Object.assign(error, { error: error.message });
    });
    callback?.(result);
    return result;
  }

  #startedService(): Promise<Service> {
    return (
      this.#started ??
      Promise.reject(
        new CalendarSyncError(
          'not-ready',
          ngDevMode ? `Call ${this.#synced.name}.init() first.` : 'init',
        ),
      )
    );
  }
}
