import {
  concatMap,
  defer,
  forkJoin,
  from,
  map,
  type Observable,
  of,
  switchMap,
  toArray,
} from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵchangesOf as changesOf,
  type ɵPulledCalendars as PulledCalendars,
  type ɵPulledChange as PulledChange,
  type ɵPulledPage as PulledPage,
  type ɵPullRequest as PullRequest,
  type ɵPullScope as PullScope,
  type TimeRange,
  ɵunreadable as unreadable,
  ɵworldwideRangeOf as worldwideRangeOf,
} from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type { GraphPage } from '../api/graph-request';
import type { OutlookApi } from '../api/outlook-api';
import { timesOf } from '../mapping/event-times';
import {
  deltaPage,
  type DeltaPart,
  type DeltaRow,
  deltaStart,
  endOf,
  partsOfPage,
  type SeriesPart,
} from './delta-page';
import { orIfGone } from './or-if-gone';
import type { OutlookMailbox } from './outlook-mailbox';
import { isMaster, OccurrenceIds, seriesRecordOf, withoutFields } from './pulled-series';
import { isSeriesRecord, type SeriesRecord } from './series-record';
import { withAllDayMargin } from './windows-of-time';

/** Graph tells no changes of the list of calendars: each pull asks for all of it. */
const CALENDARS_CURSOR = 'all';

/** What the pages of one pull have told before a page. */
interface EarlierPages {
  /** The token of the page that follows them; `undefined` for the first one. */
  readonly nextPath: string | undefined;
  /** Whether these are all of them: a pull that another page of the app has begun goes on here. */
  readonly areKnown: boolean;
  /** The series of which they have told something. */
  readonly told: ReadonlySet<string>;
  /** The series that were asked for whole since. */
  readonly asked: ReadonlySet<string>;
}

const NO_PAGES: EarlierPages = {
  nextPath: undefined,
  areKnown: true,
  told: new Set(),
  asked: new Set(),
};

/** A series as it is now; without a master it is gone. */
interface WholeSeries {
  readonly id: string;
  readonly master: OutlookEvent | undefined;
  readonly members: readonly OutlookEvent[];
}

/** What is needed to pull events, beside the request. */
export interface PullContext {
  readonly api: OutlookApi;
  readonly mailbox: OutlookMailbox;
}

/**
 * Events and their changes by Graph's delta. Graph tells a series by its master, stubs and exceptions, and a deleted occurrence
 * by leaving it out; so a series is one change, which takes the place of what the copy has of it. Where a page may have only a
 * part of one, the whole is asked for.
 * @see https://learn.microsoft.com/graph/delta-query-events
 */
export class OutlookPull {
  readonly #context: PullContext;
  /** Of the series that were pulled here: a page may tell the end of what an earlier one has told, and nothing stores yet. */
  readonly #pulled = new OccurrenceIds();
  /** By calendar, of the last page that was read. */
  readonly #earlier = new Map<string, EarlierPages>();

  constructor(context: PullContext) {
    this.#context = context;
  }

  /** One page. Cursors and page tokens are the paths that Graph has named; the window is in them. */
  pull(
    calendarId: string,
    { scope, cursor, pageToken, storedSeries }: PullRequest,
  ): Observable<PulledPage> {
    return defer(() => {
      const { api, mailbox } = this.#context;
      const window = windowOf(scope);
      const earlier = this.#earlierPages(calendarId, pageToken);
      return deltaPage(api, pageToken ?? cursor ?? deltaStart(calendarId, window)).pipe(
        concatMap((page) => mailbox.zonesOf(page.rows).pipe(map(() => page))),
        switchMap((page) =>
          this.#goneSeries(page, storedSeries).pipe(
            switchMap((gone) =>
              this.#completed(calendarId, page, { earlier, window, scope, gone }),
            ),
          ),
        ),
      );
    });
  }

  pullCalendars(): Observable<PulledCalendars> {
    const { api, mailbox } = this.#context;
    return forkJoin([api.calendars(), mailbox.known$]).pipe(
      map(([resources]) => {
        const { record } = mailbox;
        return {
          whole: true,
          changes: resources.flatMap((resource) =>
            resource.id ? [{ kind: 'calendar', id: resource.id, record: resource }] : [],
          ),
          next: { cursor: CALENDARS_CURSOR },
          ...(record ? { account: record } : {}),
        };
      }),
    );
  }

  #earlierPages(calendarId: string, pageToken: string | undefined): EarlierPages {
    if (pageToken === undefined) {
      return NO_PAGES;
    }
    const earlier = this.#earlier.get(calendarId);
    return earlier?.nextPath === pageToken ? earlier : { ...NO_PAGES, areKnown: false };
  }

  /** The series whose occurrences are gone: Graph may tell a deleted series by them, and they do not name it. */
  #goneSeries(
    { rows }: GraphPage<DeltaRow>,
    storedSeries: PullRequest['storedSeries'],
  ): Observable<readonly string[]> {
    const removed = new Set(rows.flatMap((row) => (row['@removed'] && row.id ? [row.id] : [])));
    if (removed.size === 0) {
      return of([]);
    }
    return from(storedSeries?.() ?? Promise.resolve([])).pipe(
      map((records) => {
        const stored = new OccurrenceIds(records.filter(isSeriesRecord));
        return [...new Set([...stored.seriesOf(removed), ...this.#pulled.seriesOf(removed)])];
      }),
    );
  }

  /** The changes of a page, with the rest of each series of which it has only a part. */
  #completed(
    calendarId: string,
    page: GraphPage<DeltaRow>,
    {
      earlier,
      window,
      scope,
      gone: goneSeries,
    }: {
      earlier: EarlierPages;
      window: TimeRange;
      scope: PullScope;
      gone: readonly string[];
    },
  ): Observable<PulledPage> {
    const next = endOf(page);
    const { parts, series, removed } = partsOfPage(page.rows);
    const gone = new Set(removed);
    const isPart = ({ id, master, members }: SeriesPart) =>
      !master ||
      // A master alone: its occurrences may be on another page, or have not changed.
      members.length === 0 ||
      !earlier.areKnown ||
      earlier.told.has(id);
    const found = series.filter(({ id }) => !earlier.asked.has(id));
    const whole = found.filter((each) => !isPart(each));
    const named = new Set(series.map(({ id }) => id));
    const asked = [
      ...found.filter(isPart),
      ...goneSeries
        .filter((id) => !named.has(id) && !gone.has(id))
        .map((id): SeriesPart => ({ id, master: undefined, members: [] })),
    ];
    const answers$ =
      asked.length === 0 ? of([]) : forkJoin(asked.map((part) => this.#ask(part, window)));
    return answers$.pipe(
      map((answers): PulledPage => {
        this.#earlier.set(calendarId, {
          nextPath: page.nextPath,
          areKnown: earlier.areKnown,
          told: new Set([...earlier.told, ...named]),
          asked: new Set([...earlier.asked, ...asked.map(({ id }) => id)]),
        });
        const changes: readonly DeltaPart[] = [
          ...parts,
          ...[...whole, ...answers.flat()].map((each) => ({ kind: 'series' as const, ...each })),
        ];
        return { changes: changesOf(changes, (part) => this.#changeOf(part, scope)), next };
      }),
    );
  }

  /** The whole of a series as it is now; where it is gone, what is left of it by itself. */
  #ask({ id, members }: SeriesPart, window: TimeRange): Observable<readonly DeltaPart[]> {
    const { api, mailbox } = this.#context;
    return api.event(id).pipe(
      switchMap((master) =>
        isMaster(master)
          ? api.instances(id, window).pipe(
              toArray(),
              map((pages) => ({ id, master, members: pages.flatMap(({ rows }) => rows) })),
            )
          : of({ id, master, members: [] }),
      ),
      switchMap((series) => mailbox.zonesOf([series.master]).pipe(map(() => series))),
      map((series): readonly DeltaPart[] => [{ kind: 'series', ...series }]),
      orIfGone(() => this.#withoutMaster(id, members)),
    );
  }

  /** Of a series that this account cannot see it may have been invited to single occurrences. */
  #withoutMaster(
    seriesId: string,
    members: readonly OutlookEvent[],
  ): Observable<readonly DeltaPart[]> {
    const ids = members.flatMap(({ id, type }) => (id && type === 'exception' ? [id] : []));
    return from(ids).pipe(
      concatMap((id) =>
        this.#context.api.event(id).pipe(
          map((row): DeltaPart => ({ kind: 'event', id, row })),
          orIfGone((): Observable<DeltaPart> => of({ kind: 'gone', id })),
        ),
      ),
      toArray(),
      map((parts) => [{ kind: 'gone', id: seriesId }, ...parts]),
    );
  }

  #changeOf(part: DeltaPart, scope: PullScope): PulledChange {
    switch (part.kind) {
      case 'malformed':
        return unreadable(undefined);
      case 'gone':
        return { kind: 'gone', id: part.id };
      case 'event':
        return this.#eventChange(part.id, part.row, scope);
      case 'series':
        return this.#seriesChange(part, scope);
    }
  }

  #seriesChange({ id, master, members }: WholeSeries, scope: PullScope): PulledChange {
    if (master && !isMaster(master)) {
      return this.#eventChange(id, master, scope);
    }
    if (!master || members.length === 0) {
      return { kind: 'gone', id };
    }
    const record = seriesRecordOf(master, members);
    this.#pulled.remember(record);
    return { kind: 'series', id, record: this.#stored(record, scope) };
  }

  #eventChange(id: string, row: OutlookEvent, scope: PullScope): PulledChange {
    // Lists leave it out, too, unless they are asked for what is deleted.
    if (row.isCancelled) {
      return { kind: 'gone', id };
    }
    const { names } = this.#context.mailbox;
    const times = timesOf(row, { timeZone: 'UTC', names });
    const range = times && worldwideRangeOf(times);
    return range
      ? { kind: 'event', id, ...range, record: this.#stored(row, scope) }
      : { kind: 'malformed', id, problem: 'It has no start that could be read.' };
  }

  #stored(record: OutlookEvent | SeriesRecord, { omit = [] }: PullScope): object {
    return omit.length === 0 ? record : withoutFields(record, omit);
  }
}

/** @throws CalendarSyncError `invalid-request` for everything there is: Graph tells changes of a window alone. */
function windowOf({ coverage }: PullScope): TimeRange {
  if (coverage === 'everything') {
    throw new CalendarSyncError(
      'invalid-request',
      ngDevMode && 'Outlook tells the changes of a range of time alone.',
    );
  }
  return withAllDayMargin(coverage);
}
