import type { CalendarEvent } from 'ngx-calendar-sync/core';
import { areOfSameEvent, type FollowedWrite } from './followed-write';

/**
 * The confirmed moves that not all views show yet. A later write of an event that was moved stays in the log while the move
 * does: an app that starts again would show the answer to the move over it.
 */
export class UnshownMoves<E extends CalendarEvent> {
  /** Each with the later writes of its event that wait for it. */
  readonly #moves = new Map<FollowedWrite<E>, FollowedWrite<E>[]>();

  add(move: FollowedWrite<E>): void {
    this.#moves.set(move, []);
  }

  /** Whether a write that is shown waits for a move from now on, which {@link release} gives it back. */
  keeps(followed: FollowedWrite<E>): boolean {
    for (const [move, later] of this.#moves) {
      if (move.write.id < followed.write.id && areOfSameEvent(move, followed)) {
        later.push(followed);
        return true;
      }
    }
    return false;
  }

  /** A write has left the log, or is about to. @returns The writes that have waited for it. */
  release(followed: FollowedWrite<E>): readonly FollowedWrite<E>[] {
    const later = this.#moves.get(followed) ?? [];
    this.#moves.delete(followed);
    return later;
  }
}
