import { ApplicationRef, Injector, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom, of } from 'rxjs';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/account';
import { AccountSessions } from './account-sessions';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import { emulatorEndpoints } from './specs/emulator';

describe('AccountSessions', () => {
  /** Loads code by hand: `come` lets it arrive. */
  async function aStableApp() {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideGoogleCalendarSync({ apiKey: 'emulator-api-key', endpoints: emulatorEndpoints }),
      ],
    });
    const app = TestBed.inject(ApplicationRef);
    let come: (create: () => string) => void = () => undefined;
    const loading = new Promise<() => string>((resolve) => (come = resolve));
    const code = new LazyService(TestBed.inject(Injector), () => loading);
    const sessions = TestBed.inject(AccountSessions);
    await app.whenStable();
    const isStable = () => firstValueFrom(app.isStable);
    return { app, code, sessions, isStable, come };
  }

  it('lazyCommand: the app is unstable until the code is loaded', async () => {
    const { app, code, sessions, isStable, come } = await aStableApp();
    const answer = sessions.lazyCommand(code, (commands) => Promise.resolve(commands));
    expect(await isStable()).toBeFalse();
    come(() => 'loaded');
    expect(await answer).toBe('loaded');
    await app.whenStable();
    expect(await isStable()).toBeTrue();
  });

  it('lazyLive: the app is unstable until the code is loaded', async () => {
    const { app, code, sessions, isStable, come } = await aStableApp();
    const answer = firstValueFrom(sessions.lazyLive(code, (commands) => of(commands)));
    expect(await isStable()).toBeFalse();
    come(() => 'loaded');
    expect(await answer).toBe('loaded');
    await app.whenStable();
    expect(await isStable()).toBeTrue();
  });
});
