import { DOCUMENT, effect, inject, Injectable, Injector, untracked } from '@angular/core';
import type { PendingWrite } from 'ngx-calendar-sync';
import { UserCalendars } from '../accounts/user-calendars';
import { Accounts } from '../accounts/accounts';
import { Leaving } from '../accounts/leaving';
import { pluralText } from '../language/plural-text';
import { Toasts } from '../toasts/toasts';
import { PendingChanges } from './pending-changes';
import { refusalText, titleText } from './write-text';

/**
 * Tells the user what has become of changes that were not confirmed at once: that all are saved, after some have waited,
 * that one was refused, or that somebody else has changed the same. What the open panel shows is not told twice.
 */
@Injectable({ providedIn: 'root' })
export class WriteNews {
  readonly #calendars = inject(UserCalendars);
  readonly #accounts = inject(Accounts);
  readonly #leaving = inject(Leaving);
  readonly #changes = inject(PendingChanges);
  readonly #toasts = inject(Toasts);
  readonly #injector = inject(Injector);
  readonly #document = inject(DOCUMENT);

  #isStarted = false;
  /** Whose writes they are. */
  #addresses = '';
  #before: readonly PendingWrite[] = [];
  /** Whether one of them was not confirmed at once, so that the user has seen them wait. */
  #haveWaited = false;

  /** To be called where the changes can be opened; does nothing the second time. */
  start(): void {
    if (this.#isStarted) {
      return;
    }
    this.#isStarted = true;
    effect(
      () => {
        const writes = this.#calendars.pendingWrites();
        const addresses = this.#accounts.open().map((account) => account.address());
        const isMarked = this.#changes.isMarked();
        untracked(() => {
          this.#follow(writes, addresses.join(' '), isMarked);
        });
      },
      { injector: this.#injector },
    );
  }

  #follow(writes: readonly PendingWrite[], addresses: string, isMarked: boolean): void {
    const before = addresses === this.#addresses ? this.#before : undefined;
    this.#addresses = addresses;
    this.#before = writes;
    this.#withdrawRefused(before ?? [], writes);
    // Another tab, or the panel, says it where the user looks.
    const isTold = !this.#changes.isOpen() && !this.#document.hidden && !this.#leaving.isLeaving();
    if (before && isTold) {
      this.#tellRefused(before, writes);
      this.#tellSaved(before, writes);
    }
    this.#haveWaited = writes.length > 0 && (this.#haveWaited || isMarked);
  }

  #tellRefused(before: readonly PendingWrite[], writes: readonly PendingWrite[]): void {
    const conflicts: PendingWrite[] = [];
    const statesBefore = new Map(before.map(({ id, state }) => [id, state]));
    for (const write of writes) {
      const stateBefore = statesBefore.get(write.id);
      if (stateBefore === undefined || stateBefore === write.state) {
        continue;
      }
      if (isFailed(write)) {
        this.#toasts.problem(refusalText(write), write.error, { about: refusalOf(write) });
      } else if (write.state === 'conflict') {
        conflicts.push(write);
      }
    }
    const [conflict] = conflicts;
    if (conflict) {
      this.#toasts.done(conflictText(conflict, this.#calendars.conflicts().length), {
        about: 'pending-changes.conflicts',
        action: {
          label: $localize`:@@pendingChanges.choose:Choose`,
          run: () => {
            this.#changes.isOpen.set(true);
          },
        },
      });
    }
  }

  /** What was refused may be tried again, mended or discarded by now. */
  #withdrawRefused(before: readonly PendingWrite[], writes: readonly PendingWrite[]): void {
    const failed = new Set(writes.filter(isFailed).map(({ id }) => id));
    for (const write of before.filter(isFailed)) {
      if (!failed.has(write.id)) {
        this.#toasts.dismissAbout(refusalOf(write));
      }
    }
  }

  #tellSaved(before: readonly PendingWrite[], writes: readonly PendingWrite[]): void {
    const isAnySaved = before.some(({ id }) => !this.#changes.isTakenBack(id));
    if (writes.length === 0 && this.#haveWaited && isAnySaved) {
      this.#toasts.done($localize`:@@pendingChanges.allSaved:All changes are saved.`);
    }
  }
}

function isFailed({ state }: PendingWrite): boolean {
  return state === 'failed';
}

function refusalOf({ id }: PendingWrite): string {
  return `pending-changes.refusal.${id}`;
}

function conflictText(write: PendingWrite, count: number): string {
  return count > 1
    ? pluralText(
        $localize`:@@pendingChanges.conflictsNews:other {Somebody else has changed # events too.}`,
        count,
      )
    : $localize`:@@pendingChanges.conflictNews:Somebody else has changed ${titleText(write)}:TITLE: too.`;
}
