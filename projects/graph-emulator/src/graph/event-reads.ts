import type { CalendarEntry } from '../calendar/mailbox.ts';
import type { ItemState } from '../calendar/event-record.ts';
import { instanceOf } from '../calendar/event-writes.ts';
import { parsedId } from '../calendar/ids.ts';
import { type Instance, instancesWithin } from '../calendar/series.ts';
import { instantOfTime } from '../calendar/times.ts';
import { answerList, answerObject } from './answers.ts';
import { entryOf, expectPermission, isBasic } from './caller.ts';
import { changeKeyOf, etagOf, eventJson, type EventView, type Json } from './event-json.ts';
import { extensionJson, matchesId } from './extension-json.ts';
import { readFilter } from './filter.ts';
import { type GraphContext, type GraphParts, meets, shortMonthsOf } from './graph-env.ts';
import { badRequest, itemNotFound, malformedId } from './graph-error.ts';
import { readPreferences } from './preferences.ts';
import { expandedOf, pageOf, pageSize, parameter, selected } from './query.ts';
import { windowOf } from './view-window.ts';

export type Handler = (context: GraphContext) => Response | Promise<Response>;

/** The event that a path names, in the calendar where it is. */
export interface NamedEvent {
  readonly entry: CalendarEntry;
  readonly state: ItemState;
  readonly instance: Instance;
}

export function viewOf(context: GraphContext): EventView {
  return {
    preferences: readPreferences(context.req.header('Prefer')),
    isBasic: isBasic(context.get('caller')),
    hasEtagPerSeries: meets(context, 'etag-per-series'),
  };
}

/** @throws GraphError for an id that is malformed, or of an event that the mailbox does not have. */
export function namedEvent(context: GraphContext, parts: GraphParts): NamedEvent {
  const parsed = parsedId(context.req.param('eventId') ?? '');
  if (!parsed) {
    throw malformedId();
  }
  const { mailbox } = context.get('caller');
  const isInOneCalendar = context.req.param('calendarId') ?? context.req.param('user');
  const entry = isInOneCalendar === undefined ? undefined : entryOf(context, parts);
  const state = entry?.store.find(parsed.masterId);
  const found = entry ? state && { entry, state } : mailbox.find(parsed.masterId);
  if (!found) {
    throw itemNotFound();
  }
  return { ...found, instance: instanceOf(found.state, parsed.day, shortMonthsOf(context)) };
}

export function etagOfEvent(context: GraphContext, { instance, state }: NamedEvent): string {
  return etagOf(changeKeyOf(instance, state, meets(context, 'etag-per-series')));
}

/** The event as an answer has it, with what `$expand` and `$select` ask for. */
export function wholeJson(
  context: GraphContext,
  { instance, state }: Pick<NamedEvent, 'instance' | 'state'>,
): Json {
  const view = viewOf(context);
  const json = eventJson(instance, state, view);
  const expanded = Object.fromEntries(
    expandedOf(context).map(({ name, filter }) => [name, relation(name, filter)]),
  );
  function relation(name: string, filter: string | undefined): unknown {
    const { extensions, singleValueProperties } = instance.record;
    switch (name) {
      case 'extensions':
        return view.isBasic
          ? undefined
          : extensions.filter((each) => matchesId(filter, each.extensionName)).map(extensionJson);
      case 'singleValueExtendedProperties': {
        const found = [...singleValueProperties].filter(([id]) => matchesId(filter, id));
        return found.length > 0 ? found.map(([id, value]) => ({ id, value })) : undefined;
      }
      case 'exceptionOccurrences':
        return exceptionsOf(state).map((each) => eventJson(each, state, view));
      default:
        return undefined;
    }
  }
  return {
    ...json,
    ...(instance.type === 'seriesMaster' && {
      cancelledOccurrences: [...state.cancelledDays].map((day) => `OID.${state.main.id}.${day}`),
    }),
    ...Object.fromEntries(Object.entries(expanded).filter(([, value]) => value !== undefined)),
  };
}

function exceptionsOf({ exceptions, main }: ItemState): Instance[] {
  return [...exceptions].map(([day, record]) => ({ type: 'exception', record, day, master: main }));
}

export function getEvent(parts: GraphParts): Handler {
  return (context) => {
    expectPermission(context, 'read');
    const json = wholeJson(context, namedEvent(context, parts));
    return answerObject(context, parts, 'event', selected(context, 'event')(json));
  };
}

/** Single events and masters of a calendar, the newest first. */
export function listEvents(parts: GraphParts): Handler {
  return (context) => {
    expectPermission(context, 'read');
    const states = entryOf(context, parts).store.all();
    const rows = states
      .sort((one, other) => other.main.created - one.main.created)
      .map((state) => ({ state, instance: instanceOf(state, undefined, 'last-day') }));
    return answerEvents(context, parts, rows);
  };
}

/** Single events, occurrences and exceptions of a window, by their start. */
export function listView(parts: GraphParts): Handler {
  return (context) => {
    expectPermission(context, 'read');
    const window = windowOf(context);
    const rows = entryOf(context, parts)
      .store.all()
      .flatMap((state) => rowsWithin(state, window, context));
    return answerEvents(context, parts, byStart(rows));
  };
}

/** Occurrences and exceptions of one series in a window. */
export function listInstances(parts: GraphParts): Handler {
  return (context) => {
    expectPermission(context, 'read');
    const window = windowOf(context);
    const { state, instance } = namedEvent(context, parts);
    if (instance.type !== 'seriesMaster') {
      throw badRequest('Instances can be listed of a series master only.');
    }
    return answerEvents(context, parts, byStart(rowsWithin(state, window, context)));
  };
}

type Row = Pick<NamedEvent, 'state' | 'instance'>;

function rowsWithin(
  state: ItemState,
  window: { from: number; to: number },
  context: GraphContext,
): Row[] {
  const instances = instancesWithin(state, window, shortMonthsOf(context));
  return instances.map((instance) => ({ state, instance }));
}

function byStart(rows: readonly Row[]): Row[] {
  const startOf = ({ instance }: Row) => instantOfTime(instance.record.start);
  return [...rows].sort((one, other) => startOf(one) - startOf(other));
}

function answerEvents(context: GraphContext, parts: GraphParts, rows: readonly Row[]): Response {
  const { maxPageSize } = readPreferences(context.req.header('Prefer'));
  const size = pageSize(context, maxPageSize);
  const isFitting = readFilter(parameter(context, '$filter'));
  if (parameter(context, '$search') !== undefined) {
    throw badRequest("The query parameter '$search' is not supported for events.");
  }
  const filtersOrSorts = parameter(context, '$filter') ?? parameter(context, '$orderby');
  const whole = ({ instance, state }: Row) => wholeJson(context, { instance, state });
  if (filtersOrSorts === undefined) {
    const { page, links } = pageOf(context, rows, size);
    return answerList(
      context,
      parts,
      'event',
      page.map(whole).map(selected(context, 'event')),
      links,
    );
  }
  const fitting = rows.map(whole).filter(isFitting);
  const { page, links } = pageOf(context, sorted(fitting, parameter(context, '$orderby')), size);
  return answerList(context, parts, 'event', page.map(selected(context, 'event')), links);
}

/** By the properties of `$orderby` such as `subject,start/dateTime desc`: each decides where those before it are the same. */
function sorted(events: readonly Json[], orderBy: string | undefined): readonly Json[] {
  if (orderBy === undefined) {
    return events;
  }
  const keys = orderBy.split(',').map((key) => {
    const [path = '', direction = 'asc'] = key.trim().split(/\s+/);
    return { names: path.split('/'), sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  return [...events].sort((one, other) => {
    for (const { names, sign } of keys) {
      const [a, b] = [textAt(one, names), textAt(other, names)];
      if (a !== b) {
        return a < b ? -sign : sign;
      }
    }
    return 0;
  });
}

function textAt(event: Json, names: readonly string[]): string {
  return String(names.reduce<unknown>((value, name) => (value as Json | undefined)?.[name], event));
}
