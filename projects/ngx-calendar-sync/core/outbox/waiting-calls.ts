import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  ɵheardError as heardError,
  ɵshownEvent as shownEvent,
  type ɵStoredWrite as StoredWrite,
} from 'ngx-calendar-sync/core';

interface Call<E extends CalendarEvent> {
  readonly answer: Promise<E | undefined>;
  readonly resolve: (event: E | undefined) => void;
  readonly reject: (error: CalendarSyncError) => void;
}

/** The calls of the app that wait until their write is confirmed, by the id of the write. */
export class WaitingCalls<E extends CalendarEvent> {
  readonly #calls = new Map<string, Call<E>>();

  wait(id: string): Promise<E | undefined> {
    const waiting = this.#calls.get(id);
    if (waiting) {
      return waiting.answer;
    }
    let call: Omit<Call<E>, 'answer'> | undefined;
    const answer = new Promise<E | undefined>((resolve, reject) => {
      call = { resolve, reject };
    });
    if (call) {
      this.#calls.set(id, { answer, ...call });
    }
    return answer;
  }

  /** Tells the call what has become of its write. */
  follow({ id, plan, state, answer, error }: StoredWrite<E>): void {
    const refusal = error && heardError(error);
    if (answer && !refusal) {
      this.#calls.get(id)?.resolve(answer.isVoid ? shownEvent(plan.shown) : answer.event);
      this.#calls.delete(id);
    } else if (answer ?? (state === 'failed' || state === 'conflict')) {
      this.reject(id, refusal);
    }
  }

  /** @param error By default it says that the write was taken back. */
  reject(id: string, error?: CalendarSyncError): void {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    call?.reject(error ?? cancelled());
  }

  close(): void {
    for (const id of this.#calls.keys()) {
      this.reject(id);
    }
  }
}

function cancelled(): CalendarSyncError {
  return new CalendarSyncError(
    'cancelled',
    ngDevMode && 'The write was taken back before it was confirmed, or the session has ended.',
  );
}
