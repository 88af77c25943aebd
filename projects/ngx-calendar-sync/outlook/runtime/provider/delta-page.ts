import type { Observable } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵPageEnd as PageEnd, TimeRange } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { calendarPath, type GraphPage, inQuery, withQuery } from '../api/graph-request';
import { EVENTS_PAGE_SIZE, type OutlookApi } from '../api/outlook-api';
import { isMaster } from './pulled-series';

/** A row of delta: an event, an occurrence with its times alone, or what is gone. */
export interface DeltaRow extends OutlookEvent {
  readonly '@removed'?: { readonly reason?: string };
}

/** What a page has of a series. */
export interface SeriesPart {
  readonly id: string;
  readonly master: OutlookEvent | undefined;
  /** Occurrences with their times alone, and exceptions. */
  readonly members: readonly OutlookEvent[];
}

/** One change that a page tells. */
export type DeltaPart =
  | { readonly kind: 'event'; readonly id: string; readonly row: OutlookEvent }
  | { readonly kind: 'gone'; readonly id: string }
  | { readonly kind: 'malformed'; readonly id?: never }
  | ({ readonly kind: 'series' } & SeriesPart);

/** The rows of a page, by what they are of. */
export interface DeltaPage {
  /** What is of no series. */
  readonly parts: readonly DeltaPart[];
  readonly series: readonly SeriesPart[];
  /** The ids of what is gone, which the copy may never have had. */
  readonly removed: readonly string[];
}

/** The path of the first page of the changes in a range, for {@link deltaPage}. */
export function deltaStart(calendarId: string, range: TimeRange): string {
  return withQuery(`${calendarPath(calendarId)}/calendarView/delta`, inQuery(range));
}

/**
 * One page of delta, which goes on from {@link deltaStart} or from the path of an earlier page. Fails with `cursor-lost` where
 * Graph does not know the path any more.
 */
export function deltaPage(api: OutlookApi, path: string): Observable<GraphPage<DeltaRow>> {
  const hasCursor = /[?&]\$(skip|delta)token=/i.test(path);
  return api.page({ method: 'GET', path, pageSize: EVENTS_PAGE_SIZE, hasCursor });
}

/** Sorts the rows of a page, whose order means nothing. Of two with the same id the later one counts. */
export function partsOfPage(rows: readonly DeltaRow[]): DeltaPage {
  const parts: DeltaPart[] = [];
  const removed: string[] = [];
  const series = new Map<string, { master: OutlookEvent | undefined; members: OutlookEvent[] }>();
  const seriesOf = (id: string) => {
    const found = series.get(id) ?? { master: undefined, members: [] };
    series.set(id, found);
    return found;
  };
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [id, row] of byId) {
    if (!id) {
      parts.push({ kind: 'malformed' });
    } else if (row['@removed']) {
      removed.push(id);
      parts.push({ kind: 'gone', id });
    } else if (isMaster(row)) {
      seriesOf(id).master = row;
    } else if (row.seriesMasterId) {
      seriesOf(row.seriesMasterId).members.push(row);
    } else {
      parts.push({ kind: 'event', id, row });
    }
  }
  return { parts, series: [...series].map(([id, found]) => ({ id, ...found })), removed };
}

/** @throws CalendarSyncError `unavailable` for a page that names neither a next page nor a cursor. */
export function endOf({ nextPath, deltaPath }: GraphPage<DeltaRow>): PageEnd {
  if (nextPath !== undefined) {
    return { pageToken: nextPath };
  }
  if (deltaPath !== undefined) {
    return { cursor: deltaPath };
  }
  throw new CalendarSyncError(
    'unavailable',
    ngDevMode && 'Outlook has cut an answer short: try again later.',
  );
}
