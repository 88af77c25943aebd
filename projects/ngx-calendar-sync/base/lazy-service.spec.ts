import { inject, InjectionToken, Injector } from '@angular/core';
import { CalendarSyncError } from './calendar-sync-error';
import { LazyService } from './lazy-service';

describe('LazyService', () => {
  const NAME = new InjectionToken<string>('name');
  const injector = Injector.create({ providers: [{ provide: NAME, useValue: 'ada' }] });

  it('load(): the code is loaded once, and creates one service in the injection context', async () => {
    let loads = 0;
    const service = new LazyService(injector, () => {
      loads += 1;
      return Promise.resolve(() => ({ name: inject(NAME) }));
    });
    const [first, second] = await Promise.all([service.load(), service.load()]);
    expect(first).toEqual({ name: 'ada' });
    expect(second).toBe(first);
    expect(await service.load()).toBe(first);
    expect(loads).toBe(1);
  });

  it('load(): a failure is script-failed, says what to do, and is not kept', async () => {
    const offline = new TypeError('Failed to fetch dynamically imported module: chunk.js');
    let answer: Promise<() => string> = Promise.reject(offline);
    const service = new LazyService(injector, () => answer);
    const error = await service.load().catch(CalendarSyncError.from);
    expect(error).toEqual(jasmine.objectContaining({ code: 'script-failed', cause: offline }));
    expect((error as CalendarSyncError).message).toContain('check the network');
    answer = Promise.resolve(() => 'here now');
    expect(await service.load()).toBe('here now');
  });

  it('run(): who waits begins in the order of the calls, and before anybody who comes when the code is there', async () => {
    let arrive: (create: () => string) => void = () => undefined;
    const code = new Promise<() => string>((resolve) => (arrive = resolve));
    const service = new LazyService(injector, () => code);
    const begun: string[] = [];
    const run = (name: string) =>
      service.run(() => {
        begun.push(name);
        return Promise.resolve(name);
      });
    const waiting = [run('first'), run('second')];
    expect(service.current).toBeUndefined();
    arrive(() => 'here');
    // Whoever looks in each microtask finds nothing begun, or all who have waited.
    while (!service.current) {
      expect(begun).toEqual([]);
      await Promise.resolve();
    }
    expect(begun).toEqual(['first', 'second']);
    const third = run('third');
    expect(begun).toEqual(['first', 'second', 'third']);
    expect(await Promise.all([...waiting, third])).toEqual(['first', 'second', 'third']);
  });

  it('run(): a service that is given needs no code', async () => {
    const service = new LazyService(injector, () => Promise.reject(new Error('no code')), 'given');
    expect(service.current).toBe('given');
    expect(await service.run((given) => Promise.resolve(given))).toBe('given');
  });
});
