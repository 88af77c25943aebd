import { computed, effect, inject, Injectable, signal } from '@angular/core';
import type { ConflictChoice, PendingWrite } from 'ngx-calendar-sync';
import type { AnyEvent } from '../accounts/any-account';
import { UserCalendars } from '../accounts/user-calendars';
import { Palette } from '../colors/palette';
import { DisplayTimeZone } from '../config/display-time-zone';
import { Connection } from '../connection/connection';
import { calendarRemindersOf } from '../event-dialog/reminder-text';
import { appLocale } from '../language/app-locale';
import { listText } from '../language/list-text';
import { pluralText } from '../language/plural-text';
import { Toasts } from '../toasts/toasts';
import { conflictView } from './conflict-view';
import { RulesInWords } from './rules-in-words';
import { writeStateText, writeText } from './write-text';

/** Most changes are saved sooner: a mark for them would only flicker. */
const MARKED_AFTER_MS = 1_500;

type Pending = PendingWrite<AnyEvent>;

/** A new event that was refused, with all that was typed. */
export interface RefusedEvent {
  /** The id of its write. */
  readonly id: string;
  readonly event: AnyEvent;
  readonly tellGuests: boolean;
}

/** The changes that are not confirmed, in words, and what the user can do about them. */
@Injectable({ providedIn: 'root' })
export class PendingChanges {
  readonly #calendars = inject(UserCalendars);
  readonly #connection = inject(Connection);
  readonly #palette = inject(Palette);
  readonly #rules = inject(RulesInWords);
  readonly #toasts = inject(Toasts);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #takenBack = signal<ReadonlySet<string>>(new Set());
  readonly #isSlow = signal(false);

  /** Whether they are on screen. */
  readonly isOpen = signal(false);
  readonly isOffline = this.#connection.isOffline;
  readonly count = computed(() => this.#calendars.pendingWrites().length);
  /** Those that nothing but the user moves on. */
  readonly stuckCount = computed(
    () =>
      this.#calendars
        .pendingWrites()
        .filter(({ state }) => state === 'failed' || state === 'conflict').length,
  );
  /** Whether something is to be said about them. */
  readonly isMarked = computed(
    () => this.isOffline() || this.stuckCount() > 0 || (this.count() > 0 && this.#isSlow()),
  );
  /** Those that are not conflicts, which are shown with both of their sides. */
  readonly writes = computed(() => {
    const place = this.#place();
    const names = new Map(this.#calendars.calendars().map(({ id, name }) => [id, name]));
    return this.#calendars
      .pendingWrites()
      .filter(({ state }) => state !== 'conflict')
      .map((write) => ({
        id: write.id,
        state: write.state,
        refused: this.#refused(write),
        text: writeText(write, names.get(write.calendarId), place),
        // What keeps all of them waiting does not end by trying one of them.
        canBeRetried:
          write.state === 'failed' || (write.state === 'waiting' && !this.#obstacle(write)),
        stateText: writeStateText(write, this.#obstacle(write)),
      }));
  });
  readonly conflicts = computed(() =>
    this.#calendars.conflicts().map((conflict) => {
      const event = conflict.mine ?? conflict.theirs ?? conflict.base;
      const calendar = this.#calendars.calendars().find(({ id }) => id === event?.calendarId);
      return conflictView(conflict, {
        ...this.#place(),
        calendarReminders: calendarRemindersOf(calendar?.googleCalendar?.defaultReminders),
        ruleInWords: (one: AnyEvent) => this.#rules.of(one),
        colorName: (one: AnyEvent) => this.#palette.nameOf(one),
      });
    }),
  );
  /** How they stand in one sentence; empty where all is saved. */
  readonly summary = computed(() => {
    const stuck = this.stuckCount();
    const moving = this.count() - stuck;
    const texts = [
      ...(stuck > 0
        ? [
            pluralText(
              $localize`:@@pendingChanges.stuckCount:one {# change not saved} other {# changes not saved}`,
              stuck,
            ),
          ]
        : []),
      ...(moving > 0 ? [this.#movingText(moving)] : []),
    ];
    return listText(texts);
  });

  readonly #place = computed(() => ({ locale: appLocale(), timeZone: this.#timeZone() }));

  constructor() {
    const isSaving = computed(() => this.count() > 0);
    effect((onCleanup) => {
      this.#isSlow.set(false);
      if (isSaving()) {
        const timer = setTimeout(() => {
          this.#isSlow.set(true);
        }, MARKED_AFTER_MS);
        onCleanup(() => {
          clearTimeout(timer);
        });
      }
    });
  }

  /** Whether the user has taken the write back, which is therefore neither saved nor lost. */
  isTakenBack(id: string): boolean {
    return this.#takenBack().has(id);
  }

  /** To be called before a write is taken back by what is not {@link discard}. */
  noteTakenBack(id: string): void {
    this.#takenBack.update((ids) => new Set(ids).add(id));
  }

  retry(id: string): Promise<void> {
    return this.#tell(this.#calendars.retryWrite(id));
  }

  discard(id: string): Promise<void> {
    this.noteTakenBack(id);
    return this.#tell(this.#calendars.discardWrite(id));
  }

  resolve(id: string, choice: ConflictChoice): Promise<void> {
    return this.#tell(this.#calendars.resolveConflict(id, choice));
  }

  /** What a refused insert was to add, with the later changes of it, which wait behind it. */
  #refused(insert: Pending): RefusedEvent | undefined {
    if (insert.kind !== 'insert' || insert.state !== 'failed') {
      return undefined;
    }
    const { id, eventId, sendUpdates } = insert;
    const ofEvent = this.#calendars.pendingWrites().filter((write) => write.eventId === eventId);
    const event = ofEvent.at(-1)?.event;
    return event && { id, event, tellGuests: sendUpdates === 'all' };
  }

  /** What keeps a write waiting, together with all others of its account. */
  #obstacle({ calendarId }: Pending): 'network' | 'sign-in' | undefined {
    const account = this.#calendars.accountOf(calendarId);
    if (this.#connection.isCut(account)) {
      return 'network';
    }
    return account.session()?.state === 'active' ? undefined : 'sign-in';
  }

  #movingText(count: number): string {
    return this.#calendars.pendingWrites().some((write) => this.#obstacle(write))
      ? pluralText(
          $localize`:@@pendingChanges.waitingCount:one {# change waiting} other {# changes waiting}`,
          count,
        )
      : pluralText(
          $localize`:@@pendingChanges.savingCount:one {saving # change} other {saving # changes}`,
          count,
        );
  }

  async #tell(command: Promise<void>): Promise<void> {
    try {
      await command;
    } catch (error) {
      this.#toasts.problem($localize`:@@pendingChanges.notDone:Nothing was changed.`, error);
    }
  }
}
