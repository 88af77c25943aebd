import { Injectable, signal } from '@angular/core';
import { CalendarSyncError, type SignOutOptions } from 'ngx-calendar-sync';

/** What the user is asked before writes are lost that are not saved yet. */
export interface LeaveQuestion {
  readonly kind: 'sign-out' | 'disconnect';
  /** How many writes. */
  readonly pendingWrites: number;
  /** To be called once. */
  answer(goes: boolean): void;
}

/** Ends sessions, and asks the user first where that would lose writes. */
@Injectable({ providedIn: 'root' })
export class Leaving {
  readonly #question = signal<LeaveQuestion | undefined>(undefined);
  readonly #isLeaving = signal(false);

  /** The question that the user has to answer now. */
  readonly question = this.#question.asReadonly();
  /** Whether writes are being given up with the session. */
  readonly isLeaving = this.#isLeaving.asReadonly();

  /** @returns whether the session has ended */
  async leave(
    kind: LeaveQuestion['kind'],
    end: (options: SignOutOptions) => Promise<void>,
  ): Promise<boolean> {
    try {
      await end({});
      return true;
    } catch (thrown) {
      const { code, pendingWrites = 0 } = CalendarSyncError.from(thrown);
      if (code !== 'pending-writes') {
        throw thrown;
      }
      if (!(await this.#asked(kind, pendingWrites))) {
        return false;
      }
    }
    this.#isLeaving.set(true);
    try {
      await end({ discard: true });
      return true;
    } finally {
      this.#isLeaving.set(false);
    }
  }

  #asked(kind: LeaveQuestion['kind'], pendingWrites: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.#question.set({
        kind,
        pendingWrites,
        answer: (goes) => {
          this.#question.set(undefined);
          resolve(goes);
        },
      });
    });
  }
}
