import { lazyPages, type Pages } from './lazy-pages';

const DONE = { done: true, value: undefined } as const;

describe('lazyPages', () => {
  let loads: number;
  let returns: number;

  beforeEach(() => {
    loads = 0;
    returns = 0;
  });

  /** Two pages. */
  const pages = () =>
    lazyPages(() => {
      loads += 1;
      let page = 0;
      const loaded: Pages<number> = {
        next: () => {
          page += 1;
          return Promise.resolve(page > 2 ? DONE : { done: false, value: page });
        },
        return: () => {
          returns += 1;
          return Promise.resolve(DONE);
        },
      };
      return Promise.resolve(loaded);
    });

  const offline = () => lazyPages<number>(() => Promise.reject(new Error('offline')));

  it('lazyPages: the code is loaded with the first page, and each for await begins anew', async () => {
    const all = pages();
    expect(loads).toBe(0);
    const seen: number[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      for await (const page of all) {
        seen.push(page);
      }
    }
    expect(seen).toEqual([1, 2, 1, 2]);
    expect(loads).toBe(2);
  });

  it('lazyPages: break gives up what is loaded', async () => {
    for await (const page of pages()) {
      expect(page).toBe(1);
      break;
    }
    expect(returns).toBe(1);
  });

  it('lazyPages: return() before the first page loads nothing, and no page follows', async () => {
    const iterator = pages()[Symbol.asyncIterator]();
    expect(await iterator.return?.()).toEqual(DONE);
    expect(await iterator.next()).toEqual(DONE);
    expect(loads).toBe(0);
  });

  it('lazyPages: where the code cannot be loaded, next() rejects, and return() does not', async () => {
    const iterator = offline()[Symbol.asyncIterator]();
    await expectAsync(iterator.next()).toBeRejectedWithError('offline');
    expect(await iterator.return?.()).toEqual(DONE);
  });
});
