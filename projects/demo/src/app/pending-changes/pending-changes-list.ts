import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { focusKeeper } from '../focus/focus-keeper';
import { ConflictCard } from './conflict-card';
import { PendingChanges } from './pending-changes';

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

  readonly changes = inject(PendingChanges);
  readonly keepFocusAfter = focusKeeper(() => this.focusTarget());
}
