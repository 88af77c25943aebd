import {
  type EventTime,
  ɵsameJson as sameJson,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵSeriesOverlay as SeriesOverlay,
  type ɵSeriesPart as SeriesPart,
  type ɵSeriesWrite as SeriesWrite,
  type SendUpdates,
} from 'ngx-calendar-sync/core';
import { ɵnewId as newId } from 'ngx-calendar-sync/core/outbox';
import {
  type ɵEventContext as EventContext,
  type GoogleCalendarEvent,
  type ɵGoogleEventPatch as GoogleEventPatch,
  type ɵGoogleTypes as GoogleTypes,
  ɵtoEvent as toEvent,
  ɵwithout as without,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { patched, toPatch } from './event-patch';
import { checkedEvent, checkedPatch } from './event-rules';
import type { ExceptionPatch, GoogleRequest, GoogleWrite, SplitRequest } from './google-request';
import { fieldsOf } from './merge-edit';
import type { PlannedWrites } from './planned-writes';
import { newSeriesOf } from './series/new-series';
import { patchOfAll } from './series/patch-of-all';
import { type RefittedException, refittedExceptions } from './series/refitted-exceptions';
import { lengthOf, seriesTimesOf, timeAfter, toWire } from './series/series-times';
import { splitSeries, type SplitSeries } from './series/split-series';
import { splitSeriesId } from './series/split-series-id';
import { writtenEvent } from './written-event';

type Part = SeriesPart<GoogleCalendarEvent>;

/** Plans writes that were made on one occurrence of a series and are meant for several. */
export async function planSeriesWrite(
  write: SeriesWrite<GoogleTypes>,
  sendUpdates: SendUpdates | undefined,
  planned: PlannedWrites,
): Promise<GoogleWrite> {
  const { series, calendarId } = write;
  const { scope, master, occurrence } = series;
  const context = planned.writeContext(calendarId);
  if (write.kind === 'respond') {
    const { kind, response, comment } = write;
    const all = { kind, calendarId, event: master, isSeen: true, response, comment } as const;
    return { ...inScope(planned.plan(all, sendUpdates), series), scope };
  }
  const zone = context.calendar?.timeZone;
  const from = occurrence.originalStart ?? occurrence.start;
  const split =
    scope === 'following'
      ? await splitSeries(master.googleEvent, exceptionsOf(series), from, zone)
      : undefined;
  if (write.kind === 'delete') {
    return split?.before
      ? deletedFrom({ series, split, from, sendUpdates, context })
      : {
          ...planned.plan(
            { kind: 'delete', calendarId, event: referenceTo(master), seen: master },
            sendUpdates,
          ),
          scope,
        };
  }
  const { changes } = write;
  const { recurrence } = changes;
  // An occurrence has no rule: that of an edit is compared with the master's.
  const isNewRule =
    recurrence !== undefined && !sameJson(recurrence ?? null, master.recurrence ?? null);
  const edited: GoogleEventPatch = {
    ...without(toPatch(changes, context, occurrence.googleEvent), ['recurrence']),
    ...(isNewRule ? { recurrence } : {}),
  };
  checkedPatch(edited, changes, occurrence.googleEvent);
  return split?.before
    ? splitAt({ series, split, from, edited, sendUpdates, context })
    : allChanged({ series, edited, sendUpdates, context });
}

interface Edited {
  readonly series: Part;
  /** The patch of the occurrence that the edit was made on. */
  readonly edited: GoogleEventPatch;
  readonly sendUpdates: SendUpdates | undefined;
  readonly context: EventContext;
}

async function allChanged({ series, edited, sendUpdates, context }: Edited): Promise<GoogleWrite> {
  const { master, occurrence } = series;
  const before = master.googleEvent;
  const zone = context.calendar?.timeZone;
  const patch = await patchOfAll(occurrence.googleEvent, before, edited, zone);
  const resource = patched(before, patch);
  const after = writtenEvent(resource, context);
  // Google leaves out the exceptions that a moved series has no place for: they are made anew.
  const isMoved = 'start' in patch || 'end' in patch || 'recurrence' in patch;
  const refitted =
    isMoved && after.recurrence
      ? await refittedExceptions(
          resource,
          exceptionsOf(series),
          before,
          master.start,
          zone,
          occurrence.originalStart === undefined
            ? null
            : { originalStart: occurrence.originalStart, times: timesOf(edited) },
        )
      : [];
  const own = isMoved ? without(edited, ['start', 'end']) : edited;
  const exceptions = [...refitted, ...ownFieldsOf(series, own)];
  const request: GoogleRequest = {
    kind: 'patch',
    eventId: master.id,
    patch,
    before,
    ...(exceptions.length > 0 ? { exceptions } : {}),
    ...(isMoved ? { seen: exceptionsOf(series) } : {}),
    sendUpdates,
  };
  return {
    kind: 'update',
    scope: series.scope,
    fields: fieldsOf(edited),
    shown: isMoved
      ? { ...overlayOf(series, after), ...shownExceptions(after, refitted, context) }
      : overlayOf(withEditedException(series, edited, context), after),
    version: master.version,
    base: master,
    request,
  };
}

function timesOf({ start, end }: GoogleEventPatch): Pick<GoogleEventPatch, 'start' | 'end'> {
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

/** An edit that was made on an exception holds for it too, also where it has a value of its own. */
function ownFieldsOf({ exceptions, occurrence }: Part, edited: GoogleEventPatch): ExceptionPatch[] {
  const patch = without(edited, ['recurrence']);
  const exception = exceptions.find(({ id }) => id === occurrence.id);
  return exception && Object.keys(patch).length > 0
    ? [{ id: occurrence.id, patch, before: exception.googleEvent }]
    : [];
}

function withEditedException(series: Part, edited: GoogleEventPatch, context: EventContext): Part {
  const [own] = ownFieldsOf(series, edited);
  return {
    ...series,
    exceptions: series.exceptions.map((exception) =>
      exception.id === own?.id
        ? writtenEvent(patched(exception.googleEvent, own.patch), context)
        : exception,
    ),
  };
}

interface Split extends Edited {
  readonly split: SplitSeries;
  readonly from: EventTime;
}

async function splitAt({
  series,
  split,
  from,
  edited,
  sendUpdates,
  context,
}: Split): Promise<GoogleWrite> {
  const { master } = series;
  const { calendarId } = master;
  const zone = context.calendar?.timeZone;
  const before = master.googleEvent;
  const id = splitSeriesId(master.id, from, newId());
  const drafted = await newSeriesOf(before, split, edited, id, from, zone);
  const refitted = await refittedExceptions(drafted, split.exceptions.after, before, from, zone);
  // What recurs no more is added at once as its occurrence was.
  const single = drafted.recurrence ? undefined : refitted[0];
  const resource = checkedEvent(single ? patched(drafted, single.patch) : drafted, {});
  const exceptions = single ? [] : refitted;
  const added = writtenEvent({ ...resource, organizer: { self: true } }, context);
  const recurrence = split.before ?? [];
  const request: GoogleRequest = {
    kind: 'split',
    eventId: master.id,
    before,
    recurrence,
    added: { resource, exceptions },
    whole: await wholeSeries(series, split, zone),
    sendUpdates,
  };
  return {
    kind: 'update',
    scope: 'following',
    fields: fieldsOf(edited),
    shown: {
      kind: 'series',
      target: { calendarId, eventId: master.id },
      from,
      master: added,
      ...shownExceptions(added, exceptions, context),
      rest: writtenEvent({ ...before, recurrence: [...recurrence] }, context),
    },
    version: master.version,
    base: master,
    request,
  };
}

/** What a series was before it was divided. */
async function wholeSeries(
  series: Part,
  split: SplitSeries,
  zone: string | undefined,
): Promise<SplitRequest['whole']> {
  const before = series.master.googleEvent;
  // The series comes back at its own times: its exceptions stay where they were.
  const { start } = seriesTimesOf(before, zone);
  return {
    exceptions: exceptionsOf(series),
    patches: await refittedExceptions(before, split.exceptions.after, before, start, zone, null),
  };
}

async function deletedFrom({
  series,
  split,
  from,
  sendUpdates,
  context,
}: Omit<Split, 'edited'>): Promise<GoogleWrite> {
  const { master } = series;
  const { calendarId, googleEvent: before } = master;
  const recurrence = split.before ?? [];
  const request: GoogleRequest = {
    kind: 'split',
    eventId: master.id,
    before,
    recurrence,
    whole: await wholeSeries(series, split, context.calendar?.timeZone),
    sendUpdates,
  };
  return {
    kind: 'delete',
    scope: 'following',
    shown: {
      kind: 'series',
      target: { calendarId, eventId: master.id },
      from,
      master: undefined,
      exceptions: [],
      cancelled: [],
      rest: writtenEvent({ ...before, recurrence: [...recurrence] }, context),
    },
    version: master.version,
    base: master,
    request,
  };
}

/** A write of the master as it shows on all occurrences. */
function inScope(write: GoogleWrite, series: Part): GoogleWrite {
  const { shown } = write;
  return shown.kind === 'series' && shown.master
    ? { ...write, shown: overlayOf(series, shown.master) }
    : write;
}

function overlayOf(
  { master: { id, calendarId }, exceptions, cancelled }: Part,
  master: GoogleCalendarEvent,
): SeriesOverlay<GoogleCalendarEvent> {
  return {
    kind: 'series',
    target: { calendarId, eventId: id },
    master,
    exceptions,
    cancelled,
  };
}

/** The exceptions of a series as Google has them, deleted occurrences among them. */
function exceptionsOf({ exceptions, cancelled, master }: Part): readonly GoogleEvent[] {
  return [
    ...exceptions.map(({ googleEvent }) => googleEvent),
    ...cancelled.map((originalStart): GoogleEvent => ({
      status: 'cancelled',
      recurringEventId: master.id,
      originalStartTime:
        originalStart.length === 10 ? { date: originalStart } : { dateTime: originalStart },
    })),
  ];
}

/** The exceptions of the new series, as they show until Google has made them. */
function shownExceptions(
  { id: seriesId, googleEvent }: GoogleCalendarEvent,
  refitted: readonly RefittedException[],
  context: EventContext,
): Pick<SeriesEventsOf<GoogleCalendarEvent>, 'exceptions' | 'cancelled'> {
  const times = seriesTimesOf(googleEvent, context.calendar?.timeZone);
  const resourceOf = ({ id, originalStart, patch }: RefittedException): GoogleEvent => {
    const start = toWire(originalStart, times.timeZone);
    const end = toWire(timeAfter(originalStart, lengthOf(times), times.timeZone), times.timeZone);
    const occurrence = { id, recurringEventId: seriesId, originalStartTime: start, start, end };
    return patched({ ...without(googleEvent, ['recurrence']), ...occurrence }, patch);
  };
  const isCancelled = ({ patch }: RefittedException) => patch.status === 'cancelled';
  return {
    exceptions: refitted
      .filter((exception) => !isCancelled(exception))
      .flatMap((exception) => toEvent(resourceOf(exception), context) ?? []),
    cancelled: refitted.filter(isCancelled).map(({ originalStart }) => originalStart),
  };
}

function referenceTo({ id, version }: GoogleCalendarEvent) {
  return version === undefined ? { id } : { id, version };
}
