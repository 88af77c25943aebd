import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  type OnInit,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NonNullableFormBuilder, ReactiveFormsModule } from '@angular/forms';
import { map } from 'rxjs';
import type { SeriesScope } from 'ngx-calendar-sync';
import type { AnyCalendar, AnyEvent } from '../accounts/any-account';
import { UserCalendars } from '../accounts/user-calendars';
import { ColorChoice } from '../colors/color-choice';
import { type EventColor, Palette } from '../colors/palette';
import { DisplayTimeZone } from '../config/display-time-zone';
import { errorSentence } from '../errors/error-sentence';
import { EventActions } from '../event-actions/event-actions';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { ConferenceField } from './conference-field';
import { EditedSeries } from './edited-series';
import { eventDescription } from './event-description';
import { EventFacts } from './event-facts';
import { type EventDialogValue, eventForm } from './event-form';
import { type EventFormProblems, problemsOf } from './event-form-problems';
import { changesOf, type EventFormValue, formValueOf } from './event-form-value';
import { eventKindText } from './event-kind-text';
import { GuestField } from './guest-field';
import { moveObstacle } from './move-obstacle';
import { OwnAnswer } from './own-answer';
import { type RecurrenceChoice, type SeriesStart } from './recurrence/recurrence-choice';
import { RecurrenceField } from './recurrence/recurrence-field';
import { ReminderField } from './reminder-field';
import { calendarRemindersOf } from './reminder-text';
import { moveEndWithStart, type WallTime } from './zoned-time';

/** The dialog of a new event or of one that may be changed. It stays open if saving fails, so that nothing typed is lost. */
@Component({
  selector: 'app-event-editor',
  imports: [
    ColorChoice,
    ConferenceField,
    DialogHead,
    EventFacts,
    GuestField,
    Modal,
    OwnAnswer,
    ReactiveFormsModule,
    RecurrenceField,
    ReminderField,
  ],
  providers: [EditedSeries],
  templateUrl: './event-editor.html',
  styleUrl: './event-editor.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventEditor implements OnInit {
  /** The event to change, as it is now; `undefined` for a new one. */
  readonly event = input<AnyEvent>();
  readonly initial = input.required<EventFormValue & Partial<EventDialogValue>>();
  /** The write of this new event that Google has refused: what is saved here takes its place. */
  readonly refusedId = input<string>();
  /** The calendars in which events can be created. */
  readonly calendars = input.required<readonly AnyCalendar[]>();
  /** Emits the event as it was saved, if it was. */
  readonly closed = output<AnyEvent | undefined>();

  readonly modal = viewChild.required(Modal);
  readonly guestField = viewChild(GuestField);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #actions = inject(EventActions);
  readonly #palette = inject(Palette);
  readonly #userCalendars = inject(UserCalendars);
  readonly series = inject(EditedSeries);

  readonly timeZone = inject(DisplayTimeZone).name;
  readonly form = eventForm(inject(NonNullableFormBuilder));
  readonly value = toSignal(this.form.valueChanges.pipe(map(() => this.form.getRawValue())), {
    initialValue: this.form.getRawValue(),
  });
  readonly problems = signal<EventFormProblems>({});
  readonly failure = signal<string | undefined>(undefined);
  readonly saving = signal(false);
  saved: AnyEvent | undefined;

  readonly calendar = computed(() =>
    this.calendars().find(({ id }) => id === this.value().calendarId),
  );
  /** Some of what Google stores, Outlook cannot: those fields are left out. */
  readonly isOfOutlook = computed(
    () => this.#userCalendars.accountOf(this.value().calendarId).provider === 'outlook',
  );
  readonly moveObstacle = computed(() => {
    const event = this.event();
    return event && moveObstacle(event, this.isOfOutlook());
  });
  readonly kind = computed(() => {
    const event = this.event();
    return event && eventKindText(event);
  });
  /** While the form lacks a date or time, it is as it was last. */
  readonly seriesStart = linkedSignal<EventFormValue, SeriesStart | undefined>({
    source: this.value,
    computation: (value, previous) => this.series.startOf(value) ?? previous?.value,
  });
  readonly colors = computed(() => [
    {
      value: '',
      name: $localize`:@@eventEditor.asCalendar:As the calendar`,
      color: this.calendar()?.color ?? 'transparent',
    },
    ...this.#palette.eventColors(),
  ]);
  readonly labels = computed(() => this.#palette.labelsOf(this.value().calendarId));
  readonly calendarReminders = computed(() =>
    calendarRemindersOf(this.calendar()?.googleCalendar?.defaultReminders),
  );
  readonly hasGuests = computed(
    () => this.value().guests.length > 0 || (this.series.base()?.attendees?.length ?? 0) > 0,
  );
  readonly conference = computed(() => this.event()?.conference);
  /** An event that is there stays with its account. */
  readonly choosableCalendars = computed(() => {
    const event = this.event();
    const account = event && this.#userCalendars.accountOf(event.calendarId);
    return this.calendars().filter(
      ({ id }) => !account || this.#userCalendars.accountOf(id) === account,
    );
  });
  /** With the name of the account where there are several: two may have calendars of one name. */
  readonly calendarOptions = computed(() =>
    this.choosableCalendars().map(({ id, name }) => ({
      id,
      name: this.#userCalendars.fullNameOf({ id, name }),
    })),
  );
  readonly canHaveCall = computed(() => {
    const { calendarId } = this.value();
    if (this.isOfOutlook()) {
      const capabilities = this.#userCalendars.accountOf(calendarId).service.capabilities();
      const isOffered = capabilities.get(calendarId)?.onlineMeetings === true;
      return isOffered || this.conference() !== undefined;
    }
    const types = this.calendar()?.googleCalendar?.conferenceProperties;
    const allowed = types?.allowedConferenceSolutionTypes?.includes('hangoutsMeet') ?? true;
    return allowed || this.conference() !== undefined;
  });
  readonly hasFormatting = computed(() => {
    const event = this.event();
    return !!event && eventDescription(event) !== (event.description ?? '').trim();
  });
  #previousStart = { date: '', time: '' };
  #isClosed = false;

  constructor() {
    effect(() => {
      const event = this.event();
      untracked(() => {
        this.#followEvent(event);
      });
    });
  }

  ngOnInit(): void {
    const event = this.event();
    this.series.base.set(event);
    this.#fill(this.initial());
    if (event?.seriesId !== undefined && !this.kind()) {
      void this.#readRule(event);
    }
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
    const { allDay, recurrence } = this.form.getRawValue();
    if (recurrence) {
      const fields = ({ date, time }: WallTime) => ({ allDay, startDate: date, startTime: time });
      const moved = this.series.moved(recurrence, fields(this.#previousStart), fields(start));
      this.form.controls.recurrence.setValue(moved);
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

  setColor(color: string): void {
    this.form.controls.color.setValue(color as EventColor);
  }

  setRecurrence(choice: RecurrenceChoice): void {
    this.form.controls.recurrence.setValue(choice);
    this.recheck();
  }

  async save(): Promise<void> {
    // An address that was typed and not yet added is meant as a guest, too.
    if (this.guestField()?.add() === false) {
      return;
    }
    const value = this.form.getRawValue();
    const problems = problemsOf(value);
    this.problems.set(problems);
    const [first] = Object.keys(problems);
    if (first) {
      const field = first === 'recurrence' ? '#recurrence-until' : `[formControlName="${first}"]`;
      this.#element.querySelector<HTMLElement>(field)?.focus();
      return;
    }
    const base = this.series.base();
    const changes = base && changesOf(base, value, this.timeZone(), this.series.master());
    const scope = base && (await this.#actions.scopeToChange(base, changes));
    if (base && !scope) {
      return;
    }
    this.failure.set(undefined);
    this.saving.set(true);
    try {
      this.saved =
        base && scope
          ? await this.#change(base, changes, value, scope)
          : await this.#actions.create(value, value, this.refusedId());
      this.modal().close();
    } catch (error) {
      this.failure.set(errorSentence(error));
      if (this.#isClosed) {
        this.#actions.tellNotSaved(value, error);
      }
    } finally {
      this.saving.set(false);
    }
  }

  /** The user may close the dialog while it saves. Then a toast says if that failed. */
  close(): void {
    this.#isClosed = true;
    this.closed.emit(this.saved);
  }

  /** A click by keyboard has no click count (`detail`). Then Undo gets the focus, since the event's element is gone. */
  async delete(event: AnyEvent, click: MouseEvent): Promise<void> {
    const { tellGuests } = this.form.getRawValue();
    const scope = await this.#actions.scopeToDelete(event);
    if (scope) {
      this.modal().close();
      await this.#actions.delete(event, { focusUndo: click.detail === 0, tellGuests, scope });
    }
  }

  async #change(
    base: AnyEvent,
    changes: ReturnType<typeof changesOf>,
    { calendarId, tellGuests }: { readonly calendarId: string; readonly tellGuests: boolean },
    scope: SeriesScope,
  ): Promise<AnyEvent> {
    const changed = await this.#actions.change(base, changes, { scope, tellGuests });
    // Where the move fails, what is saved already is not saved again.
    this.series.base.set(changed);
    return calendarId === changed.calendarId
      ? changed
      : this.#actions.moveToCalendar(changed, calendarId, { tellGuests });
  }

  /** Shows what changes elsewhere while nothing is changed here. Otherwise Google refuses to save over such a change. */
  #followEvent(event: AnyEvent | undefined): void {
    const base = this.series.base();
    const value = this.form.getRawValue();
    if (!event || !base || event === base || this.saving()) {
      return;
    }
    const master = this.series.master();
    const isUntouched = changesOf(base, value, this.timeZone(), master) === undefined;
    if (isUntouched && value.calendarId === base.calendarId) {
      this.series.base.set(event);
      this.#fill(formValueOf(event, this.timeZone(), master));
    }
  }

  #fill(value: EventFormValue): void {
    this.form.patchValue(value);
    this.series.original.set(value.recurrence);
    this.#previousStart = this.#formStart();
  }

  async #readRule(occurrence: AnyEvent): Promise<void> {
    await this.series.read(occurrence);
    const master = this.series.master();
    const base = this.series.base();
    if (master && base) {
      const { recurrence } = formValueOf(base, this.timeZone(), master);
      this.form.controls.recurrence.setValue(recurrence);
      this.series.original.set(recurrence);
    }
  }

  #formStart() {
    const { startDate, startTime } = this.form.getRawValue();
    return { date: startDate, time: startTime };
  }
}
