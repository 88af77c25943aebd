import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { type GoogleCalendar, GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import { ColorChoice } from '../colors/color-choice';
import { Palette } from '../colors/palette';
import { errorSentence } from '../errors/error-sentence';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { CalendarActions } from './calendar-actions';
import { CalendarPermission } from './calendar-permission';
import { missingManagingScopes } from './managing-scopes';

/** The dialog of a new calendar, or of one in the list. It stays open if saving fails, so that nothing typed is lost. */
@Component({
  selector: 'app-calendar-editor',
  imports: [CalendarPermission, ColorChoice, DialogHead, Modal],
  templateUrl: './calendar-editor.html',
  styleUrl: './calendar-editor.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarEditor {
  /** The calendar to change; `undefined` for a new one. */
  readonly calendar = input<GoogleCalendar>();
  /** Emits whether the calendar is about to leave the list. */
  readonly closed = output<boolean>();

  readonly modal = viewChild.required<Modal>('modal');
  readonly nameField = viewChild.required<ElementRef<HTMLElement>>('nameField');
  readonly actions = inject(CalendarActions);
  readonly colors = inject(Palette).calendarColors;
  readonly #account = inject(Accounts).google;
  readonly #google = inject(GoogleCalendarService);

  readonly name = linkedSignal(() => this.calendar()?.name ?? '');
  readonly color = linkedSignal(() => this.calendar()?.color ?? '');
  readonly problem = signal<string | undefined>(undefined);
  readonly failure = signal<string | undefined>(undefined);
  readonly saving = signal(false);
  readonly confirmingDelete = signal(false);
  isLeaving = false;

  readonly #capabilities = computed(() => {
    const calendar = this.calendar();
    return calendar && this.#google.capabilities().get(calendar.id);
  });
  readonly canSave = computed(() => {
    const capabilities = this.#capabilities();
    return this.calendar()
      ? capabilities?.rename === true && capabilities.customize
      : missingManagingScopes(this.#account.grantedScopes()).length === 0;
  });
  readonly canCustomize = computed(() => this.#capabilities()?.customize ?? false);
  readonly canDelete = computed(() => this.#capabilities()?.delete ?? false);
  readonly isOwned = computed(() => this.calendar()?.accessRole === 'owner');
  /** The account's main calendar can neither be taken off nor deleted. */
  readonly isRemovable = computed(() => this.calendar()?.primary === false);

  typeName(event: Event): void {
    this.name.set((event.target as HTMLInputElement).value);
    this.problem.set(undefined);
  }

  async save(event: Event): Promise<void> {
    event.preventDefault();
    const value = { name: this.name().trim(), color: this.color() };
    if (!value.name) {
      this.problem.set($localize`:@@calendarEditor.nameMissing:Enter a name.`);
      this.nameField().nativeElement.focus();
      return;
    }
    const calendar = this.calendar();
    this.failure.set(undefined);
    this.saving.set(true);
    try {
      await (calendar ? this.actions.change(calendar, value) : this.actions.create(value));
      this.modal().close();
    } catch (error) {
      this.failure.set(errorSentence(error));
    } finally {
      this.saving.set(false);
    }
  }

  hide(calendar: GoogleCalendar): void {
    this.#leave();
    void this.actions.setHidden(calendar, true);
  }

  unsubscribe(calendar: GoogleCalendar): void {
    this.#leave();
    void this.actions.unsubscribe(calendar);
  }

  delete(calendar: GoogleCalendar): void {
    this.confirmingDelete.set(false);
    this.#leave();
    void this.actions.delete(calendar);
  }

  #leave(): void {
    this.isLeaving = true;
    this.modal().close();
  }
}
