import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { Account } from '../account/account';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Modal } from '../modal/modal';
import { PendingChanges } from './pending-changes';
import { PendingChangesList } from './pending-changes-list';

/** The changes that are not saved at Google yet, at the side of the page or, on a phone, as a sheet over its lower part. */
@Component({
  selector: 'app-pending-changes-panel',
  imports: [Modal, PendingChangesList],
  templateUrl: './pending-changes-panel.html',
  styleUrl: './pending-changes-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PendingChangesPanel {
  readonly closed = output();

  readonly changes = inject(PendingChanges);
  readonly #account = inject(Account);
  readonly #google = inject(GoogleCalendarService);

  /** Has Google asked again. What fails shows in the state of the service, and so here. */
  retry(): void {
    this.#account.initializeAgain();
    this.#google.refresh().catch(() => undefined);
  }
}
