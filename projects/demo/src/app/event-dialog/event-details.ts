import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { browserLocale } from '../config/browser-locale';
import { DisplayTimeZone } from '../config/display-time-zone';
import { Modal } from '../modal/modal';
import { EventFacts } from './event-facts';
import { eventTimeText } from './event-time-text';
import { plainText } from './plain-text';

/** The dialog of an event that can only be read. */
@Component({
  selector: 'app-event-details',
  imports: [EventFacts, Modal],
  templateUrl: './event-details.html',
  styleUrl: './event-details.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventDetails {
  readonly event = input.required<GoogleCalendarEvent>();
  readonly calendarName = input<string>();
  readonly closed = output();
  readonly #timeZone = inject(DisplayTimeZone).name;

  readonly when = computed(() => eventTimeText(this.event(), browserLocale(), this.#timeZone()));
  readonly description = computed(() => plainText(this.event().description ?? ''));
}
