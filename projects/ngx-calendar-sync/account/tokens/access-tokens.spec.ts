import {
  createEnvironmentInjector,
  EnvironmentInjector,
  type Provider,
  provideZonelessChangeDetection,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { BehaviorSubject, firstValueFrom, NEVER, Subject, VirtualTimeScheduler } from 'rxjs';
import {
  CalendarSyncError,
  ɵCLOCK as CLOCK,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵTAB_CONNECTIONS as TAB_CONNECTIONS,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import { untilQuiet } from '../../core/specs/until';
import { ACCOUNT_PROVIDERS } from '../account-providers';
import type { AccessToken } from './access-token';
import type { AccountIdentity } from './account-identity';
import { AccessTokens } from './access-tokens';
import type { TokenSource } from './token-source';

const MINUTE = 60_000;
const ACCOUNT = 'ada@example.com';
const code = (expected: string) => jasmine.objectContaining({ code: expected });
const token = (value: string, expiresAt: number): AccessToken => ({ value, expiresAt, scopes: [] });
const IDENTITY: AccountIdentity = { account: ACCOUNT, grantedScopes: [] };
type Renew = NonNullable<TokenSource['renew']>;
type Source = Omit<TokenSource, 'renew'> & { renew?: Renew };
const notCalled = () => Promise.reject(new Error('The tokens do not call this.'));
const sourceWithoutRenewal: TokenSource = {
  ready$: new BehaviorSubject(true),
  late$: NEVER,
  renewsInWindow: false,
  cameBack: false,
  initialize: notCalled,
  restore: notCalled,
  request: notCalled,
  signOut: notCalled,
  disconnect: notCalled,
};

describe('AccessTokens', () => {
  let tokens: AccessTokens;
  let clock: VirtualTimeScheduler;
  let wake: Subject<void>;
  let ended: CalendarSyncError[];
  let renewed: string[];
  const settled = () =>
    untilQuiet(
      () => true,
      () => [renewed, ended.length],
    );

  beforeEach(async () => {
    await released('tab');
    clock = new VirtualTimeScheduler();
    wake = new Subject();
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        { provide: CLOCK, useValue: clock },
        { provide: WAKE, useValue: wake },
        { provide: LOCAL_STORAGE, useValue: undefined },
      ],
    });
    tokens = aTab();
    owner = IDENTITY;
    ended = [];
    renewed = [];
    tokens.events$.subscribe((event) => {
      if (event.type === 'token-ended') {
        ended.push(event.reason);
      } else if (event.type === 'renewed') {
        renewed.push(event.token.value);
      }
    });
  });

  /** The tokens of one tab: the specs' tabs share the clock, and the browser's locks and channels. */
  function aTab(...providers: readonly Provider[]): AccessTokens {
    const tab = createEnvironmentInjector(
      [...ACCOUNT_PROVIDERS, ...providers],
      TestBed.inject(EnvironmentInjector),
    );
    closing.push(() => {
      tab.destroy();
    });
    const opened = tab.get(AccessTokens);
    opened.events$.subscribe((event) => {
      if (event.type === 'token-elsewhere') {
        opened.hold(IDENTITY, event.token);
      }
    });
    const source: Source = { ...sourceWithoutRenewal };
    sources.set(opened, source);
    opened.open({
      clientId: 'client',
      tokenWait: 30_000,
      source,
      identities: { find: () => Promise.resolve(owner) },
    });
    return opened;
  }

  afterEach(() => {
    for (const close of closing.splice(0)) {
      close();
    }
  });

  const closing: (() => void)[] = [];
  const sources = new Map<AccessTokens, Source>();
  let owner = IDENTITY;

  /** Without `renew` only the user can renew the token. */
  function hold(
    tab: AccessTokens,
    { held, renew }: { held: AccessToken | undefined; renew?: Renew },
  ): void {
    const source = sources.get(tab);
    if (source && renew) {
      source.renew = renew;
    } else {
      delete source?.renew;
    }
    tab.hold(IDENTITY, held);
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await settled();
    }
  }

  /** Until no tab holds a lock of this kind; those of the last spec go with a delay. */
  async function released(kind: 'renewal' | 'tab'): Promise<void> {
    const isHeld = ({ name }: LockInfo) => name?.startsWith(`ngx-calendar-sync client ${kind}`);
    for (;;) {
      const { held = [], pending = [] } = await navigator.locks.query();
      if (![...held, ...pending].some(isHeld)) {
        return;
      }
      await settled();
    }
  }

  /** Until so many tabs can be counted by their locks. */
  async function present(count: number): Promise<void> {
    for (;;) {
      const { held = [] } = await navigator.locks.query();
      const isPresence = ({ name }: LockInfo) => name?.startsWith('ngx-calendar-sync client tab ');
      if (held.filter(isPresence).length === count) {
        return;
      }
      await settled();
    }
  }

  async function pass(milliseconds: number): Promise<void> {
    const end = clock.frame + milliseconds;
    clock.maxFrames = end;
    clock.flush();
    clock.frame = end;
    await settled();
  }

  const valid = async (tab = tokens) => (await firstValueFrom(tab.valid())).value;

  it('expiry: without a renewal the token ends by the clock, with one event', async () => {
    hold(tokens, { held: token('a', 60 * MINUTE) });
    await pass(59 * MINUTE);
    expect(tokens.current()?.value).toBe('a');
    await pass(2 * MINUTE);
    expect(tokens.current()).toBeUndefined();
    expect(ended).toEqual([code('expired')]);
    await pass(10 * MINUTE);
    expect(ended.length).toBe(1);
  });

  it('valid(): waits for the user up to tokenWait and rejects with expired', async () => {
    hold(tokens, { held: undefined });
    const asked = valid();
    const answer = jasmine.createSpy();
    asked.then(answer, answer);
    await pass(29_000);
    expect(answer).not.toHaveBeenCalled();
    await pass(2_000);
    await expectAsync(asked).toBeRejectedWith(code('expired'));
  });

  it('valid(): requests that wait get the token that the user renews', async () => {
    hold(tokens, { held: undefined });
    const asked = [valid(), valid()];
    hold(tokens, { held: token('a', 60 * MINUTE) });
    expect(await Promise.all(asked)).toEqual(['a', 'a']);
  });

  it('giveUp(): requests that wait reject with expired and the cause', async () => {
    hold(tokens, { held: undefined });
    const asked = valid();
    tokens.giveUp(new CalendarSyncError('popup-closed', 'The window was closed.'));
    await expectAsync(asked).toBeRejectedWith(
      jasmine.objectContaining({ code: 'expired', cause: code('popup-closed') }),
    );
  });

  it('valid(): a cancelled request gets no token', async () => {
    hold(tokens, { held: undefined });
    const answer = jasmine.createSpy();
    tokens.valid().subscribe({ next: answer, error: answer }).unsubscribe();
    hold(tokens, { held: token('a', 60 * MINUTE) });
    await pass(MINUTE);
    expect(answer).not.toHaveBeenCalled();
  });

  it('renewal: once, before the token expires', async () => {
    const renew = jasmine.createSpy().and.callFake(() => Promise.resolve(token('b', 120 * MINUTE)));
    hold(tokens, { held: token('a', 60 * MINUTE), renew });
    await pass(54 * MINUTE);
    expect(renew).not.toHaveBeenCalled();
    await pass(2 * MINUTE);
    await released('renewal');
    expect(renew).toHaveBeenCalledTimes(1);
    expect(tokens.current()?.value).toBe('b');
    expect(renewed).toEqual(['b']);
    expect(ended).toEqual([]);
  });

  it('renewal: a token that lives for minutes is renewed after half of them', async () => {
    let end = 4 * MINUTE;
    const renew = jasmine.createSpy().and.callFake(() => {
      end = clock.now() + 4 * MINUTE;
      return Promise.resolve(token(`t${end}`, end));
    });
    hold(tokens, { held: token('a', end), renew });
    for (let passed = 0; passed < 12; passed += 1) {
      await pass(MINUTE);
      await released('renewal');
    }
    expect(renew.calls.count()).toBeGreaterThan(3);
    expect(renew.calls.count()).toBeLessThan(8);
  });

  it('valid(): renews at once after a sleep longer than the lifetime', async () => {
    hold(tokens, {
      held: token('a', 60 * MINUTE),
      renew: () => Promise.resolve(token('b', 600 * MINUTE)),
    });
    clock.frame = 300 * MINUTE;
    expect(tokens.current()).toBeUndefined();
    expect(await valid()).toBe('b');
  });

  it('wake: renews an expired token before a request needs it', async () => {
    hold(tokens, {
      held: token('a', 60 * MINUTE),
      renew: () => Promise.resolve(token('b', 600 * MINUTE)),
    });
    clock.frame = 300 * MINUTE;
    wake.next();
    await until(() => tokens.current() !== undefined);
    expect(tokens.current()?.value).toBe('b');
  });

  it('clock set back: a token that the provider refuses is renewed', async () => {
    clock.frame = 300 * MINUTE;
    hold(tokens, {
      held: token('a', 360 * MINUTE),
      renew: () => Promise.resolve(token('b', 60 * MINUTE)),
    });
    clock.frame = 0;
    expect(tokens.current()?.value).toBe('a');
    tokens.reject('a');
    expect(await valid()).toBe('b');
  });

  it('clock set forward: the token is renewed and the session goes on', async () => {
    hold(tokens, {
      held: token('a', 60 * MINUTE),
      renew: () => Promise.resolve(token('b', 9999 * MINUTE)),
    });
    clock.frame = 9000 * MINUTE;
    expect(await valid()).toBe('b');
    expect(ended).toEqual([]);
  });

  it('renewal: once for all requests that wait', async () => {
    let answer: (token: AccessToken) => void = fail;
    const renew = jasmine
      .createSpy()
      .and.callFake(() => new Promise<AccessToken>((resolve) => (answer = resolve)));
    hold(tokens, { held: token('a', 60 * MINUTE), renew });
    tokens.reject('a');
    const asked = Promise.all(Array.from({ length: 100 }, () => valid()));
    await until(() => renew.calls.any());
    answer(token('b', 120 * MINUTE));
    expect(new Set(await asked)).toEqual(new Set(['b']));
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('renewal: works in a tab without locks and channels', async () => {
    const alone = aTab({ provide: TAB_CONNECTIONS, useValue: undefined });
    const renew = jasmine.createSpy().and.resolveTo(token('b', 120 * MINUTE));
    hold(alone, { held: token('a', 60 * MINUTE), renew });
    alone.reject('a');
    expect(await Promise.all([valid(alone), valid(alone)])).toEqual(['b', 'b']);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('renewal: after expired it is not tried again until the user signs in', async () => {
    const refused = new CalendarSyncError('expired', 'Google has ended the sign-in.');
    const renew = jasmine.createSpy().and.callFake(() => Promise.reject(refused));
    hold(tokens, { held: token('a', 60 * MINUTE), renew });
    tokens.reject('a');
    const asked = valid();
    await until(() => ended.length > 0);
    expect(ended).toEqual([refused]);
    hold(tokens, { held: token('b', 60 * MINUTE) });
    expect(await asked).toBe('b');
    await pass(30 * MINUTE);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(ended.length).toBe(1);
  });

  it('renewal: without a network it is tried again, and the session goes on', async () => {
    const down = new CalendarSyncError('offline', 'No network.');
    let answer = (): Promise<AccessToken> => Promise.reject(down);
    const renew = jasmine.createSpy().and.callFake(() => answer());
    hold(tokens, { held: token('a', 60 * MINUTE), renew });
    await pass(58 * MINUTE);
    expect(tokens.current()?.value).toBe('a');
    expect(renew.calls.count()).toBeLessThan(8);
    await pass(5 * MINUTE);
    await expectAsync(valid()).toBeRejectedWith(down);
    expect(ended).toEqual([]);
    answer = () => Promise.resolve(token('b', 120 * MINUTE));
    expect(await valid()).toBe('b');
  });

  it('reject(): the token ends at once, or is renewed when it is needed next', async () => {
    hold(tokens, { held: token('a', 60 * MINUTE) });
    tokens.reject('another');
    expect(tokens.current()?.value).toBe('a');
    tokens.reject('a');
    expect(ended).toEqual([code('expired')]);

    const renew = jasmine.createSpy().and.resolveTo(token('d', 60 * MINUTE));
    hold(tokens, { held: token('c', 60 * MINUTE), renew });
    tokens.reject('c');
    expect(ended.length).toBe(1);
    expect(await valid()).toBe('d');
    expect(renew).toHaveBeenCalledOnceWith('c');
  });

  it('clear(): a renewal that is under way brings no token', async () => {
    let answer: (token: AccessToken) => void = fail;
    hold(tokens, {
      held: token('a', 60 * MINUTE),
      renew: () => new Promise<AccessToken>((resolve) => (answer = resolve)),
    });
    tokens.reject('a');
    const asked = valid();
    await until(() => answer !== fail);
    tokens.clear();
    answer(token('b', 120 * MINUTE));
    await expectAsync(asked).toBeRejectedWith(code('cancelled'));
    expect(tokens.current()).toBeUndefined();
    await expectAsync(valid()).toBeRejectedWith(code('signed-out'));
  });

  it('clear(): cancels requests that wait for the user', async () => {
    hold(tokens, { held: undefined });
    const asked = valid();
    tokens.clear();
    await expectAsync(asked).toBeRejectedWith(code('cancelled'));
  });

  it('renewal: a token of another account is not held, and no request gets it', async () => {
    const changed: string[] = [];
    tokens.events$.subscribe((event) => {
      if (event.type === 'account-changed') {
        changed.push(event.identity.account);
      }
    });
    hold(tokens, {
      held: token('a', 60 * MINUTE),
      renew: () => Promise.resolve(token('b', 120 * MINUTE)),
    });
    owner = { account: 'eve@example.com', grantedScopes: [] };
    tokens.reject('a');
    await expectAsync(valid()).toBeRejectedWith(code('cancelled'));
    expect(changed).toEqual(['eve@example.com']);
    expect(tokens.current()).toBeUndefined();
  });

  it('valid(): a request that began with one account never gets the token of the next', async () => {
    hold(tokens, { held: token('a', 60 * MINUTE) });
    const begun = tokens.valid();
    tokens.hold({ account: 'eve@example.com', grantedScopes: [] }, token('b', 60 * MINUTE));
    await expectAsync(firstValueFrom(begun)).toBeRejectedWith(code('cancelled'));
    expect(await valid()).toBe('b');
  });

  describe('in three tabs', () => {
    let tabs: AccessTokens[];
    let renew: jasmine.Spy<() => Promise<AccessToken>>;

    beforeEach(async () => {
      tabs = [tokens, aTab(), aTab()];
      let made = 0;
      renew = jasmine.createSpy().and.callFake(async () => {
        await settled();
        return token(`new${(made += 1)}`, clock.now() + 60 * MINUTE);
      });
      for (const tab of tabs) {
        hold(tab, { held: token('old', 60 * MINUTE), renew });
      }
      await present(tabs.length);
    });

    it('renewal: once for a hundred requests of all tabs', async () => {
      for (const tab of tabs) {
        tab.reject('old');
      }
      const asked = Array.from({ length: 100 }, (_, index) => valid(tabs[index % 3]));
      expect(new Set(await Promise.all(asked))).toEqual(new Set(['new1']));
      expect(renew).toHaveBeenCalledTimes(1);
    });

    it('renewal: once an hour for all tabs', async () => {
      for (let hour = 0; hour < 4; hour += 1) {
        await pass(54.9 * MINUTE);
        // Less than the time for which a tab waits for the one that renews.
        await pass(20_000);
        await released('renewal');
        const newest = `new${hour + 1}`;
        await until(() => tabs.every((tab) => tab.current()?.value === newest));
      }
      expect(renew).toHaveBeenCalledTimes(4);
      expect(tabs.map((tab) => tab.current()?.value)).toEqual(['new4', 'new4', 'new4']);
    });

    it('renewal: a tab that waits for the user gets the token of another tab', async () => {
      const [here, there] = tabs as [AccessTokens, AccessTokens];
      hold(here, { held: undefined });
      const asked = valid(here);
      there.reject('old');
      await valid(there);
      expect(await asked).toBe('new1');
    });

    it('renewal: when the first tab fails, the next one renews', async () => {
      let tries = 0;
      renew.and.callFake(() =>
        (tries += 1) === 1
          ? Promise.reject(new CalendarSyncError('offline', 'No network.'))
          : Promise.resolve(token('late', 120 * MINUTE)),
      );
      for (const tab of tabs) {
        tab.reject('old');
      }
      const asked = await Promise.allSettled(tabs.map((tab) => valid(tab)));
      expect(asked.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
      ]);
      expect(renew).toHaveBeenCalledTimes(2);
    });

    it('renewal: a tab that hangs in its turn is not waited for longer than 30 seconds', async () => {
      let release: () => void = fail;
      void navigator.locks.request(
        'ngx-calendar-sync client renewal',
        () => new Promise<void>((resolve) => (release = resolve)),
      );
      tokens.reject('old');
      const asked = valid();
      while (!(await navigator.locks.query()).pending?.length) {
        await settled();
      }
      await pass(31_000);
      expect(await asked).toBe('new1');
      release();
    });
  });
});
