import { Injector, PendingTasks, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom, of } from 'rxjs';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type { ɵAccountSessions as AccountSessions } from 'ngx-calendar-sync/sessions';
import {
  type ɵGoogleAccount as GoogleAccount,
  ɵGOOGLE_SESSIONS as GOOGLE_SESSIONS,
} from 'ngx-calendar-sync/google/runtime';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import { anApp, aToken, aUser, emulatorEndpoints, ScriptedSignIn } from './specs/emulator';
import { behindService } from './specs/behind-service';

describe('AccountSessions', () => {
  /** How many tasks keep the app unstable. */
  let pending: number;
  let sessions: AccountSessions<GoogleAccount>;
  /** Its code arrives when `arrive` is called. */
  let code: LazyService<string>;
  let arrive: () => void;

  beforeEach(() => {
    pending = 0;
    const add = () => {
      pending += 1;
      return () => (pending -= 1);
    };
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideGoogleCalendarSync({ apiKey: 'emulator-api-key', endpoints: emulatorEndpoints }),
        { provide: PendingTasks, useValue: { add } },
      ],
    });
    const loading = new Promise<() => string>((resolve) => {
      arrive = () => {
        resolve(() => 'loaded');
      };
    });
    code = new LazyService(TestBed.inject(Injector), () => loading);
    sessions = behindService(GOOGLE_SESSIONS);
  });

  async function expectPendingUntilLoaded(answer: Promise<string>): Promise<void> {
    expect(pending).toBe(1);
    arrive();
    expect(await answer).toBe('loaded');
    expect(pending).toBe(0);
  }

  it('lazyCommand: the app is unstable until the code is loaded', async () => {
    await expectPendingUntilLoaded(
      sessions.lazyCommand(code, (commands) => Promise.resolve(commands)),
    );
  });

  it('lazyCommand: one that was called before somebody else signed in is cancelled, and never runs', async () => {
    const email = await aUser();
    TestBed.resetTestingModule();
    const service = anApp({
      clientId: 'emulator.apps.googleusercontent.com',
      gis: new ScriptedSignIn((on) => void aToken(email).then(on.token)),
    });
    await service.initialize();
    let isRun = false;
    let arriveLate: () => void = () => undefined;
    const late = new LazyService(
      TestBed.inject(Injector),
      () =>
        new Promise<() => string>((resolve) => {
          arriveLate = () => {
            resolve(() => 'loaded');
          };
        }),
    );
    const command = behindService(GOOGLE_SESSIONS).lazyCommand(late, () => {
      isRun = true;
      return Promise.resolve();
    });
    await service.signIn();
    arriveLate();
    await expectAsync(command).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
    expect(isRun).toBe(false);
  });

  it('lazyLive: the app is unstable until the code is loaded', async () => {
    await expectPendingUntilLoaded(
      firstValueFrom(sessions.lazyLive(code, (commands) => of(commands))),
    );
  });
});
