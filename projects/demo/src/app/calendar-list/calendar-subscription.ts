import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Accounts } from '../accounts/accounts';
import { errorSentence } from '../errors/error-sentence';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { CalendarActions } from './calendar-actions';
import { CalendarPermission } from './calendar-permission';
import { missingManagingScopes } from './managing-scopes';

const EXAMPLE_ADDRESS = 'name@example.com';

/** The dialog that adds somebody else's calendar to the list, by its address. */
@Component({
  selector: 'app-calendar-subscription',
  imports: [CalendarPermission, DialogHead, Modal],
  template: `
    <dialog
      appModal
      #modal="appModal"
      class="dialog compact"
      aria-labelledby="subscription-title"
      (closed)="closed.emit()"
    >
      <form novalidate (submit)="subscribe($event)">
        <app-dialog-head headingId="subscription-title" i18n="@@calendarSubscription.title">
          Subscribe to a calendar
        </app-dialog-head>
        <div class="dialog-body">
          <app-calendar-permission (granted)="addressField.focus()" />
          <div class="field">
            <label for="calendar-address" i18n="@@calendarSubscription.address"
              >Address of the calendar</label
            >
            <input
              #addressField
              id="calendar-address"
              class="input"
              type="email"
              autocomplete="off"
              autofocus
              [attr.aria-invalid]="problem() ? true : null"
              [attr.aria-describedby]="
                problem() ? 'calendar-address-problem' : 'calendar-address-hint'
              "
              (input)="problem.set(undefined)"
            />
            @if (problem(); as text) {
              <p class="field-error" id="calendar-address-problem" role="alert">{{ text }}</p>
            } @else {
              <p class="hint" id="calendar-address-hint" i18n="@@calendarSubscription.hint">
                A person’s e-mail address, or the calendar ID that Google Calendar shows in the
                settings of a calendar.
              </p>
            }
          </div>
        </div>
        <div class="dialog-foot">
          <button type="button" class="button push" i18n="@@app.cancel" (click)="modal.close()">
            Cancel
          </button>
          <button type="submit" class="button filled" [disabled]="saving() || !isAllowed()">
            @if (saving()) {
              <ng-container i18n="@@calendarSubscription.subscribing">Subscribing…</ng-container>
            } @else {
              <ng-container i18n="@@calendarSubscription.subscribe">Subscribe</ng-container>
            }
          </button>
        </div>
      </form>
    </dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarSubscription {
  readonly closed = output();
  readonly modal = viewChild.required<Modal>('modal');
  readonly addressField = viewChild.required<ElementRef<HTMLInputElement>>('addressField');
  readonly #actions = inject(CalendarActions);
  readonly #account = inject(Accounts).google;

  readonly problem = signal<string | undefined>(undefined);
  readonly saving = signal(false);
  readonly isAllowed = computed(
    () => missingManagingScopes(this.#account.grantedScopes()).length === 0,
  );

  async subscribe(event: Event): Promise<void> {
    event.preventDefault();
    const field = this.addressField().nativeElement;
    const address = field.value.trim();
    if (!address.includes('@')) {
      this.#refuse(
        $localize`:@@calendarSubscription.addressMissing:Enter the address of a calendar, such as ${EXAMPLE_ADDRESS}:EXAMPLE:.`,
      );
      return;
    }
    this.saving.set(true);
    try {
      await this.#actions.subscribe(address);
      this.modal().close();
    } catch (error) {
      this.#refuse(errorSentence(error));
    } finally {
      this.saving.set(false);
    }
  }

  #refuse(sentence: string): void {
    this.problem.set(sentence);
    this.addressField().nativeElement.focus();
  }
}
