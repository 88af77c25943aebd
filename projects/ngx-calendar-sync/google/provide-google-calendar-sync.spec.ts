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
} from './start/google-calendar-sync.config';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import { emulatorEndpoints, loaded } from './specs/emulator';

const APP_CONFIG = new InjectionToken<{ google: GoogleCalendarSyncConfig }>('app config');
const PUBLIC_ONLY_CONFIG = { apiKey: 'emulator-api-key', endpoints: emulatorEndpoints };
const errorOf = (code: string) => jasmine.objectContaining({ code });

@Component({ selector: 'ncs-standalone', template: `{{ calendar.authState().status }}` })
class StandaloneComponent {
  readonly calendar = inject(GoogleCalendarService);
}

@Component({
  selector: 'ncs-classic',
  template: `{{ calendar.authState().status }}`,
  // eslint-disable-next-line @angular-eslint/prefer-standalone -- an app of NgModules is tested here
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
    { provide: APP_CONFIG, useValue: { google: PUBLIC_ONLY_CONFIG } },
  ],
  bootstrap: [ClassicComponent],
})
class ClassicModule {}

describe('provideGoogleCalendarSync', () => {
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

  it('provideGoogleCalendarSync: a standalone app starts signed out', async () => {
    const element = host('ncs-standalone');
    const app = await bootstrapApplication(StandaloneComponent, {
      providers: [provideZonelessChangeDetection(), provideGoogleCalendarSync(PUBLIC_ONLY_CONFIG)],
    });
    await app.injector.get(GoogleCalendarService).initialize();
    await app.whenStable();
    expect(element.textContent).toBe('signed-out');
    app.destroy();
  });

  it('GoogleCalendarSyncModule: forRoot() takes a factory, which runs in the injection context', async () => {
    const element = host('ncs-classic');
    const module = await platformBrowser().bootstrapModule(ClassicModule);
    await module.injector.get(GoogleCalendarService).initialize();
    await module.injector.get(ApplicationRef).whenStable();
    expect(element.textContent).toBe('signed-out');
    module.destroy();
  });

  it('provideGoogleCalendarSync: a configuration that cannot work is the state of the service, and the app starts', () => {
    const { service, handled } = withConfig({});
    expect(service.authState()).toEqual({
      status: 'error',
      error: jasmine.objectContaining({ code: 'invalid-config' }),
    });
    expect(handled).toEqual([jasmine.objectContaining({ code: 'invalid-config' })]);
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

  it('provideGoogleCalendarSync: requests wait for a promised configuration', async () => {
    const { service } = withConfig(
      new Promise((resolve) =>
        setTimeout(() => {
          resolve(PUBLIC_ONLY_CONFIG);
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

  it('provideGoogleCalendarSync: a promised configuration that cannot work is an error in authState and in the ErrorHandler', async () => {
    for (const promise of [Promise.resolve({}), Promise.reject(new Error('404'))]) {
      TestBed.resetTestingModule();
      const { service, handled } = withConfig(() => promise);
      await expectAsync(service.initialize()).toBeRejectedWith(errorOf('invalid-config'));
      expect(service.authState()).toEqual({
        status: 'error',
        error: errorOf('invalid-config') as never,
      });
      expect(handled).toEqual([errorOf('invalid-config')]);
      await expectAsync(service.getEvents('a', '2026-01-01', '2026-02-01')).toBeRejectedWith(
        errorOf('invalid-config'),
      );
    }
  });

  it('provideGoogleCalendarSync: the factory runs again after its promise was rejected', async () => {
    let calls = 0;
    const { service } = withConfig(() => {
      calls += 1;
      return calls === 1
        ? Promise.reject(new Error('offline'))
        : Promise.resolve(PUBLIC_ONLY_CONFIG);
    });
    await expectAsync(service.initialize()).toBeRejectedWith(errorOf('invalid-config'));
    await service.initialize();
    expect(service.authState()).toEqual({ status: 'signed-out' });
    expect(calls).toBe(2);
  });

  it('server rendering: no script is loaded and nothing waits', async () => {
    const before = document.scripts.length;
    const { service } = withConfig(
      { clientId: 'id', endpoints: emulatorEndpoints },
      { provide: PLATFORM_ID, useValue: 'server' },
    );
    await service.initialize();
    expect(document.scripts.length).toBe(before);
    expect(service.authState()).toEqual({ status: 'initializing' });
    await expectAsync(service.signIn()).toBeRejectedWith(errorOf('not-ready'));
    await expectAsync(service.getCalendars()).toBeRejectedWith(errorOf('signed-out'));
  });

  it('server rendering: public events are transferred in the page, shown at once and not requested again', async () => {
    const calendarId = 'en.german#holiday@group.v.calendar.google.com';
    const view = { calendarIds: [calendarId], start: '2026-12-01', end: '2027-01-01' };
    const onServer = withConfig(PUBLIC_ONLY_CONFIG, {
      provide: PLATFORM_ID,
      useValue: 'server',
    }).service;
    onServer.setView(view);
    await loaded(onServer);
    const page = TestBed.inject(TransferState).toJson();
    expect(onServer.events().length).toBeGreaterThan(1);
    TestBed.resetTestingModule();

    const transferred = new TransferState();
    for (const [key, value] of Object.entries(JSON.parse(page) as object)) {
      transferred.set(makeStateKey(key), value);
    }
    const { service } = withConfig(PUBLIC_ONLY_CONFIG, {
      provide: TransferState,
      useValue: transferred,
    });
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
