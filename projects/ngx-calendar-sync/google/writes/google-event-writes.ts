import {
  type ɵEventContext as EventContext,
  type ɵEventWrites as EventWrites,
  type ɵGoogleCalendarApi as GoogleCalendarApi,
  type GoogleCalendarEvent,
  ɵisSameBut as isSameBut,
  type ɵReadResources as ReadResources,
} from 'ngx-calendar-sync/google/runtime';
import {
  ɵrelocatedPlan as relocatedPlan,
  ɵrenamedPlan as renamedPlan,
} from 'ngx-calendar-sync/core';
import { ɵinstanceIdPrefix as instanceIdPrefix } from 'ngx-calendar-sync/google/times';
import { isMovedUnchanged } from './event-move';
import { type GoogleRequest, type GoogleWrite, requestOf } from './google-request';
import { MergedWrites } from './merged-writes';
import { inOrderOfSeries } from './order-of-series';
import { PlannedWrites } from './planned-writes';
import { SentWrites } from './sent-writes';
import { planSeriesWrite } from './series-writes';

/** How events are written at Google. */
export class GoogleEventWrites implements EventWrites {
  readonly #planned: PlannedWrites;
  readonly #sent: SentWrites;
  readonly #merged: MergedWrites;

  constructor(
    api: GoogleCalendarApi,
    readResources: ReadResources,
    contextOf: (calendarId: string) => EventContext,
  ) {
    this.#planned = new PlannedWrites(readResources, contextOf);
    this.#sent = new SentWrites(api, readResources, contextOf);
    this.#merged = new MergedWrites(this.#planned, contextOf);
  }

  readonly planWrite: EventWrites['planWrite'] = (write, sendUpdates) =>
    inOrderOfSeries(this.#planned.plan(write, sendUpdates));

  readonly planSeriesWrite: EventWrites['planSeriesWrite'] = async (write, sendUpdates) =>
    inOrderOfSeries(await planSeriesWrite(write, sendUpdates, this.#planned));

  readonly sendWrite: EventWrites['sendWrite'] = (write, version, keep) =>
    this.#sent.send(write, version, keep);

  readonly mergeWrite: EventWrites['mergeWrite'] = (write, theirs, choice) =>
    this.#merged.merge(write, theirs, choice);

  readonly joinWrites: EventWrites['joinWrites'] = (first, second) =>
    this.#merged.join(first, second);

  readonly undoWrite: EventWrites['undoWrite'] = (write, answer) =>
    this.#merged.undo(write, answer);

  readonly renameWrite: EventWrites['renameWrite'] = (write, from, to) => {
    const prefix = instanceIdPrefix(from);
    return renamedPlan(write, (id) => {
      if (id === from) {
        return to;
      }
      return id.startsWith(prefix) ? `${instanceIdPrefix(to)}${id.slice(prefix.length)}` : id;
    });
  };

  readonly relocateWrite: EventWrites['relocateWrite'] = (write, from, to) => {
    const request = requestOf(write);
    const isFromThere = request.kind === 'move' && request.from === from;
    return {
      ...relocatedPlan(write, from, to),
      request: isFromThere ? ({ ...request, from: to } satisfies GoogleRequest) : request,
    };
  };

  readonly checkDeleted: EventWrites['checkDeleted'] = (write) => this.#sent.checkDeleted(write);

  readonly readEvent: EventWrites['readEvent'] = (target) => this.#sent.readEvent(target);

  readonly readSeries: EventWrites['readSeries'] = (calendarId, seriesId) =>
    this.#sent.readSeries(calendarId, seriesId);

  readonly holdsOwnChangesOnly = (write: GoogleWrite, answer: GoogleCalendarEvent): boolean => {
    const request = requestOf(write);
    if (request.kind === 'move') {
      return isMovedUnchanged(request.before, answer.googleEvent);
    }
    const { shown } = write;
    return shown.kind === 'put' && isSameBut(shown.event.googleEvent, answer.googleEvent);
  };
}
