import { ChangeDetectionStrategy, Component, inject, output, viewChild } from '@angular/core';
import { Accounts } from '../accounts/accounts';
import { UserCalendars } from '../accounts/user-calendars';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { PendingChanges, type RefusedEvent } from './pending-changes';
import { PendingChangesList } from './pending-changes-list';

/** The changes that are not saved at Google yet, at the side of the page or, on a phone, as a sheet over its lower part. */
@Component({
  selector: 'app-pending-changes-panel',
  imports: [DialogHead, Modal, PendingChangesList],
  templateUrl: './pending-changes-panel.html',
  styleUrl: './pending-changes-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PendingChangesPanel {
  readonly closed = output();
  /** A refused new event that is to be opened in its form again. The panel closes then. */
  readonly edited = output<RefusedEvent>();

  readonly changes = inject(PendingChanges);
  readonly #accounts = inject(Accounts);
  readonly #calendars = inject(UserCalendars);

  readonly modal = viewChild.required(Modal);

  edit(refused: RefusedEvent): void {
    this.modal().close();
    this.edited.emit(refused);
  }

  /** Has the services asked again. What fails shows in the state of the services, and so here. */
  retry(): void {
    for (const account of this.#accounts.open()) {
      account.initializeAgain();
    }
    this.#calendars.refresh();
  }
}
