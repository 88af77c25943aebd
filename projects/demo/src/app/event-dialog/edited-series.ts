import { computed, inject, Injectable, signal } from '@angular/core';
import type { AnyEvent } from '../accounts/any-account';
import { UserCalendars } from '../accounts/user-calendars';
import { DisplayTimeZone } from '../config/display-time-zone';
import { type EventFormValue, seriesStartOf, seriesZone } from './event-form-value';
import {
  movedChoice,
  type RecurrenceChoice,
  type SeriesStart,
} from './recurrence/recurrence-choice';

type StartFields = Pick<EventFormValue, 'allDay' | 'startDate' | 'startTime'>;

/** The series that a dialog edits one occurrence of, or that it makes of a single event. */
@Injectable()
export class EditedSeries {
  readonly #calendars = inject(UserCalendars);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #master = signal<AnyEvent | undefined>(undefined);
  readonly #isUnknown = signal(false);

  /** The event from which the form was filled. What differs from it is what the user has changed. */
  readonly base = signal<AnyEvent | undefined>(undefined);
  /** Of an occurrence: the event that has the rule. `undefined` until it is read. */
  readonly master = this.#master.asReadonly();
  /** Whether the master could not be read. */
  readonly isUnknown = this.#isUnknown.asReadonly();
  /** The rule that the event had when the form was filled. */
  readonly original = signal<RecurrenceChoice | undefined>(undefined);
  readonly #zone = computed(() => {
    const event = this.base();
    const timeZone = this.#timeZone();
    return event ? seriesZone(event, timeZone, this.#master()) : timeZone;
  });

  /** Never rejects: an event can be edited without its rule. */
  async read(occurrence: AnyEvent): Promise<void> {
    try {
      this.#master.set(await this.#calendars.getMaster(occurrence));
    } catch {
      this.#isUnknown.set(true);
    }
  }

  /** When the event of the form starts, for the days of its rule; `undefined` while a date or time is missing. */
  startOf(fields: StartFields): SeriesStart | undefined {
    const { allDay, startDate, startTime } = fields;
    return startDate && (allDay || startTime)
      ? seriesStartOf(fields, this.#timeZone(), this.#zone())
      : undefined;
  }

  /** A rule that falls on the weekday or day of the month of its start moves with it. */
  moved(choice: RecurrenceChoice, from: StartFields, to: StartFields): RecurrenceChoice {
    const [before, after] = [this.startOf(from), this.startOf(to)];
    return before && after ? movedChoice(choice, before.date, after.date) : choice;
  }
}
