import {
  EmptyError,
  firstValueFrom,
  merge,
  NEVER,
  type Observable,
  Subject,
  takeUntil,
} from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵPageEnd as PageEnd,
  type ɵReplicaChanges as ReplicaChanges,
  type ɵReplicaState as ReplicaState,
  type ɵReplicaStore as ReplicaStore,
  type ɵCalendarProvider as CalendarProvider,
  type ɵPullScope as PullScope,
  type ɵProviderRecord as ProviderRecord,
  type ɵPullProblem as PullProblem,
  ɵendlessList as endlessList,
  ɵPageChain as PageChain,
} from 'ngx-calendar-sync/core';
import { InThreadPageStager } from './in-thread-page-stager';
import type { PageStager } from './page-stager';
import { scopeKey } from './pull-scope';

export interface PullJob {
  readonly provider: Pick<CalendarProvider, 'pull'>;
  readonly store: ReplicaStore;
  /** Reads and stages the pages; by default in this thread. */
  readonly stager?: PageStager | undefined;
  readonly calendarId: string;
  readonly scope: PullScope;
  readonly fence: number;
  /** When it emits, the pull ends with `cancelled`; the next pull resumes there. */
  readonly stopped?: Observable<unknown>;
  readonly progress?: (progress: PullProgress) => void;
}

export interface PullProgress {
  /** A whole new replica, or what changed since the last pull. */
  readonly phase: 'full' | 'changes';
  /** How many events have been stored so far. */
  readonly events: number;
}

export interface PullOutcome {
  readonly changes: ReplicaChanges;
  readonly problems: readonly PullProblem[];
  /** Whether it went on from the pages of an earlier pull, which may be older than what the provider holds by now. */
  readonly resumed: boolean;
}

/**
 * Where a pull can begin: at the next page of one that was cut off, at the last cursor, or with the first page of all.
 */
interface PullStart {
  /** The cursor that changes are asked for since; none for a new replica. */
  readonly base?: string;
  /** What comes next in a pull that was cut off; a cursor means that only the commit is missing. */
  readonly next?: PageEnd;
  /** How many events are staged already. */
  readonly events: number;
}

interface StagedPages {
  /** How many entries are staged, those of an earlier pull too that was cut off. */
  readonly events: number;
  readonly problems: readonly PullProblem[];
  /** The series id of each exception, by the exception's id. */
  readonly seriesIds: ReadonlyMap<string, string>;
}

const NEW_REPLICA: PullStart = { events: 0 };

/**
 * Makes the replica of a calendar equal to what the provider holds. Pages are staged as they come, each together with
 * what comes next, and become visible together at the end. Cut off at any moment, it loses nothing, and the next pull
 * asks for one page again at most.
 * @throws CalendarSyncError `cursor-lost` where the provider loses its cursors during a new replica, too: to be tried
 * again after a pause.
 */
export async function pull(job: PullJob): Promise<PullOutcome> {
  const starts = startsFrom(await job.store.state(job.calendarId), scopeKey(job.scope));
  for (const [number, start] of starts.entries()) {
    try {
      return await pullFrom(start, job);
    } catch (error) {
      const known = CalendarSyncError.from(error);
      if (known.code !== 'cursor-lost' || number === starts.length - 1) {
        throw known;
      }
    }
  }
  throw new CalendarSyncError('unexpected', 'A pull had nowhere to begin. Please report this.');
}

async function pullFrom(start: PullStart, job: PullJob): Promise<PullOutcome> {
  const { store, calendarId, fence } = job;
  let pages = await stagePages(job, start);
  if (pages.events === 0 && isDoubtful(await store.state(calendarId))) {
    pages = await stagePages(job, NEW_REPLICA);
  }
  const changes = await store.commit(calendarId, fence);
  const problems = [...pages.problems, ...(await orphansOf(job, pages))];
  return { changes, problems, resumed: start.next !== undefined };
}

/**
 * The start with the least to ask for comes first; where its cursor or page token is refused, the next one is taken. A
 * new replica is begun again once at most: a provider that keeps losing its cursors would otherwise be asked for
 * everything without end.
 */
function startsFrom({ staged, current }: ReplicaState, scope: string): readonly PullStart[] {
  const starts: PullStart[] = [];
  if (staged?.scope === scope) {
    const { base, next, events } = staged;
    starts.push({ next, events, ...(base === undefined ? {} : { base }) });
  }
  if (current?.scope === scope && current.cursor !== undefined) {
    starts.push({ base: current.cursor, events: 0 });
  }
  return starts.length === 0 ? [NEW_REPLICA, NEW_REPLICA] : [...starts, NEW_REPLICA];
}

/** Whether a pull would first ask for what has changed since the last one. */
export function asksForChanges(state: ReplicaState, scope: PullScope): boolean {
  const [start] = startsFrom(state, scopeKey(scope));
  return start?.base !== undefined && start.next === undefined;
}

/** A new replica without events where the old one has some may be a fault of the service: it is asked for once more. */
function isDoubtful({ staged, current }: ReplicaState): boolean {
  return (
    staged !== undefined &&
    staged.base === undefined &&
    staged.events === 0 &&
    current !== undefined &&
    current.events > 0
  );
}

/** Stages every page; while one is being read and stored, the next one is already asked for. */
async function stagePages(job: PullJob, start: PullStart): Promise<StagedPages> {
  const { provider, store, calendarId, scope, fence, stopped = NEVER, progress } = job;
  const { stager = new InThreadPageStager(store) } = job;
  const { base, next, events } = start;
  const storedSeries = () => seriesOf(store, calendarId);
  const cursor = base === undefined ? {} : { cursor: base, storedSeries };
  const finished = new Subject<void>();
  const ask = (pageToken: string | undefined) => {
    const token = pageToken === undefined ? {} : { pageToken };
    const answer = provider.pull(calendarId, { scope, ...cursor, ...token });
    return handled(
      firstValueFrom(answer.pipe(takeUntil(merge(stopped, finished)))).catch(cancelledIfEmpty),
    );
  };
  const problems: PullProblem[] = [];
  const seriesIds = new Map<string, string>();
  const chain = new PageChain();
  let storing = Promise.resolve();
  let first = next === undefined;
  let unstaged: number | undefined;
  let staged = events;
  try {
    let asked = next && 'cursor' in next ? undefined : ask(next?.pageToken);
    while (asked) {
      const pageJob = { calendarId, scope, first, ...(base === undefined ? {} : { base }) };
      const answer = await asked;
      const askedEarly =
        'answer' in answer && answer.nextPageToken !== undefined
          ? { pageToken: answer.nextPageToken, answer: ask(answer.nextPageToken) }
          : undefined;
      const opened = await stager.open(answer, pageJob);
      const { page } = opened;
      unstaged = page;
      const pageToken = 'pageToken' in opened.next ? opened.next.pageToken : undefined;
      if (pageToken === undefined) {
        asked = undefined;
      } else {
        asked = askedEarly?.pageToken === pageToken ? askedEarly.answer : ask(pageToken);
      }
      const { bringsNews, newEntries, exceptions, malformed } = await stager.read(page);
      if (chain.isEndlessAfter(bringsNews, pageToken)) {
        throw start === NEW_REPLICA ? endlessList() : endlessChanges();
      }
      for (const { id, problem } of malformed) {
        problems.push({ problem, ...(id === undefined ? {} : { id }) });
      }
      for (const [id, seriesId] of exceptions) {
        seriesIds.set(id, seriesId);
      }
      first = false;
      staged += newEntries;
      const stagedWithPage = staged;
      await storing;
      unstaged = undefined;
      storing = handled(
        stager.stage(page, fence).then(() => {
          progress?.({ phase: base === undefined ? 'full' : 'changes', events: stagedWithPage });
        }),
      );
    }
    await storing;
    return { events: staged, problems, seriesIds };
  } finally {
    finished.next();
    // After its end a pull must not write any more: the next one may have begun.
    await storing.catch(() => undefined);
    if (unstaged !== undefined) {
      await stager.drop(unstaged);
    }
  }
}

/** The series that are stored with their occurrences. */
async function seriesOf(
  store: ReplicaStore,
  calendarId: string,
): Promise<readonly ProviderRecord[]> {
  // Of a range without length these are all series, and next to nothing else.
  const entries = await store.read(calendarId, { start: new Date(0), end: new Date(0) });
  return entries.flatMap((entry) => (entry.kind === 'series' ? [entry.record] : []));
}

/** Keeps a failure from being reported as unhandled before the promise is awaited. */
function handled<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => undefined);
  return promise;
}

/** Exceptions whose series the provider has not told: a user may be invited to a single occurrence alone. */
async function orphansOf(
  job: PullJob,
  { seriesIds }: StagedPages,
): Promise<readonly PullProblem[]> {
  if (seriesIds.size === 0) {
    return [];
  }
  const found = await job.store.find(job.calendarId, new Set(seriesIds.values()));
  return [...seriesIds]
    .filter(([, seriesId]) => (found.get(seriesId)?.kind ?? 'gone') === 'gone')
    .map(([id]) => ({ id, problem: 'The series of this occurrence is not in its calendar.' }));
}

function cancelledIfEmpty(error: unknown): never {
  throw error instanceof EmptyError
    ? new CalendarSyncError('cancelled', 'The sync was stopped. The next one resumes where it was.')
    : error;
}

/** Handled like a cursor that is refused: changes that do not end leave everything to be asked for anew. */
function endlessChanges(): CalendarSyncError {
  return new CalendarSyncError(
    'cursor-lost',
    'The provider does not come to the end of the changes of this calendar.',
  );
}
