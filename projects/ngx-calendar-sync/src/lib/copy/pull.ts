import {
  EmptyError,
  firstValueFrom,
  merge,
  NEVER,
  type Observable,
  Subject,
  takeUntil,
} from 'rxjs';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type {
  PageEnd,
  ReplicaChanges,
  ReplicaState,
  ReplicaStore,
  StagedPage,
} from '../replica/replica-store';
import type { CalendarProvider, PullScope } from '../provider/calendar-provider';
import { endlessList, PageChain } from './page-chain';
import { scopeKey } from './pull-scope';
import { readPage } from './pulled-entries';

export interface PullJob {
  readonly provider: Pick<CalendarProvider, 'pull'>;
  readonly store: ReplicaStore;
  readonly calendarId: string;
  readonly scope: PullScope;
  readonly fence: number;
  /** When it emits, the pull ends with `cancelled`; the next one goes on from there. */
  readonly stopped?: Observable<unknown>;
  readonly progress?: (progress: PullProgress) => void;
}

export interface PullProgress {
  /** A whole new copy, or what changed since the last pull. */
  readonly phase: 'full' | 'changes';
  /** How many events came in so far. */
  readonly events: number;
}

export interface PullOutcome {
  readonly changes: ReplicaChanges;
  readonly problems: readonly PullProblem[];
  /** Whether it went on from the pages of an earlier pull: these may be older than what the provider holds by now. */
  readonly resumed: boolean;
}

/** Something about one event that an app's developer may want to know; the copy is complete but for it. */
export interface PullProblem {
  readonly id?: string;
  readonly problem: string;
}

/** How a pull can begin: in the middle of one that was cut off, from the last cursor, or from nothing. */
interface Way {
  readonly base?: string;
  /** What comes next; a cursor means that only the commit is missing. */
  readonly next?: PageEnd;
  /** How many events came in before. */
  readonly events: number;
}

interface Seen {
  readonly problems: readonly PullProblem[];
  /** The series of each exception. */
  readonly parents: ReadonlyMap<string, string>;
}

const FROM_NOTHING: Way = { events: 0 };

/**
 * Makes a calendar's copy equal to what the provider holds. Pages are put aside as they come, each with what comes
 * next, and shown together at the end: whenever it is cut off, nothing is lost, and at most a page is asked for again.
 * @throws CalendarSyncError `cursor-lost` where the provider has lost its cursors in the middle of a new copy, too: to be
 * tried again after a pause.
 */
export async function pull(job: PullJob): Promise<PullOutcome> {
  const ways = waysFrom(await job.store.state(job.calendarId), scopeKey(job.scope));
  for (const [number, way] of ways.entries()) {
    try {
      return await pullBy(way, job);
    } catch (error) {
      const known = CalendarSyncError.from(error);
      if (known.code !== 'cursor-lost' || number === ways.length - 1) {
        throw known;
      }
    }
  }
  throw new CalendarSyncError('unexpected', 'There was no way to pull this calendar.');
}

async function pullBy(way: Way, job: PullJob): Promise<PullOutcome> {
  const { store, calendarId, fence } = job;
  let seen = await stagePages(job, way);
  if (isDoubtful(await store.state(calendarId))) {
    seen = await stagePages(job, FROM_NOTHING);
  }
  const changes = await store.commit(calendarId, fence);
  const problems = [...seen.problems, ...(await orphansOf(job, seen))];
  return { changes, problems, resumed: way.next !== undefined };
}

/**
 * The best one first; a cursor or page token that is refused leads to the next. To begin again is tried once: a provider
 * that loses its cursors again and again would else be asked for everything over and over.
 */
function waysFrom({ staged, current }: ReplicaState, scope: string): readonly Way[] {
  const ways: Way[] = [];
  if (staged?.scope === scope) {
    const { base, next, events } = staged;
    ways.push({ next, events, ...(base === undefined ? {} : { base }) });
  }
  if (current?.scope === scope && current.cursor !== undefined) {
    ways.push({ base: current.cursor, events: 0 });
  }
  return ways.length === 0 ? [FROM_NOTHING, FROM_NOTHING] : [...ways, FROM_NOTHING];
}

/** No events where there were some: an answer that is asked for once more before it is believed. */
function isDoubtful({ staged, current }: ReplicaState): boolean {
  return (
    staged !== undefined &&
    staged.base === undefined &&
    staged.events === 0 &&
    current !== undefined &&
    current.events > 0
  );
}

/** Puts every page aside; while one is stored the next ones are on their way. */
async function stagePages(job: PullJob, way: Way): Promise<Seen> {
  const { provider, store, calendarId, scope, fence, stopped = NEVER, progress } = job;
  const { base, next, events } = way;
  const cursor = base === undefined ? {} : { cursor: base };
  const finished = new Subject<void>();
  const ask = (pageToken: string | undefined) => {
    const token = pageToken === undefined ? {} : { pageToken };
    const page = provider.pull(calendarId, { scope, ...cursor, ...token });
    return handled(
      firstValueFrom(page.pipe(takeUntil(merge(stopped, finished)))).catch(cancelledIfEmpty),
    );
  };
  const seen = { problems: [] as PullProblem[], parents: new Map<string, string>() };
  const chain = new PageChain();
  let staged = events;
  let storing = Promise.resolve();
  let end = next;
  try {
    let answer = end && 'cursor' in end ? undefined : ask(end?.pageToken);
    while (answer) {
      const page = await answer;
      const pageToken = 'pageToken' in page.next ? page.next.pageToken : undefined;
      answer = pageToken === undefined ? undefined : ask(pageToken);
      const { entries, malformed, ids } = await readPage(page.changes, scope, base !== undefined);
      if (chain.isEndless(ids, pageToken)) {
        throw way === FROM_NOTHING ? endlessList() : useless();
      }
      for (const { id, problem } of malformed) {
        seen.problems.push({ problem, ...(id === undefined ? {} : { id }) });
      }
      for (const entry of entries) {
        if (entry.kind === 'exception') {
          seen.parents.set(entry.id, entry.seriesId);
        }
      }
      const stagedPage: StagedPage = {
        scope: scopeKey(scope),
        first: end === undefined,
        entries,
        next: page.next,
        ...(base === undefined ? {} : { base }),
      };
      end = page.next;
      await storing;
      storing = handled(
        store.stage(calendarId, stagedPage, fence).then(() => {
          staged += entries.length;
          progress?.({ phase: base === undefined ? 'full' : 'changes', events: staged });
        }),
      );
    }
    await storing;
    return seen;
  } finally {
    finished.next();
    // Nothing of this pull may be written once it has ended.
    await storing.catch(() => undefined);
  }
}

/** A failure is seen where the result is awaited, which may be later. */
function handled<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => undefined);
  return promise;
}

/** Exceptions whose series the provider does not tell of, as where one is invited to a single occurrence. */
async function orphansOf(job: PullJob, { parents }: Seen): Promise<readonly PullProblem[]> {
  const found = await job.store.find(job.calendarId, new Set(parents.values()));
  return [...parents]
    .filter(([, seriesId]) => (found.get(seriesId)?.kind ?? 'gone') === 'gone')
    .map(([id]) => ({ id, problem: 'The series of this occurrence is not in its calendar.' }));
}

function cancelledIfEmpty(error: unknown): never {
  throw error instanceof EmptyError
    ? new CalendarSyncError('cancelled', 'The sync was stopped; the next one goes on from there.')
    : error;
}

/** A cursor or page token that leads to no end serves no better than one that is refused. */
function useless(): CalendarSyncError {
  return new CalendarSyncError('cursor-lost', 'The changes of this calendar have no end.');
}
