import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  type OnInit,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import type { GoogleCalendar, GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { DisplayTimeZone } from '../config/display-time-zone';
import { errorSentence } from '../errors/error-sentence';
import { EventActions } from '../event-actions/event-actions';
import { Modal } from '../modal/modal';
import { EVENT_COLORS } from './event-colors';
import { EventFacts } from './event-facts';
import { type EventFormProblems, problemsOf } from './event-form-problems';
import type { EventFormValue } from './event-form-value';
import { plainText } from './plain-text';
import { moveEndWithStart } from './zoned-time';

/** The dialog of a new event or of one that may be changed. It stays open if saving fails, so that nothing typed is lost. */
@Component({
  selector: 'app-event-editor',
  imports: [EventFacts, Modal, ReactiveFormsModule],
  templateUrl: './event-editor.html',
  styleUrl: './event-editor.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventEditor implements OnInit {
  /** The event to change; `undefined` for a new one. */
  readonly event = input<GoogleCalendarEvent>();
  readonly initial = input.required<EventFormValue>();
  /** The calendars in which events can be created. */
  readonly calendars = input.required<readonly GoogleCalendar[]>();
  readonly closed = output();

  readonly modal = viewChild.required(Modal);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #actions = inject(EventActions);

  readonly colors = EVENT_COLORS;
  readonly timeZone = inject(DisplayTimeZone).name;
  readonly form = inject(NonNullableFormBuilder).group({
    title: '',
    calendarId: '',
    allDay: false,
    startDate: '',
    startTime: '',
    endDate: '',
    endTime: '',
    location: '',
    description: '',
    colorId: '',
  });
  readonly problems = signal<EventFormProblems>({});
  readonly failure = signal<string | undefined>(undefined);
  readonly saving = signal(false);
  readonly #calendar = computed(() => {
    const id = this.initial().calendarId;
    return this.calendars().find((calendar) => calendar.id === id);
  });
  readonly calendarName = computed(() => this.#calendar()?.name ?? this.initial().calendarId);
  readonly calendarColor = computed(() => this.#calendar()?.color);
  readonly hasFormatting = computed(() => {
    const description = this.event()?.description ?? '';
    return plainText(description) !== description.trim();
  });
  #previousStart = { date: '', time: '' };

  ngOnInit(): void {
    this.form.setValue(this.initial());
    this.#previousStart = this.#formStart();
  }

  /** A new start moves the whole event: its end moves by as much. */
  startChanged(): void {
    const { endDate, endTime } = this.form.getRawValue();
    const start = this.#formStart();
    if (!start.date || !start.time) {
      return;
    }
    if (endDate && endTime && this.#previousStart.date && this.#previousStart.time) {
      const end = moveEndWithStart({ date: endDate, time: endTime }, this.#previousStart, start);
      this.form.patchValue({ endDate: end.date, endTime: end.time });
    }
    this.#previousStart = start;
    this.recheck();
  }

  /** After a failed save, each message goes as soon as its field is right. */
  recheck(): void {
    if (Object.keys(this.problems()).length > 0) {
      this.problems.set(problemsOf(this.form.getRawValue()));
    }
  }

  async save(): Promise<void> {
    const value = this.form.getRawValue();
    const problems = problemsOf(value);
    this.problems.set(problems);
    const [first] = Object.keys(problems);
    if (first) {
      this.#element.querySelector<HTMLElement>(`[formControlName="${first}"]`)?.focus();
      return;
    }
    const event = this.event();
    this.failure.set(undefined);
    this.saving.set(true);
    try {
      await (event ? this.#actions.change(event, value) : this.#actions.create(value));
      this.modal().close();
    } catch (error) {
      this.failure.set(errorSentence(error));
    } finally {
      this.saving.set(false);
    }
  }

  /** A click by keyboard has no click count (`detail`). Then Undo gets the focus, since the event's element is gone. */
  delete(event: GoogleCalendarEvent, click: MouseEvent): void {
    this.modal().close();
    void this.#actions.delete(event, { focusUndo: click.detail === 0 });
  }

  #formStart() {
    const { startDate, startTime } = this.form.getRawValue();
    return { date: startDate, time: startTime };
  }
}
