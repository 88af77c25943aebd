import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import type { Reminder, Reminders } from 'ngx-calendar-sync';
import { remindersText, reminderTimeText } from './reminder-text';

const MINUTES_TO_CHOOSE = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080];
/** As many as Google takes. Outlook takes one, which is no mail. */
const MAX_REMINDERS = 5;

/** The reminders of an event: those of its calendar, or a list of its own. */
@Component({
  selector: 'app-reminder-field',
  templateUrl: './reminder-field.html',
  styleUrl: './reminder-field.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReminderField {
  readonly reminders = model.required<Reminders>();
  /** The reminders of the calendar. */
  readonly calendarReminders = input.required<readonly Reminder[]>();

  readonly ofOutlook = input(false);

  readonly calendarText = computed(() =>
    remindersText({ useDefault: true }, this.calendarReminders()),
  );
  readonly rows = computed(() =>
    (this.reminders().overrides ?? []).map((reminder) => ({
      ...reminder,
      // A time that was set elsewhere has to be among the choices, too.
      times: [...new Set([...MINUTES_TO_CHOOSE, reminder.minutes])]
        .sort((one, other) => one - other)
        .map((minutes) => ({ minutes, text: reminderTimeText(minutes) })),
    })),
  );
  readonly isFull = computed(() => this.rows().length >= (this.ofOutlook() ? 1 : MAX_REMINDERS));

  /** The event's own list begins with the reminders of the calendar. */
  useDefault(event: Event): void {
    const useDefault = (event.target as HTMLInputElement).checked;
    this.reminders.set(
      useDefault ? { useDefault } : { useDefault, overrides: this.calendarReminders() },
    );
  }

  add(): void {
    this.#setOverrides([...this.#overrides(), { method: 'popup', minutes: 10 }]);
  }

  remove(index: number): void {
    this.#setOverrides(this.#overrides().filter((_, at) => at !== index));
  }

  setTime(index: number, event: Event): void {
    this.#change(index, { minutes: Number((event.target as HTMLSelectElement).value) });
  }

  setMethod(index: number, event: Event): void {
    const isEmail = (event.target as HTMLSelectElement).value === 'email';
    this.#change(index, { method: isEmail ? 'email' : 'popup' });
  }

  #change(index: number, changes: Partial<Reminder>): void {
    this.#setOverrides(
      this.#overrides().map((reminder, at) =>
        at === index ? { ...reminder, ...changes } : reminder,
      ),
    );
  }

  #overrides(): readonly Reminder[] {
    return this.reminders().overrides ?? [];
  }

  #setOverrides(overrides: readonly Reminder[]): void {
    this.reminders.set({ useDefault: false, overrides });
  }
}
