import { type Observable, of } from 'rxjs';
import type { CalendarEvent } from '../../model/calendar-event';
import type { MergedWrite, PlannedWrite } from '../../provider/event-write';
import type { OutboxProvider } from '../../session/session-outbox';

/** How a scripted write is answered. */
export type Send = (version: string | undefined) => Observable<CalendarEvent | undefined>;

/** A write and the answer that it is to get. */
export interface ScriptedWrite extends Partial<PlannedWrite> {
  readonly shown: PlannedWrite['shown'];
  readonly send: Send;
}

/** A provider whose writes say by themselves how they are answered. Nothing can be merged. */
export class ScriptedProvider implements OutboxProvider<CalendarEvent> {
  readonly #sends: Send[] = [];
  /** The event as it is now, where a write is in conflict. */
  current: CalendarEvent | undefined;
  merged: MergedWrite = { kind: 'conflict', fields: ['title'] };
  recolor: (event: CalendarEvent) => CalendarEvent = (event) => event;

  plan({ send, ...write }: ScriptedWrite): PlannedWrite {
    this.#sends.push(send);
    return { kind: 'update', ...write, request: { send: this.#sends.length - 1 } };
  }

  sendWrite(
    { request }: PlannedWrite,
    version: string | undefined,
  ): Observable<CalendarEvent | undefined> {
    const send = 'send' in request ? this.#sends[Number(request.send)] : undefined;
    if (!send) {
      throw new Error('This write was not planned here.');
    }
    return send(version);
  }

  readEvent(): Observable<CalendarEvent | undefined> {
    return of(this.current);
  }

  mergeWrite(): MergedWrite {
    return this.merged;
  }

  joinWrites(): undefined {
    return undefined;
  }

  undoWrite(): PlannedWrite {
    throw new Error('This write cannot be taken back.');
  }
}
