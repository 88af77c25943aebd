import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AnyCalendar, AnyEvent } from '../accounts/any-account';
import { Palette } from '../colors/palette';
import { DisplayTimeZone } from '../config/display-time-zone';
import { appLocale } from '../language/app-locale';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { ConferenceLink } from './conference-link';
import { eventDescription } from './event-description';
import { EventFacts } from './event-facts';
import { eventKindText } from './event-kind-text';
import { eventTimeText } from './event-time-text';
import { GuestList } from './guest-list';
import { OwnAnswer } from './own-answer';
import { calendarRemindersOf, remindersText } from './reminder-text';
import { UNTITLED_EVENT } from './untitled-event';

/** The dialog of an event that can only be read, or answered. */
@Component({
  selector: 'app-event-details',
  imports: [ConferenceLink, DialogHead, EventFacts, GuestList, Modal, OwnAnswer],
  templateUrl: './event-details.html',
  styleUrl: './event-details.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventDetails {
  readonly event = input.required<AnyEvent>();
  /** The event's calendar, if it is among the account's. */
  readonly calendar = input<AnyCalendar>();
  readonly closed = output();
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #palette = inject(Palette);

  readonly untitled = UNTITLED_EVENT;
  readonly when = computed(() => eventTimeText(this.event(), appLocale(), this.#timeZone()));
  readonly isGuest = computed(
    () => this.event().attendees?.some(({ self }) => self === true) ?? false,
  );
  readonly kind = computed(() => eventKindText(this.event()));
  readonly colorName = computed(() => this.#palette.nameOf(this.event()));
  readonly description = computed(() => eventDescription(this.event()));
  /** None for a calendar that is not the account's: nobody is reminded of its events. */
  readonly reminders = computed(() => {
    const calendar = this.calendar();
    return (
      calendar &&
      remindersText(
        this.event().reminders,
        calendarRemindersOf(calendar.googleCalendar?.defaultReminders),
      )
    );
  });
}
