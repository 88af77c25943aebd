import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Leaving } from '../accounts/leaving';
import { pluralText } from '../language/plural-text';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { PendingChanges } from '../pending-changes/pending-changes';

/** Asks before a sign-out loses changes that are not saved at Google yet. */
@Component({
  selector: 'app-leave-dialog',
  imports: [DialogHead, Modal],
  templateUrl: './leave-dialog.html',
  styleUrl: './leave-dialog.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LeaveDialog {
  readonly question = inject(Leaving).question;
  readonly changes = inject(PendingChanges);

  readonly countText = computed(() =>
    pluralText(
      $localize`:@@leaveDialog.count:one {# change is not saved yet.} other {# changes are not saved yet.}`,
      this.question()?.pendingWrites ?? 0,
    ),
  );
}
