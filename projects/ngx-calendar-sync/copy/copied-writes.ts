import { concatMap, filter, type Observable, switchMap, take, takeUntil } from 'rxjs';
import {
  type CalendarEvent,
  type ɵConfirmWrite as ConfirmWrite,
  type ɵEventBackend as EventBackend,
  type ɵPullScope as PullScope,
  ɵtargetOf as targetOf,
  ɵworldwideRangeOf as worldwideRangeOf,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { OwnWrites } from './calendar-changes';
import type { CompletedPull } from './copy-progress';
import type { HeldEvents } from './held-events';
import { keepsTime } from './pull-scope';

export interface CopiedWritesContext<E extends CalendarEvent> {
  readonly held: Pick<HeldEvents<E>, 'held'>;
  /** Shows the writes of what the copy does not hold. */
  readonly online: Pick<EventBackend<E, unknown>, 'beforeWrite'>;
  /** The completed pulls of all tabs. */
  readonly pulled$: Observable<CompletedPull>;
  readonly isListed: (calendarId: string) => boolean;
  readonly scope: () => PullScope;
  /** Has a calendar pulled. */
  readonly sync: (calendarId: string) => Promise<void>;
  /** Resolves when what has been pulled is shown. */
  readonly readsDone: () => Promise<void>;
  /** From then on nobody waits for a write to be shown. */
  readonly closed$: Observable<void>;
}

/** The writes of this tab, until the copy shows them. */
export class CopiedWrites<E extends CalendarEvent> implements Pick<
  EventBackend<E, unknown>,
  'beforeWrite'
> {
  readonly #context: CopiedWritesContext<E>;

  /** Tells the changes that this tab has made from those of others. */
  readonly own = new OwnWrites();

  constructor(context: CopiedWritesContext<E>) {
    this.#context = context;
  }

  beforeWrite(target: WriteTarget, event: E | undefined): ConfirmWrite<E> {
    const { calendarId } = target;
    const confirmCopied = this.#confirmCopied(target);
    const confirmOnline = this.#context.online.beforeWrite(target, event);
    return (write, onShown) => {
      const { overlay } = write;
      const written = overlay.kind === 'put' ? overlay.event : undefined;
      this.own.add(calendarId, written ?? { id: targetOf(overlay).eventId });
      // A write may move an event into what the copy holds or out of it; both show that with the next pull.
      if (this.#isCopied(calendarId, event) || this.#isCopied(calendarId, written ?? event)) {
        confirmOnline(write, () => undefined);
        confirmCopied(write, onShown);
      } else {
        confirmOnline(write, onShown);
      }
    };
  }

  /** Whether an event is one that the copy is to hold; what is not is asked for online whenever it is viewed. */
  #isCopied(calendarId: string, event: E | undefined): boolean {
    const { isListed, scope } = this.#context;
    const time = event && worldwideRangeOf(event);
    return isListed(calendarId) && (!time || keepsTime(scope(), time));
  }

  /**
   * Has a calendar pulled until a completed pull of it, by whichever tab, has brought a write or something later. A pull
   * that fails is followed by the next one; what happens to other calendars does not matter.
   */
  #confirmCopied(target: WriteTarget): ConfirmWrite<E> {
    const { held, pulled$, readsDone, closed$, sync } = this.#context;
    const before = held.held(target);
    const { calendarId } = target;
    return (write, onShown) => {
      const written = targetOf(write.overlay);
      pulled$
        .pipe(
          filter((pulled) => pulled.calendarId === calendarId),
          concatMap(async ({ begunAt }) => {
            // What is created under another id than it was shown by was not held before.
            const heldBefore = written.eventId === target.eventId ? await before : undefined;
            return write.isShownBy(heldBefore, await held.held(written), begunAt);
          }),
          filter(Boolean),
          take(1),
          switchMap(() => readsDone()),
          takeUntil(closed$),
        )
        .subscribe(onShown);
      sync(calendarId).catch(() => undefined);
    };
  }
}
