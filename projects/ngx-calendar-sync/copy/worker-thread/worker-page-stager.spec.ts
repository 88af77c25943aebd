import { filter, firstValueFrom } from 'rxjs';
import type { ɵPageEnd as PageEnd, ɵReplicaStore as ReplicaStore } from 'ngx-calendar-sync/core';
import { deleteReplica } from '../replica/indexed-db-replica-store';
import { readJsonPage } from './specs/json-pages';
import { DyingWorker } from './specs/start-worker';
import { WorkerConnection } from './worker-connection';
import { WorkerPageStager } from './worker-page-stager';

const CALLS_FOR_ONE_PAGE = 3;
const REPLICA = 'lost pages';

describe('WorkerPageStager', () => {
  afterEach(() => deleteReplica(REPLICA));

  it('stage: what a store has lost with its worker cancels one pull, and the next one goes on from what it has', async () => {
    const dying = () => new DyingWorker({ at: 'call', number: CALLS_FOR_ONE_PAGE + 1 });
    const worker = new WorkerConnection(dying, REPLICA, () => true);
    await firstValueFrom(worker.status$.pipe(filter(({ kind }) => kind === 'running')));
    const staged: PageEnd[] = [];
    /** Of what the worker has staged it knows nothing, as a store that goes on in memory. */
    const store: Pick<ReplicaStore, 'stage' | 'state'> = {
      stage: (_calendarId, { next }) => {
        staged.push(next);
        return Promise.resolve();
      },
      state: () =>
        Promise.resolve({ staged: { scope: '', events: 0, next: { pageToken: 'earlier' } } }),
    };
    const stager = new WorkerPageStager(store, worker);
    const stage = async (pageToken: string, first: boolean) => {
      const next = { pageToken };
      const answer = new Blob([JSON.stringify({ changes: [], next })]);
      const scope = { coverage: 'everything' } as const;
      const { page } = await stager.open(
        { answer, read: readJsonPage },
        { calendarId: 'work', scope, first },
      );
      await stager.read(page);
      await stager.stage(page, 1);
    };
    await stage('2', true);
    await expectAsync(stage('3', false)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'cancelled' }),
    );
    expect(staged).toEqual([]);
    await stage('3', false);
    expect(staged).toEqual([{ pageToken: '3' }]);
    worker.close();
  });
});
