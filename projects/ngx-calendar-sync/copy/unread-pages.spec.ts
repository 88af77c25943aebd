import { Observable, of } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type {
  ɵCalendarProvider as CalendarProvider,
  ɵPageAnswer as PageAnswer,
  ɵPageReader as PageReader,
  ɵPulledPage as PulledPage,
  ɵPageEnd as PageEnd,
  ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';
import { memoryReplicaStore } from './replica/memory-replica-store';
import { ALL_TIME, single, sortedIdsOf } from './replica/specs/entries';
import { pull } from './pull';

/** What the answers of this spec hold as JSON. */
interface Answer {
  readonly ids: readonly string[];
  readonly next: PageEnd;
}

describe('pull of pages that the provider has not read', () => {
  let store: ReplicaStore;
  /** Page tokens of the requests, in their order; `''` of the first page. */
  let asked: string[];
  let cancelled: number;

  const read: PageReader = async (answer): Promise<PulledPage> => {
    const { ids, next } = JSON.parse(await answer.text()) as Answer;
    return { changes: ids.map((id) => single(id, '2026-05-04T09:00:00Z')), next };
  };
  const pages: Readonly<Record<string, Answer>> = {
    '': { ids: ['a', 'b'], next: { pageToken: 'second' } },
    second: { ids: ['c'], next: { cursor: 'end' } },
  };
  const blobOf = (pageToken = '') => new Blob([JSON.stringify(pages[pageToken])]);
  const pullFrom = (answer: (pageToken?: string) => Observable<PageAnswer>) => {
    const provider: Pick<CalendarProvider, 'pull'> = {
      pull: (_, { pageToken }) => {
        asked.push(pageToken ?? '');
        return answer(pageToken);
      },
    };
    const scope = { coverage: 'everything' } as const;
    return pull({ provider, store, calendarId: 'work', scope, fence: 1 });
  };
  const shownIds = async () => sortedIdsOf(await store.read('work', ALL_TIME));

  beforeEach(() => {
    store = memoryReplicaStore();
    asked = [];
    cancelled = 0;
  });

  it('the replica is that of the pages', async () => {
    await pullFrom((pageToken) => of({ answer: blobOf(pageToken), read }));
    expect(await shownIds()).toEqual(['a', 'b', 'c']);
    expect((await store.state('work')).current?.cursor).toBe('end');
    expect(asked).toEqual(['', 'second']);
  });

  it('a page whose next token is known: the next page is asked for before it is read', async () => {
    let askedBeforeRead: readonly string[] = [];
    await pullFrom((pageToken) =>
      pageToken === undefined
        ? of({
            answer: blobOf(),
            nextPageToken: 'second',
            read: (answer, scope) => {
              askedBeforeRead = [...asked];
              return read(answer, scope);
            },
          })
        : of({ answer: blobOf(pageToken), read }),
    );
    expect(askedBeforeRead).toEqual(['', 'second']);
    expect(asked).toEqual(['', 'second']);
    expect(await shownIds()).toEqual(['a', 'b', 'c']);
  });

  it('a page that names another token than was expected: its own counts', async () => {
    await pullFrom((pageToken) =>
      pageToken === 'stray'
        ? of({
            answer: new Blob([JSON.stringify({ ids: ['stray'], next: { cursor: 'x' } })]),
            read,
          })
        : of({
            answer: blobOf(pageToken),
            read,
            ...(pageToken === undefined ? { nextPageToken: 'stray' } : {}),
          }),
    );
    expect(await shownIds()).toEqual(['a', 'b', 'c']);
  });

  it('a page that cannot be read: the pull fails, the page asked for meanwhile is cancelled, and the next pull goes on', async () => {
    const unavailable = new CalendarSyncError('unavailable', 'cut');
    const failing = pullFrom((pageToken) =>
      pageToken === undefined
        ? of({ answer: blobOf(), read: () => Promise.reject(unavailable), nextPageToken: 'second' })
        : new Observable(() => () => (cancelled += 1)),
    );
    await expectAsync(failing).toBeRejectedWith(unavailable);
    expect(cancelled).toBe(1);
    expect(await shownIds()).toEqual([]);
    await pullFrom((pageToken) => of({ answer: blobOf(pageToken), read }));
    expect(await shownIds()).toEqual(['a', 'b', 'c']);
  });
});
