/** The pages of a list. */
export interface Pages<Page> {
  next(): Promise<IteratorResult<Page, undefined>>;
  return(): Promise<IteratorResult<Page, undefined>>;
}

/** Pages whose code is loaded when the first of them is asked for. Each `for await` begins with the first page. */
export function lazyPages<Page>(load: () => Promise<Pages<Page>>): AsyncIterable<Page> {
  return {
    [Symbol.asyncIterator]: () => {
      let loading: Promise<Pages<Page>> | undefined;
      const pages = () => (loading ??= load());
      return {
        next: () => pages().then((loaded) => loaded.next()),
        return: () => pages().then((loaded) => loaded.return()),
      };
    },
  };
}
