import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵchangesOf as changesOf,
  type ɵPageEnd as PageEnd,
  type ɵPageReader as PageReader,
  type ɵPulledChange as PulledChange,
  type ɵPulledPage as PulledPage,
  type ɵPullScope as PullScope,
} from 'ngx-calendar-sync/core';
import { type PulledEvent, toPulledChange } from './pulled-change';

/** A page of a list, as Google sends it. */
export interface SentPage {
  readonly items?: readonly PulledEvent[];
  readonly nextPageToken?: string;
  readonly nextSyncToken?: string;
}

/** Reads a page of a calendar's events, as Google has sent it. */
export const readPulledPage: PageReader = async (answer, scope) =>
  pulledPage(parsed(await answer.text()), scope);

/** @throws CalendarSyncError `unavailable` for a page that names neither a next page nor a cursor. */
export function pulledPage(page: SentPage, { omit = [] }: PullScope): PulledPage {
  const read = (item: PulledEvent) => withoutFields(toPulledChange(item), omit);
  return { changes: changesOf(page.items ?? [], read), next: endOf(page) };
}

/** A page that is smaller is read as fast as its beginning alone. */
const MIN_LARGE_PAGE_BYTES = 65_536;
/** Longer than every page token that Google has given out. */
const BEGINNING_BYTES = 4096;
/** Google writes the token before the events. It is a JSON string. */
const NEXT_PAGE_TOKEN = /^\s*\{\s*"nextPageToken"\s*:\s*("(?:[^"\\]|\\.)*")/;

/** The token of the next page, read from the beginning of a large page; `undefined` where it does not stand there. */
export async function nextPageTokenAtBeginning(answer: Blob): Promise<string | undefined> {
  if (answer.size < MIN_LARGE_PAGE_BYTES) {
    return undefined;
  }
  const [, token] = NEXT_PAGE_TOKEN.exec(await answer.slice(0, BEGINNING_BYTES).text()) ?? [];
  try {
    return token === undefined ? undefined : (JSON.parse(token) as string);
  } catch {
    return undefined;
  }
}

/** @throws CalendarSyncError `unavailable` for a page that names neither a next page nor a cursor. */
export function endOf({
  nextPageToken,
  nextSyncToken,
}: Pick<SentPage, 'nextPageToken' | 'nextSyncToken'>): PageEnd {
  if (nextPageToken) {
    return { pageToken: nextPageToken };
  }
  if (nextSyncToken) {
    return { cursor: nextSyncToken };
  }
  throw cutShort();
}

/** `null` is JSON too, but no page. */
function parsed(json: string): SentPage {
  try {
    return Object(JSON.parse(json)) as SentPage;
  } catch {
    throw cutShort();
  }
}

function withoutFields(change: PulledChange, omit: readonly string[]): PulledChange {
  if (!('record' in change) || omit.length === 0) {
    return change;
  }
  const kept = Object.entries(change.record).filter(([name]) => !omit.includes(name));
  return { ...change, record: Object.fromEntries(kept) };
}

function cutShort(): CalendarSyncError {
  return new CalendarSyncError('unavailable', 'Google has cut an answer short: try again later.');
}
