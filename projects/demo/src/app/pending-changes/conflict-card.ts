import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { ConflictChoice, ConflictSide } from 'ngx-calendar-sync';
import type { ConflictView } from './conflict-view';

/** An event that the user and somebody else have changed, with both sides of it: the user chooses which stays. */
@Component({
  selector: 'app-conflict-card',
  templateUrl: './conflict-card.html',
  styleUrl: './conflict-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConflictCard {
  readonly conflict = input.required<ConflictView>();
  readonly chosen = output<ConflictChoice>();

  readonly whose: Readonly<Record<ConflictSide, string>> = {
    mine: $localize`:@@pendingChanges.mine:Mine`,
    theirs: $localize`:@@pendingChanges.theirs:Theirs`,
  };
  readonly titleId = computed(() => `conflict-${this.conflict().id}`);
  /** Whether the sides can be mixed. */
  readonly isByField = computed(
    () => this.conflict().kind === 'both-changed' && this.conflict().rows.length > 1,
  );
  readonly #sides = signal<Readonly<Record<string, ConflictSide>>>({});

  sideOf(field: string): ConflictSide {
    return this.#sides()[field] ?? 'mine';
  }

  choose(field: string, side: ConflictSide): void {
    this.#sides.update((sides) => ({ ...sides, [field]: side }));
  }

  keepChosen(): void {
    const choices = this.conflict().rows.map(({ field }) => [field, this.sideOf(field)]);
    this.chosen.emit(Object.fromEntries(choices) as ConflictChoice);
  }
}
