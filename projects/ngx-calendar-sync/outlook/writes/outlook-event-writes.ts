import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import {
  ɵrelocatedPlan as relocatedPlan,
  ɵrenamedPlan as renamedPlan,
} from 'ngx-calendar-sync/core';
import {
  type ɵEventContext as EventContext,
  type ɵOutlookApi as OutlookApi,
  type ɵOutlookEventWrites as EventWrites,
} from 'ngx-calendar-sync/outlook/runtime';
import { inSteps } from './in-steps';
import { MergedWrites } from './merged-writes';
import { findOccurrence, readSeries } from './occurrences';
import { type OutlookRequest, requestOf } from './outlook-request';
import { PlannedWrites } from './planned-writes';
import { occurrenceOf, occurrenceOfId, provisionalOccurrenceId } from './provisional-occurrence';
import { gone, SentEvents } from './sent-events';
import { SentWrites } from './sent-writes';

/** Loaded when several occurrences are first written at once. */
const loadSeriesWrites = () => orNotLoaded(import('./series-writes'));

/** How events are written at Outlook. */
export class OutlookEventWrites implements EventWrites {
  readonly #planned: PlannedWrites;
  readonly #events: SentEvents;
  readonly #sent: SentWrites;
  readonly #merged: MergedWrites;

  constructor(api: OutlookApi, contextOf: (calendarId: string) => EventContext) {
    this.#planned = new PlannedWrites(contextOf);
    this.#events = new SentEvents(api, contextOf);
    this.#sent = new SentWrites(this.#events);
    this.#merged = new MergedWrites(this.#planned);
  }

  readonly planWrite: EventWrites['planWrite'] = (write, sendUpdates) =>
    this.#planned.plan(write, sendUpdates);

  readonly planSeriesWrite: EventWrites['planSeriesWrite'] = async (write, sendUpdates) => {
    const { planSeriesWrite } = await loadSeriesWrites();
    return planSeriesWrite(write, sendUpdates, this.#planned);
  };

  readonly sendWrite: EventWrites['sendWrite'] = (write, version, keep) =>
    inSteps((ask) => this.#sent.send(ask, write, version, keep));

  readonly mergeWrite: EventWrites['mergeWrite'] = (write, theirs, choice) =>
    this.#merged.merge(write, theirs, choice);

  readonly joinWrites: EventWrites['joinWrites'] = (first, second) =>
    this.#merged.join(first, second);

  readonly undoWrite: EventWrites['undoWrite'] = (write, answer) =>
    this.#merged.undo(write, answer);

  readonly occurrenceOf = occurrenceOf;

  /** Of a series, the occurrences too that are named by it. */
  readonly renameWrite: EventWrites['renameWrite'] = (write, from, to) => {
    const renamed = renamedPlan(write, (id) => {
      const occurrence = occurrenceOfId(id);
      if (id === from) {
        return to;
      }
      return occurrence?.seriesId === from
        ? provisionalOccurrenceId({ ...occurrence, seriesId: to })
        : id;
    });
    const { ordersWith } = renamed;
    return ordersWith
      ? { ...renamed, ordersWith: ordersWith.map((id) => (id === from ? to : id)) }
      : renamed;
  };

  readonly relocateWrite: EventWrites['relocateWrite'] = (write, from, to) => {
    const request = requestOf(write);
    const isFromThere = request.kind === 'move' && request.from === from;
    return {
      ...relocatedPlan(write, from, to),
      request: isFromThere ? ({ ...request, from: to } satisfies OutlookRequest) : request,
    };
  };

  readonly checkDeleted: EventWrites['checkDeleted'] = (write) =>
    inSteps((ask) => this.#sent.checkDeleted(ask, write));

  readonly readOccurrence: EventWrites['readOccurrence'] = (calendarId, provisionalId) =>
    inSteps(async (ask) => {
      const name = occurrenceOfId(provisionalId);
      const found = name && (await findOccurrence(ask, this.#events, calendarId, name));
      // The list of occurrences leaves out what apps have stored.
      return found && this.#events.read(ask, calendarId, found.id);
    });

  readonly readSeries: EventWrites['readSeries'] = (calendarId, seriesId) =>
    inSteps(async (ask) => {
      const series = await readSeries(ask, this.#events, calendarId, seriesId);
      if (!series) {
        throw gone();
      }
      return series;
    });
}
