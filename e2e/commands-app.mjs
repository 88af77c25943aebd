/**
 * An app for tests of the library's commands: the service and components that follow it are globals for tests to call.
 * `?config=` is the configuration as JSON; tokens come from the global `giveToken`, where there is one.
 */
import {
  Component,
  createComponent,
  inject,
  provideZonelessChangeDetection,
  signal,
} from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { GoogleCalendarService, provideGoogleCalendarSync } from 'ngx-calendar-sync/google';

const { document, location } = globalThis;
const config = JSON.parse(new URL(location.href).searchParams.get('config') ?? '{}');
const auth = globalThis.giveToken ? { getAccessToken: globalThis.giveToken } : 'client';
const app = await createApplication({
  providers: [provideZonelessChangeDetection(), provideGoogleCalendarSync({ auth, ...config })],
});
const service = app.injector.get(GoogleCalendarService);
globalThis.service = service;
/** Its name in the documentation of the replaced plug-in. */
globalThis.calendarService = service;
globalThis.latest = undefined;

const errorCode = (command) =>
  command.then(
    () => undefined,
    (error) => error.code ?? String(error),
  );
globalThis.errorCode = errorCode;

const components = new Map();

/** Shows a list of events, by a component that follows them. */
function showEvents(name, view, eventsOf) {
  const shown = signal(view);
  class EventList {
    name = name;
    events = eventsOf(inject(GoogleCalendarService), shown);
  }
  Component({
    selector: 'app-event-list',
    template: `<ul [attr.aria-label]="name">
      @for (event of events(); track event.id) {
        <li>{{ event.title }}</li>
      }
    </ul>`,
  })(EventList);
  const hostElement = document.body.appendChild(document.createElement('section'));
  const component = createComponent(EventList, { environmentInjector: app.injector, hostElement });
  app.attachView(component.hostView);
  components.set(name, { component, shown });
}

globalThis.components = {
  /** Adds a component with a range of its own. */
  watchEvents: (name, view) => {
    showEvents(name, view, (calendar, shown) => calendar.watchEvents(() => shown()));
  },
  /** Adds a component that says what the app's one view holds. */
  setView: (name, view) => {
    showEvents(name, view, (calendar, shown) => {
      calendar.setView(() => shown());
      return calendar.events;
    });
  },
  change: (name, view) => {
    components.get(name).shown.set(view);
  },
  destroy: (name) => {
    components.get(name).component.destroy();
  },
};

const button = document.createElement('button');
button.textContent = 'Sign in';
button.addEventListener('click', () => {
  globalThis.outcome = errorCode(service.signIn({ signal: globalThis.controller?.signal }));
});
service.ready$.subscribe((isReady) => (button.disabled = !isReady));
const status = document.createElement('p');
status.role = 'status';
service.authState$.subscribe((state) => (status.textContent = state.status));
document.body.append(button, status);
