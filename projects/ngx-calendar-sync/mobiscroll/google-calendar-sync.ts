import { type ApplicationRef, provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { skipWhile, type Subscription } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type GoogleAuthState,
  type GoogleCalendarEventDraft,
  type GoogleCalendarListEntry,
  GoogleCalendarService,
  provideGoogleCalendarSync,
  withGestureRenewal,
} from 'ngx-calendar-sync/google';
import { isSameSetup, type MobiscrollSyncConfig, setupOf } from './mobiscroll-config';
import {
  draftOf,
  type MobiscrollEvent,
  mobiscrollEvent,
  type MobiscrollGoogleEvent,
} from './mobiscroll-event';

/**
 * The events and calendars of a Google account, with the methods of Mobiscroll's plug-in. A command rejects with the library's
 * CalendarSyncError; its message is in a property `error`, too, where apps of the plug-in look for it.
 */
export class GoogleCalendarSync {
  #config: MobiscrollSyncConfig | undefined;
  #app: Promise<ApplicationRef> | undefined;
  #service: GoogleCalendarService | undefined;
  #started: Promise<GoogleCalendarService> | undefined;
  #states: Subscription | undefined;

  /**
   * Starts the library with this configuration; an app that has given its own service by `provideMobiscrollSync` keeps that.
   * Called again, as by a component that is shown again, it only replaces the callbacks, and tells the new ones where it is,
   * unless the configuration is another one. Under server rendering it does nothing.
   * @example
   * googleCalendarSync.init({
   *   apiKey: 'AIza…',
   *   clientId: '1234567890-abc.apps.googleusercontent.com',
   *   onSignedIn: () => loadCalendars(),
   *   onSignedOut: () => calendar.setEvents([]),
   * });
   */
  init(config: MobiscrollSyncConfig): void {
    // A server renders for many users: what is one object for the page would be one for all of them.
    if (typeof window === 'undefined') {
      return;
    }
    if (this.#app && !isSameSetup(config, this.#config)) {
      void this.ɵend();
    }
    this.#config = config;
    const started = (this.#started ??= this.#start(config));
    this.#states?.unsubscribe();
    started.then(
      (service) => {
        if (this.#started === started && this.#config === config) {
          this.#states?.unsubscribe();
          this.#states = follow(service, config);
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
   * Opens Google's window: call it in a click. Who is signed in already stays so, and nothing is asked.
   * @example googleCalendarSync.signIn().catch((error) => showMessage(error.error));
   * @throws CalendarSyncError what `signIn()` of the service throws
   */
  async signIn(): Promise<void> {
    if (!this.isSignedIn()) {
      await this.#run((service) => service.signIn());
    }
  }

  /**
   * Signs out in every tab.
   * @throws CalendarSyncError `sign-out-pending`
   */
  signOut(): Promise<void> {
    return this.#run((service) => service.signOut());
  }

  /**
   * The account's calendars as Google lists them, with `id`, `summary`, `primary`, `backgroundColor` and so on.
   * @param callback Gets them, too.
   * @example const calendars = await googleCalendarSync.getCalendars();
   * @throws CalendarSyncError `signed-out`, …
   */
  getCalendars(
    callback?: (calendars: GoogleCalendarListEntry[]) => void,
  ): Promise<GoogleCalendarListEntry[]> {
    return this.#run(async (service) => {
      const calendars = await service.getCalendars();
      return calendars
        .filter(({ hidden }) => !hidden)
        .map(({ googleCalendar }) => ({ ...googleCalendar }));
    }, callback);
  }

  /**
   * The events of one or several calendars, series as occurrences. Public calendars need an API key alone.
   * @param callback Gets them, too.
   * @example
   * googleCalendarSync
   *   .getEvents(['primary'], new Date(2026, 5, 1), new Date(2026, 6, 1))
   *   .then((events) => calendar.setEvents(events));
   * @throws CalendarSyncError `invalid-request` for an empty range, `not-found`, …
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date,
    end: Date,
    callback?: (events: MobiscrollGoogleEvent[]) => void,
  ): Promise<MobiscrollGoogleEvent[]> {
    return this.#run(async (service) => {
      const events = await service.getEvents(calendarIds, start, end);
      return events.map(mobiscrollEvent);
    }, callback);
  }

  /**
   * Adds an event. What only Google has, such as its `description` or its `recurrence`, is in `googleEvent`.
   * @param callback Gets the event that was added, too.
   * @example
   * await googleCalendarSync.addEvent('primary', {
   *   title: 'Lunch',
   *   start: new Date(2026, 5, 1, 12),
   *   end: new Date(2026, 5, 1, 13),
   *   googleEvent: { location: 'Canteen' },
   * });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   */
  addEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (addedEvent: MobiscrollGoogleEvent) => void,
  ): Promise<MobiscrollGoogleEvent> {
    return this.#run(async (service) => {
      const draft = draftOf(event) as GoogleCalendarEventDraft;
      return mobiscrollEvent(await service.addEvent(calendarId, draft));
    }, callback);
  }

  /**
   * Changes an event, of a series this occurrence alone. What is not in `event` stays as it is.
   * @param callback Gets the event as it is then, too.
   * @example await googleCalendarSync.updateEvent('primary', { ...event, title: 'Late lunch' });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   */
  updateEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (updatedEvent: MobiscrollGoogleEvent) => void,
  ): Promise<MobiscrollGoogleEvent> {
    return this.#run(async (service) => {
      const changes = { ...draftOf(event), id: idOf(event) };
      return mobiscrollEvent(await service.updateEvent(calendarId, changes));
    }, callback);
  }

  /**
   * Deletes an event, of a series this occurrence alone.
   * @param callback Gets the event that was deleted, too.
   * @example await googleCalendarSync.deleteEvent(event.googleCalendarId, event);
   * @throws CalendarSyncError `forbidden`, …
   */
  deleteEvent(
    calendarId: string,
    event: MobiscrollEvent,
    callback?: (deletedEvent: MobiscrollEvent) => void,
  ): Promise<MobiscrollEvent> {
    return this.#run(async (service) => {
      await service.deleteEvent(calendarId, idOf(event));
      return event;
    }, callback);
  }

  /** Ends the app that `init()` has started, and forgets it. */
  async ɵend(): Promise<void> {
    const app = this.#app;
    this.#states?.unsubscribe();
    this.#app = this.#service = this.#started = this.#config = undefined;
    (await app)?.destroy();
  }

  /** The app's own service from now on, in place of what `init()` may have started, whose callbacks stay. */
  ɵuse(service: GoogleCalendarService): void {
    const config = this.#config;
    void this.ɵend();
    this.#service = service;
    this.#started = Promise.resolve(service);
    if (config) {
      this.init(config);
    }
  }

  /** Ends the use of the app's own service, unless another one is in use since. */
  ɵrelease(service: GoogleCalendarService): void {
    if (this.#service === service) {
      void this.ɵend();
    }
  }

  async #start(config: MobiscrollSyncConfig): Promise<GoogleCalendarService> {
    // An app of its own, since the plug-in is not told of the app that calls it, which need not be Angular's.
    const app = createApplication({
      providers: [
        provideZonelessChangeDetection(),
        provideGoogleCalendarSync(setupOf(config), withGestureRenewal()),
      ],
    });
    this.#app = app;
    const service = (await app).injector.get(GoogleCalendarService);
    if (this.#app === app) {
      this.#service = service;
    }
    return service;
  }

  /** Begins at once where the service is there, so that a window may open in a click. */
  async #run<Result>(
    command: (service: GoogleCalendarService) => Promise<Result>,
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

  #startedService(): Promise<GoogleCalendarService> {
    return (
      this.#started ??
      Promise.reject(
        new CalendarSyncError(
          'not-ready',
          ngDevMode ? 'Call googleCalendarSync.init() first.' : 'init',
        ),
      )
    );
  }
}

/**
 * In place of the `googleCalendarSync` of `@mobiscroll/calendar-integration`: an app of that plug-in changes this import and
 * nothing else. It needs no provider, and works outside of Angular's injection.
 *
 * All-day events end as in Google, exclusively: set `exclusiveEndDates: true` in the Eventcalendar, as with the plug-in.
 *
 * @example
 * ```ts
 * import { googleCalendarSync } from 'ngx-calendar-sync/mobiscroll';
 *
 * googleCalendarSync.init({
 *   apiKey: 'AIza…',
 *   onInit: () => {
 *     googleCalendarSync
 *       .getEvents('en.german#holiday@group.v.calendar.google.com', new Date(2026, 0, 1), new Date(2027, 0, 1))
 *       .then((events) => calendar.setEvents(events));
 *   },
 * });
 * ```
 */
export const googleCalendarSync = /* @__PURE__ */ new GoogleCalendarSync();

/** Calls `onInit` once the start is over, also where it has failed, then the others. */
function follow(service: GoogleCalendarService, config: MobiscrollSyncConfig): Subscription {
  let account: string | undefined;
  let isFirst = true;
  return service.authState$
    .pipe(skipWhile(({ status }) => status === 'initializing'))
    .subscribe((state: GoogleAuthState) => {
      if (isFirst) {
        isFirst = false;
        config.onInit?.();
      }
      if (state.status === 'signed-in' && state.account !== account) {
        account = state.account;
        config.onSignedIn?.();
      } else if (state.status === 'expired') {
        // No account: `onSignedIn` tells the app when it can load again.
        account = '';
      } else if (state.status === 'signed-out' && account !== undefined) {
        account = undefined;
        config.onSignedOut?.();
      }
    });
}

function idOf({ id }: MobiscrollEvent): string {
  if (id === undefined || id === '') {
    throw new CalendarSyncError('invalid-request', ngDevMode ? 'The event has no id.' : 'id');
  }
  return String(id);
}
