import { Injector, PendingTasks, provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom, of } from 'rxjs';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/account';
import { AccountSessions } from './account-sessions';
import { provideGoogleCalendarSync } from './provide-google-calendar-sync';
import { emulatorEndpoints } from './specs/emulator';

describe('AccountSessions', () => {
  /** How many tasks keep the app unstable. */
  let pending: number;
  let sessions: AccountSessions;
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
    sessions = TestBed.inject(AccountSessions);
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

  it('lazyLive: the app is unstable until the code is loaded', async () => {
    await expectPendingUntilLoaded(
      firstValueFrom(sessions.lazyLive(code, (commands) => of(commands))),
    );
  });
});
