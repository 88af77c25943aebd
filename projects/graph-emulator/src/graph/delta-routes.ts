import { changesOf, lastSequenceBefore, type ItemChange } from '../calendar/delta-changes.ts';
import { newItemId } from '../calendar/ids.ts';
import type { CalendarEntry } from '../calendar/mailbox.ts';
import { cursorLost } from '../faults/fault-middleware.ts';
import { answerList } from './answers.ts';
import { entryOf, expectPermission, isBasic } from './caller.ts';
import { type DeltaCursor, cursorOf, type OpenLists, tokenOf } from './delta-cursor.ts';
import { eventJson, type EventView, type Json, stubJson } from './event-json.ts';
import { type GraphContext, type GraphParts, meets, shortMonthsOf } from './graph-env.ts';
import { badRequest } from './graph-error.ts';
import { readPreferences } from './preferences.ts';
import { linkOf, parameter } from './query.ts';
import { windowOf } from './view-window.ts';

const DEFAULT_PAGE_SIZE = 10;
const REFUSED_OPTIONS = ['$select', '$filter', '$expand', '$orderby', '$search'];

/** `calendarView/delta`: the events of a window, then what has changed in it. */
export function deltaHandler(
  parts: GraphParts,
  lists: OpenLists,
): (context: GraphContext) => Response {
  return (context) => {
    const caller = expectPermission(context, 'read');
    const entry = entryOf(context, parts);
    const refused = REFUSED_OPTIONS.find((name) => parameter(context, name) !== undefined);
    if (refused !== undefined) {
      throw badRequest(
        `The query parameter '${refused}' is not supported with change tracking over the 'Events' resource.`,
      );
    }
    const token = parameter(context, '$skiptoken') ?? parameter(context, '$deltatoken');
    const cursor = token === undefined ? undefined : checkedCursor(cursorOf(token), entry, lists);
    context.header('Preference-Applied', 'odata.track-changes');
    if (cursor?.list !== undefined) {
      return answerPage(context, parts, lists, cursor, cursor.list, cursor.page ?? 0);
    }
    const { from, to } = cursor ?? windowOf(context);
    const since = cursor?.since ?? 0;
    const until = visibleUntil(context, parts, entry);
    const view = {
      preferences: readPreferences(context.req.header('Prefer')),
      isBasic: isBasic(caller),
      hasEtagPerSeries: meets(context, 'etag-per-series'),
    };
    const changes = changesOf(entry.store, {
      range: { from, to },
      since,
      until,
      shortMonths: shortMonthsOf(context),
    });
    const groups = changes.map((change) => rowsOf(context, change, view));
    if (meets(context, 'removed-from-outside')) {
      groups.push([removed(newItemId())]);
    }
    const pages = pagesOf(context, groups, view.preferences.maxPageSize ?? DEFAULT_PAGE_SIZE);
    const list = lists.add({ pages, until });
    const next = { storeId: entry.store.id, from, to, since, epoch: lists.epoch };
    return answerPage(context, parts, lists, next, list, 0);
  };
}

function checkedCursor(cursor: DeltaCursor, entry: CalendarEntry, lists: OpenLists): DeltaCursor {
  if (cursor.epoch !== lists.epoch || cursor.storeId !== entry.store.id) {
    throw cursorLost();
  }
  return cursor;
}

function answerPage(
  context: GraphContext,
  parts: GraphParts,
  lists: OpenLists,
  cursor: Omit<DeltaCursor, 'list' | 'page'>,
  number: number,
  page: number,
): Response {
  const list = lists.find(number);
  if (!list) {
    throw cursorLost();
  }
  const { storeId, from, to, since, epoch } = cursor;
  const isLast = page + 1 >= list.pages.length;
  const link = new URL(context.req.url);
  link.search = '';
  link.searchParams.set(
    isLast ? '$deltatoken' : '$skiptoken',
    tokenOf(
      isLast
        ? { storeId, from, to, since: list.until, epoch }
        : { storeId, from, to, since, epoch, list: number, page: page + 1 },
    ),
  );
  const name = isLast ? '@odata.deltaLink' : '@odata.nextLink';
  return answerList(context, parts, 'event', list.pages[page] ?? [], { [name]: linkOf(link) });
}

/** The last change that delta knows: with the fault `lag`, it is behind by some seconds. */
function visibleUntil(context: GraphContext, { world }: GraphParts, entry: CalendarEntry): number {
  const seconds = context.get('met')?.get('lag')?.seconds;
  return seconds === undefined
    ? world.lastSequence
    : lastSequenceBefore([entry.store], world.clock.now() - seconds * 1000, world.lastSequence);
}

/** A series is told whole: its master, occurrences without content, and exceptions. */
function rowsOf(context: GraphContext, change: ItemChange, view: EventView): readonly Json[] {
  const { state, instances, before } = change;
  const { main } = state;
  if (instances.length === 0) {
    return meets(context, 'series-removed-by-occurrence') && before.length > 0
      ? before.map(({ record }) => removed(record.id))
      : [removed(main.id)];
  }
  const rows = instances.map((instance) =>
    instance.type === 'occurrence'
      ? stubJson(instance, state, view)
      : eventRow(eventJson(instance, state, view)),
  );
  if (!main.recurrence || meets(context, 'master-missing')) {
    return rows;
  }
  return [eventRow(eventJson({ type: 'seriesMaster', record: main }, state, view)), ...rows];
}

function eventRow(event: Json): Json {
  return { '@odata.type': '#microsoft.graph.event', ...event };
}

function removed(id: string): Json {
  return { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } };
}

/** Pages that keep a series together, unless a fault splits them. */
function pagesOf(
  context: GraphContext,
  groups: readonly (readonly Json[])[],
  size: number,
): readonly (readonly Json[])[] {
  const whole = meets(context, 'series-split') ? groups.flat().map((row) => [row]) : groups;
  const pages: Json[][] = [[]];
  for (const group of whole) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && page.length + group.length > size) {
      pages.push([...group]);
    } else {
      page.push(...group);
    }
  }
  const repeated = meets(context, 'rows-twice') ? (pages[0] ?? []).slice(0, 2) : [];
  pages.at(-1)?.push(...repeated);
  return meets(context, 'empty-page') ? [[], ...pages] : pages;
}
