import {
  concatMap,
  filter,
  firstValueFrom,
  type Observable,
  switchMap,
  take,
  takeUntil,
} from 'rxjs';
import {
  type CalendarEvent,
  ɵconfirmedTarget as confirmedTarget,
  type ɵConfirmWrite as ConfirmWrite,
  type ɵEventBackend as EventBackend,
  type ɵPullScope as PullScope,
  ɵshownEvent as shownEvent,
  ɵtargetOf as targetOf,
  ɵworldwideRangeOf as worldwideRangeOf,
  type ɵWriteLog as WriteLog,
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
  /** The log of writes that every tab follows; `undefined` where each tab has writes of its own. */
  readonly log: Pick<WriteLog<E>, 'leading$'> | undefined;
  /** Whether this is the tab that pulls. */
  readonly leads: () => boolean;
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
  /** The ids of the calendars that are about to be pulled. */
  readonly #toPull = new Set<string>();

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
      const { overlay, isMadeHere } = write;
      const written = overlay.kind === 'put' ? overlay.event : undefined;
      if (isMadeHere) {
        this.own.add(calendarId, shownEvent(overlay) ?? { id: targetOf(overlay).eventId });
      }
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
    const { held, pulled$, readsDone, closed$ } = this.#context;
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
            const confirmed = confirmedTarget(write.overlay, heldBefore);
            return write.isShownBy(heldBefore, await held.held(confirmed), begunAt);
          }),
          filter(Boolean),
          take(1),
          switchMap(() => readsDone()),
          takeUntil(closed$),
        )
        .subscribe(onShown);
      this.#pull(calendarId);
    };
  }

  /** Once for all writes that are confirmed together. */
  #pull(calendarId: string): void {
    if (this.#toPull.has(calendarId)) {
      return;
    }
    this.#toPull.add(calendarId);
    void this.#pullsWritten().then((pulls) => {
      this.#toPull.delete(calendarId);
      if (pulls) {
        this.#context.sync(calendarId).catch(() => undefined);
      }
    });
  }

  /**
   * Every tab follows the writes of a log, and hears of the pulls of all tabs: the calendars are pulled for the tab that
   * leads alone, and for one whose writes the others cannot see.
   */
  async #pullsWritten(): Promise<boolean> {
    const { log, leads } = this.#context;
    return !log || leads() || firstValueFrom(log.leading$, { defaultValue: false });
  }
}
