import {
  type EventTime,
  ɵloadRecurrenceEdits as loadRecurrenceEdits,
  ɵsameJson as sameJson,
  type ɵSeriesPart as SeriesPart,
  type ɵSeriesWrite as SeriesWrite,
  type SendUpdates,
} from 'ngx-calendar-sync/core';
import { ɵnewId as newId } from 'ngx-calendar-sync/core/outbox';
import {
  type ɵEventContext as EventContext,
  type OutlookCalendarEvent,
  type ɵOutlookTypes as OutlookTypes,
} from 'ngx-calendar-sync/outlook/runtime';
import { draftOf } from './event-copy';
import { changedFields, type Field, namedFields, plainEdit, valuesOf } from './event-fields';
import type {
  AddedSeries,
  Draft,
  Exceptions,
  OutlookRequest,
  OutlookWrite,
} from './outlook-request';
import { draftZoneOf, newEvent, type PlannedWrites } from './planned-writes';
import { withoutRule } from './provisional-occurrence';
import { editOfSeries, type EditedOccurrence } from './series/edit-of-series';
import {
  type EditedException,
  exceptionsFrom,
  refittedExceptions,
} from './series/refitted-exceptions';
import {
  counted,
  countOf,
  endless,
  isCountUnsure,
  lengthOf,
  seriesTimesOf,
  timeAfter,
} from './series/series-times';
import { inheriting, inScope, overlayOf, shownExceptions } from './series/shown-series';
import { changed, isSameTime } from './written-event';

type Part = SeriesPart<OutlookCalendarEvent>;

interface Edited {
  readonly series: Part;
  readonly edited: EditedOccurrence;
  readonly context: EventContext;
}

/** Plans writes that were made on one occurrence of a series and are meant for several. */
export async function planSeriesWrite(
  write: SeriesWrite<OutlookTypes>,
  sendUpdates: SendUpdates | undefined,
  planned: PlannedWrites,
): Promise<OutlookWrite> {
  const { series, calendarId } = write;
  const { scope, master, occurrence } = series;
  const context = planned.contextOf(calendarId);
  // The end of a rule is a day in the zone of the series, by a name of Windows.
  await context.names.load();
  if (write.kind === 'respond') {
    const { kind, response, comment } = write;
    const all = { kind, calendarId, event: master, isSeen: true, response, comment } as const;
    return { ...inScope(planned.plan(all, sendUpdates), series), scope };
  }
  const from = occurrence.originalStart ?? occurrence.start;
  const rest = scope === 'following' ? await restBefore(series, from, context) : undefined;
  if (write.kind === 'delete') {
    return rest ? deletedFrom(series, from, rest) : allDeleted(series, planned, sendUpdates);
  }
  const { recurrence, ...changes } = plainEdit(write.changes);
  const after = changed(occurrence, changes, context);
  const edited: EditedOccurrence = {
    before: occurrence,
    after,
    fields: changedFields(occurrence, after, namedFields(changes)),
    // An occurrence has no rule: that of an edit is compared with the master's.
    recurrence:
      recurrence === undefined || sameJson(recurrence ?? null, master.recurrence ?? null)
        ? undefined
        : recurrence,
  };
  return rest
    ? splitAt({ series, edited, context }, from, rest)
    : allChanged({ series, edited, context });
}

/** The master of what is left of a series before one of its occurrences; `undefined` where nothing is. */
async function restBefore(
  { master, cancelled }: Part,
  from: EventTime,
  context: EventContext,
): Promise<OutlookCalendarEvent | undefined> {
  const { dividedRecurrence } = await loadRecurrenceEdits();
  // Without its COUNT what is left ends by its last day, however Outlook counts.
  const { before } = dividedRecurrence(endless(master), from, cancelled);
  return before ? changed(master, { recurrence: before }, context) : undefined;
}

async function allChanged({ series, edited, context }: Edited): Promise<OutlookWrite> {
  const { master, occurrence, exceptions, scope } = series;
  const edit = await editOfSeries(master, edited);
  const after = changed(master, edit, context);
  const fields = changedFields(master, after, namedFields(edit));
  const changes = valuesOf(after, fields);
  const isException = exceptions.some(({ id }) => id === occurrence.id);
  const originalStart = occurrence.originalStart ?? occurrence.start;
  // An occurrence that is as its series has it moves with that.
  const areTimesOwn =
    !isSameTime(occurrence.start, originalStart) || lengthOf(occurrence) !== lengthOf(master);
  const own = valuesOf(
    edited.after,
    edited.fields.filter((field) => field !== 'times' || areTimesOwn),
  );
  const isMoved = fields.includes('times') || fields.includes('recurrence');
  const request: OutlookRequest = {
    kind: 'patch',
    eventId: master.id,
    changes,
    before: master,
    ...(isException ? { edited: { exception: occurrence, changes: own } } : {}),
  };
  const editedException = {
    originalStart,
    changes: own,
    areTimesEdited: edited.fields.includes('times'),
  };
  const refitted = isMoved
    ? await refittedExceptions(after, foundIn(series), {
        master,
        from: master.start,
        edited: editedException,
      })
    : undefined;
  return {
    kind: 'update',
    scope,
    fields: [...edited.fields, ...(edited.recurrence === undefined ? [] : ['recurrence'])],
    shown: {
      ...overlayOf(series, after),
      ...(refitted
        ? shownExceptions(after, refitted, context)
        : {
            exceptions: exceptions.map((exception) =>
              exception.id === occurrence.id
                ? changed(exception, own, context)
                : inheriting(exception, master, after, fields, context),
            ),
          }),
    },
    version: master.version,
    base: master,
    request,
  };
}

async function splitAt(
  { series, edited, context }: Edited,
  from: EventTime,
  rest: OutlookCalendarEvent,
): Promise<OutlookWrite> {
  const { master, cancelled } = series;
  const { dividedRecurrence } = await loadRecurrenceEdits();
  const { after: lines } = dividedRecurrence(seriesTimesOf(master), from, cancelled);
  // How many are left is asked when this is sent; until then what we count is shown.
  const endlessLines = isCountUnsure(master)
    ? dividedRecurrence(endless(master), from, cancelled).after
    : undefined;
  const firstLines = endlessLines ?? lines;
  const first: OutlookCalendarEvent = {
    ...withoutRule(master),
    start: from,
    end: timeAfter(from, lengthOf(master), master.timeZone),
    ...(firstLines.length > 0 ? { recurrence: firstLines } : {}),
  };
  const whole: Draft = {
    ...draftOf(first),
    timeZone: first.timeZone ?? draftZoneOf(context),
    ...(await editOfSeries(first, edited)),
  };
  const endlessRule =
    endlessLines && edited.recurrence === undefined ? whole.recurrence : undefined;
  const draft = endlessRule ? withCount(whole, endlessRule, countOf(lines)) : whole;
  const added: AddedSeries = {
    draft,
    transactionId: newId(),
    areTimesEdited: edited.fields.includes('times'),
    fields: edited.fields.filter((field) => field !== 'times'),
    ...(endlessRule ? { endlessRule } : {}),
  };
  const newSeries = newEvent(draft, added.transactionId, context);
  const refitted = await refittedExceptions(newSeries, exceptionsFrom(foundIn(series), from), {
    master,
    from,
    edited: editedBy(added, from, newSeries),
  });
  const request: OutlookRequest = {
    kind: 'split',
    eventId: master.id,
    before: master,
    from,
    recurrence: rest.recurrence ?? [],
    added,
  };
  return {
    kind: 'update',
    scope: 'following',
    fields: [...edited.fields, ...(edited.recurrence === undefined ? [] : ['recurrence'])],
    shown: {
      kind: 'series',
      target: { calendarId: master.calendarId, eventId: master.id },
      from,
      master: newSeries,
      ...shownExceptions(newSeries, refitted, context),
      rest,
    },
    version: master.version,
    base: master,
    request,
  };
}

/** A draft as a series of so many occurrences, by a rule without an end. */
export function withCount(draft: Draft, endlessRule: readonly string[], count: number): Draft {
  const single = withoutRule(draft);
  return count > 1 ? { ...single, recurrence: counted(endlessRule, count) } : single;
}

/** What of an edit holds for the exception that it was made on. */
export function editedBy(
  { areTimesEdited, fields }: AddedSeries,
  originalStart: EventTime,
  newSeries: OutlookCalendarEvent,
): EditedException {
  return {
    originalStart,
    areTimesEdited,
    changes: valuesOf(newSeries, fields as readonly Field[]),
  };
}

function deletedFrom(series: Part, from: EventTime, rest: OutlookCalendarEvent): OutlookWrite {
  const { master } = series;
  const request: OutlookRequest = {
    kind: 'split',
    eventId: master.id,
    before: master,
    from,
    recurrence: rest.recurrence ?? [],
  };
  return {
    kind: 'delete',
    scope: 'following',
    shown: {
      kind: 'series',
      target: { calendarId: master.calendarId, eventId: master.id },
      from,
      master: undefined,
      exceptions: [],
      cancelled: [],
      rest,
    },
    version: master.version,
    base: master,
    request,
  };
}

function allDeleted(
  series: Part,
  planned: PlannedWrites,
  sendUpdates: SendUpdates | undefined,
): OutlookWrite {
  const { master, scope } = series;
  const { calendarId, id, version } = master;
  const event = version === undefined ? { id } : { id, version };
  const write = planned.plan({ kind: 'delete', calendarId, event, seen: master }, sendUpdates);
  return { ...write, scope, request: { ...write.request, exceptions: foundIn(series) } };
}

function foundIn({ exceptions, cancelled }: Part): Exceptions {
  return { changed: exceptions, cancelled };
}
