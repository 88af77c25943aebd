import {
  ApplicationRef,
  Component,
  ErrorHandler,
  inject,
  InjectionToken,
  makeStateKey,
  NgModule,
  PLATFORM_ID,
  provideZonelessChangeDetection,
  TransferState,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { bootstrapApplication, BrowserModule, platformBrowser } from '@angular/platform-browser';
import { GoogleCalendarSyncModule } from './google-calendar-sync.module';
import { GoogleCalendarService } from './google-calendar.service';
import type {
  GoogleCalendarSyncConfig,
  GoogleCalendarSyncConfigSource,
} from './config/google-calendar-sync.config';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import { emulatorEndpoints, loaded } from './specs/emulator';

const APP_CONFIG = new InjectionToken<{ google: GoogleCalendarSyncConfig }>('app config');
const publicOnly = { apiKey: 'emulator-api-key', endpoints: emulatorEndpoints };
const code = (expected: string) => jasmine.objectContaining({ code: expected });

@Component({ selector: 'ncs-standalone', template: `{{ calendar.authState().status }}` })
class StandaloneComponent {
  readonly calendar = inject(GoogleCalendarService);
}

@Component({
  selector: 'ncs-classic',
  template: `{{ calendar.authState().status }}`,
  // eslint-disable-next-line @angular-eslint/prefer-standalone -- this app is one of NgModules
  standalone: false,
})
class ClassicComponent {
  readonly calendar = inject(GoogleCalendarService);
}

@NgModule({
  declarations: [ClassicComponent],
  imports: [BrowserModule, GoogleCalendarSyncModule.forRoot(() => inject(APP_CONFIG).google)],
  providers: [
    provideZonelessChangeDetection(),
    { provide: APP_CONFIG, useValue: { google: publicOnly } },
  ],
  bootstrap: [ClassicComponent],
})
class ClassicModule {}

describe('an app with Google calendars', () => {
  const hosts: HTMLElement[] = [];

  function host(selector: string): HTMLElement {
    const element = document.createElement(selector);
    document.body.append(element);
    hosts.push(element);
    return element;
  }

  afterEach(() => {
    for (const element of hosts.splice(0)) {
      element.remove();
    }
  });

  it('boots standalone', async () => {
    const element = host('ncs-standalone');
    const app = await bootstrapApplication(StandaloneComponent, {
      providers: [provideZonelessChangeDetection(), provideGoogleCalendarSync(publicOnly)],
    });
    await app.injector.get(GoogleCalendarService).initialize();
    await app.whenStable();
    expect(element.textContent).toBe('signed-out');
    app.destroy();
  });

  it('boots by NgModules, with a factory in the injection context', async () => {
    const element = host('ncs-classic');
    const module = await platformBrowser().bootstrapModule(ClassicModule);
    await module.injector.get(GoogleCalendarService).initialize();
    await module.injector.get(ApplicationRef).whenStable();
    expect(element.textContent).toBe('signed-out');
    module.destroy();
  });

  it('fails to start with a configuration that cannot work', async () => {
    host('ncs-standalone');
    const silent = { provide: ErrorHandler, useValue: { handleError: () => undefined } };
    await expectAsync(
      bootstrapApplication(StandaloneComponent, {
        providers: [provideZonelessChangeDetection(), silent, provideGoogleCalendarSync({})],
      }),
    ).toBeRejectedWith(code('invalid-config'));
  });

  function withConfig(source: GoogleCalendarSyncConfigSource, ...providers: unknown[]) {
    const handled: unknown[] = [];
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        {
          provide: ErrorHandler,
          useValue: { handleError: (error: unknown) => handled.push(error) },
        },
        ...providers,
        provideGoogleCalendarSync(source),
      ],
    });
    return { service: TestBed.inject(GoogleCalendarService), handled };
  }

  it('takes a promise of a configuration, and waits with what it asks for', async () => {
    const { service } = withConfig(
      new Promise((resolve) =>
        setTimeout(() => {
          resolve(publicOnly);
        }, 20),
      ),
    );
    expect(service.authState()).toEqual({ status: 'initializing' });
    const year = new Date().getFullYear();
    const holidays = 'en.german#holiday@group.v.calendar.google.com';
    const events = await service.getEvents(holidays, `${year}-01-01`, `${year}-12-31`);
    expect(events.length).toBeGreaterThan(5);
    expect(service.authState()).toEqual({ status: 'signed-out' });
  });

  it('says what is wrong with a promised configuration', async () => {
    for (const promise of [Promise.resolve({}), Promise.reject(new Error('404'))]) {
      TestBed.resetTestingModule();
      const { service, handled } = withConfig(() => promise);
      await expectAsync(service.initialize()).toBeRejectedWith(code('invalid-config'));
      expect(service.authState()).toEqual({
        status: 'error',
        error: code('invalid-config') as never,
      });
      expect(handled).toEqual([code('invalid-config')]);
      await expectAsync(service.getEvents('a', '2026-01-01', '2026-02-01')).toBeRejectedWith(
        code('invalid-config'),
      );
    }
  });

  it('asks its factory again when the promise was rejected', async () => {
    let asked = 0;
    const { service } = withConfig(() => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(publicOnly);
    });
    await expectAsync(service.initialize()).toBeRejectedWith(code('invalid-config'));
    await service.initialize();
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(asked).toBe(2);
  });

  it('touches no window and waits for nothing under server rendering', async () => {
    const before = document.scripts.length;
    const { service } = withConfig(
      { clientId: 'id', endpoints: emulatorEndpoints },
      { provide: PLATFORM_ID, useValue: 'server' },
    );
    await service.initialize();
    expect(document.scripts.length).toBe(before);
    expect(service.authState()).toEqual({ status: 'initializing' });
    await expectAsync(service.signIn()).toBeRejectedWith(code('not-ready'));
    await expectAsync(service.getCalendars()).toBeRejectedWith(code('signed-out'));
  });

  it('server rendering: public events are in the page, show in the browser at once and are not asked for again', async () => {
    const calendarId = 'en.german#holiday@group.v.calendar.google.com';
    const view = { calendarIds: [calendarId], start: '2026-12-01', end: '2027-01-01' };
    const onServer = withConfig(publicOnly, { provide: PLATFORM_ID, useValue: 'server' }).service;
    onServer.setView(view);
    await loaded(onServer);
    const page = TestBed.inject(TransferState).toJson();
    expect(onServer.events().length).toBeGreaterThan(1);
    TestBed.resetTestingModule();

    const sent = new TransferState();
    for (const [key, value] of Object.entries(JSON.parse(page) as object)) {
      sent.set(makeStateKey(key), value);
    }
    const { service } = withConfig(publicOnly, { provide: TransferState, useValue: sent });
    service.setView(view);
    expect(service.events().map(({ title }) => title)).toEqual(
      onServer.events().map(({ title }) => title),
    );
    await service.initialize();
    await loaded(service);
    expect(service.events().length).toBe(onServer.events().length);
    expect(service.diagnostics().requests).toEqual({});

    service.setView({ ...view, end: '2027-02-01' });
    await loaded(service);
    expect(Object.keys(service.diagnostics().requests).length).toBeGreaterThan(0);
  });
});
