import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { focusKeeper } from '../focus/focus-keeper';
import { ConflictCard } from './conflict-card';
import { PendingChanges, type RefusedEvent } from './pending-changes';

/** The changes that Google has not confirmed, each with what the user can do about it. */
@Component({
  selector: 'app-pending-changes-list',
  imports: [ConflictCard],
  templateUrl: './pending-changes-list.html',
  styleUrl: './pending-changes-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PendingChangesList {
  /** What gets the focus when the pressed button is gone with its change. */
  readonly focusTarget = input.required<HTMLElement>();

  /** Whether there is a form in which a refused new event can be opened. */
  readonly canEdit = input(false);
  readonly edited = output<RefusedEvent>();

  readonly changes = inject(PendingChanges);
  readonly keepFocusAfter = focusKeeper(() => this.focusTarget());
}
