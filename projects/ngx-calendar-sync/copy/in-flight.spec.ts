import { Subject, switchMap } from 'rxjs';
import { InFlight } from './in-flight';

describe('InFlight', () => {
  it('idle: waits for what takes the place of something that was under way', async () => {
    const inFlight = new InFlight();
    const next = new Subject<Subject<void>>();
    next.pipe(switchMap((work) => inFlight.counted(work))).subscribe();
    const [first, second] = [new Subject<void>(), new Subject<void>()];
    next.next(first);
    let isIdle = false;
    const idle = inFlight.idle().then(() => (isIdle = true));
    next.next(second);
    await Promise.resolve();
    await Promise.resolve();
    expect(isIdle).toBe(false);
    second.complete();
    await idle;
    expect(isIdle).toBe(true);
  });
});
