import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { VirtualTimeScheduler } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync';
import { type AccessToken, AccessTokens } from './access-tokens';

const minute = 60_000;
const code = (expected: string) => jasmine.objectContaining({ code: expected });
const token = (value: string, expiresAt: number): AccessToken => ({ value, expiresAt, scopes: [] });

describe('AccessTokens', () => {
  let tokens: AccessTokens;
  let clock: VirtualTimeScheduler;
  let ended: CalendarSyncError[];
  let renewed: string[];

  beforeEach(() => {
    clock = new VirtualTimeScheduler();
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        AccessTokens,
        { provide: CLOCK, useValue: clock },
      ],
    });
    tokens = TestBed.inject(AccessTokens);
    ended = [];
    renewed = [];
    tokens.ended$.subscribe((reason) => ended.push(reason));
    tokens.renewed$.subscribe(({ value }) => renewed.push(value));
  });

  async function pass(milliseconds: number): Promise<void> {
    const end = clock.frame + milliseconds;
    clock.maxFrames = end;
    clock.flush();
    clock.frame = end;
    await settled();
  }

  const settled = () => new Promise((resolve) => setTimeout(resolve));

  it('end by the clock where nobody can renew them, and say so once', async () => {
    tokens.set(token('a', 60 * minute));
    await pass(59 * minute);
    expect(tokens.current()?.value).toBe('a');
    await pass(2 * minute);
    expect(tokens.current()).toBeUndefined();
    expect(ended).toEqual([code('expired')]);
    await expectAsync(tokens.valid()).toBeRejectedWith(code('expired'));
    await pass(10 * minute);
    expect(ended.length).toBe(1);
  });

  it('are renewed before they end, once', async () => {
    const renew = jasmine.createSpy().and.callFake(() => Promise.resolve(token('b', 120 * minute)));
    tokens.set(token('a', 60 * minute), renew);
    await pass(54 * minute);
    expect(renew).not.toHaveBeenCalled();
    await pass(2 * minute);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(tokens.current()?.value).toBe('b');
    expect(renewed).toEqual(['b']);
    expect(ended).toEqual([]);
  });

  it('are renewed at once after a sleep that was longer than their life', async () => {
    tokens.set(token('a', 60 * minute), () => Promise.resolve(token('b', 600 * minute)));
    clock.frame = 300 * minute;
    expect(tokens.current()).toBeUndefined();
    expect((await tokens.valid()).value).toBe('b');
  });

  it('are renewed once for all who ask', async () => {
    let answer: (token: AccessToken) => void = fail;
    const renew = jasmine
      .createSpy()
      .and.callFake(() => new Promise<AccessToken>((resolve) => (answer = resolve)));
    tokens.set(token('a', 60 * minute), renew);
    tokens.reject('a');
    const asked = Promise.all(Array.from({ length: 100 }, () => tokens.valid()));
    answer(token('b', 120 * minute));
    expect(new Set((await asked).map(({ value }) => value))).toEqual(new Set(['b']));
    expect(renew).toHaveBeenCalledTimes(1);
  });

  it('end when Google has ended the grant, and are not asked for again', async () => {
    const refused = new CalendarSyncError('expired', 'Google has ended the sign-in.');
    const renew = jasmine.createSpy().and.callFake(() => Promise.reject(refused));
    tokens.set(token('a', 60 * minute), renew);
    tokens.reject('a');
    await expectAsync(tokens.valid()).toBeRejectedWith(refused);
    expect(ended).toEqual([refused]);
    await expectAsync(tokens.valid()).toBeRejectedWith(code('expired'));
    await pass(60 * minute);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(ended.length).toBe(1);
  });

  it('outlive a network that is down, and are renewed when it is back', async () => {
    const down = new CalendarSyncError('offline', 'No network.');
    let answer = (): Promise<AccessToken> => Promise.reject(down);
    tokens.set(token('a', 60 * minute), () => answer());
    await pass(58 * minute);
    expect(tokens.current()?.value).toBe('a');
    await pass(5 * minute);
    await expectAsync(tokens.valid()).toBeRejectedWith(down);
    expect(ended).toEqual([]);
    answer = () => Promise.resolve(token('b', 120 * minute));
    expect((await tokens.valid()).value).toBe('b');
  });

  it('that are refused before their time end at once, or are renewed when next needed', async () => {
    tokens.set(token('a', 60 * minute));
    tokens.reject('another');
    expect(tokens.current()?.value).toBe('a');
    tokens.reject('a');
    expect(ended).toEqual([code('expired')]);

    tokens.set(token('c', 60 * minute), () => Promise.resolve(token('d', 60 * minute)));
    tokens.reject('c');
    expect(ended.length).toBe(1);
    expect((await tokens.valid()).value).toBe('d');
  });

  it('are forgotten at sign-out, one on its way too', async () => {
    let answer: (token: AccessToken) => void = fail;
    tokens.set(
      token('a', 60 * minute),
      () => new Promise<AccessToken>((resolve) => (answer = resolve)),
    );
    tokens.reject('a');
    const asked = tokens.valid();
    tokens.clear();
    answer(token('b', 120 * minute));
    await expectAsync(asked).toBeRejectedWith(code('cancelled'));
    expect(tokens.current()).toBeUndefined();
    await expectAsync(tokens.valid()).toBeRejectedWith(code('signed-out'));
  });
});
