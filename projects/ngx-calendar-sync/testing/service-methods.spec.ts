import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { BoardPage, TESTED } from './specs/board';

/** What holds the service's state; the components of all other tests read it. */
const STATE = [
  'authState$',
  'calendars$',
  'capabilities$',
  'changes$',
  'conflicts$',
  'events$',
  'pendingWrites$',
  'ready$',
  'syncState$',
];

/** Both tests need the other specs of this folder beside them. */
const WHAT_TO_DO =
  'Write a testOf(…) of it in event-commands.spec.ts or calendar-commands.spec.ts.';

describe('provideCalendarSyncTesting: everything that an app may call', () => {
  it('every method of GoogleCalendarService has a test in memory', () => {
    expect(methodsOf(GoogleCalendarService.prototype).filter((name) => !TESTED.has(name))).toEqual(
      [],
    );
  });

  it('every observable of GoogleCalendarService has a test in memory', async () => {
    const { google } = await BoardPage.open({});
    const observables = Object.keys(google).filter((name) => name.endsWith('$'));
    expect(observables.filter((name) => !TESTED.has(name) && !STATE.includes(name)))
      .withContext(WHAT_TO_DO)
      .toEqual([]);
  });
});

/** The names of the methods of a class and of those that it extends, without those of the library's own. */
function methodsOf(prototype: object): readonly string[] {
  const parent: unknown = Object.getPrototypeOf(prototype);
  const inherited = parent === Object.prototype || !parent ? [] : methodsOf(parent);
  const own = Object.getOwnPropertyNames(prototype).filter(
    (name) => name !== 'constructor' && !name.startsWith('ɵ'),
  );
  return [...own, ...inherited];
}
