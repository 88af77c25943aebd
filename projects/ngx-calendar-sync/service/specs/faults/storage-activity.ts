import { type Observable, Subject } from 'rxjs';

/**
 * What this page has asked IndexedDB and has no answer to yet. On a busy machine, or a slow disk, that takes long, and no app may
 * take it for time that passes.
 */
let unanswered = 0;
const stored = new Subject<string>();

/** Emits the name of a database as something is stored in it. */
export const stored$: Observable<string> = stored;

/** Whether something in this page waits for IndexedDB. */
export function isStorageBusy(): boolean {
  return unanswered > 0;
}

/** What waits until other tabs close their connections counts as answered: it is for the app to wait no longer. */
const ENDS_OF_REQUEST = ['success', 'error', 'blocked'];
const ENDS_OF_TRANSACTION = ['complete', 'abort'];

count(IDBFactory.prototype, 'open', ENDS_OF_REQUEST);
count(IDBFactory.prototype, 'deleteDatabase', ENDS_OF_REQUEST);
count(IDBDatabase.prototype, 'transaction', ENDS_OF_TRANSACTION);

/** From now on each call of the method counts as unanswered until one of these events. */
function count<Prototype extends object>(
  prototype: Prototype,
  name: keyof Prototype,
  ends: readonly string[],
): void {
  const method = prototype[name] as (...args: readonly unknown[]) => EventTarget;
  const countedMethod = function (this: unknown, ...args: readonly unknown[]) {
    const answer = Reflect.apply(method, this, args);
    unanswered += 1;
    const ended = new AbortController();
    for (const end of ends) {
      const listener = () => {
        unanswered -= 1;
        ended.abort();
        if (answer instanceof IDBTransaction && answer.mode === 'readwrite' && end === 'complete') {
          stored.next(answer.db.name);
        }
      };
      answer.addEventListener(end, listener, { signal: ended.signal });
    }
    return answer;
  };
  Reflect.set(prototype, name, countedMethod);
}
