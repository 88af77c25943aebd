/** The pages of a list. */
export interface Pages<Page> {
  next(): Promise<IteratorResult<Page, undefined>>;
  return(): Promise<IteratorResult<Page, undefined>>;
}

const DONE = { done: true, value: undefined } as const;

/** Pages whose code is loaded when the first of them is asked for. Each `for await` begins with the first page. */
export function lazyPages<Page>(load: () => Promise<Pages<Page>>): AsyncIterable<Page> {
  return {
    [Symbol.asyncIterator]: () => {
      let loading: Promise<Pages<Page>> | undefined;
      let isReturned = false;
      return {
        next: () =>
          isReturned ? Promise.resolve(DONE) : (loading ??= load()).then((loaded) => loaded.next()),
        return: () => {
          isReturned = true;
          return (
            loading?.then(
              (loaded) => loaded.return(),
              () => DONE,
            ) ?? Promise.resolve(DONE)
          );
        },
      };
    },
  };
}
