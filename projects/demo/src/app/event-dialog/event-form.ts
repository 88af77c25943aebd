import type { FormControl, FormGroup, NonNullableFormBuilder } from '@angular/forms';
import type { Reminders } from 'ngx-calendar-sync';
import type { EventColor } from '../colors/palette';
import type { ConferenceChoice, EventFormValue } from './event-form-value';
import { NO_RECURRENCE, type RecurrenceChoice } from './recurrence/recurrence-choice';

export interface EventDialogValue extends EventFormValue {
  readonly tellGuests: boolean;
}

type EventControls = {
  [Name in keyof EventDialogValue]: FormControl<EventDialogValue[Name]>;
};

/** The controls of the event dialog. */
export function eventForm(fields: NonNullableFormBuilder): FormGroup<EventControls> {
  return fields.group({
    title: '',
    calendarId: '',
    allDay: fields.control<boolean>(false),
    startDate: '',
    startTime: '',
    endDate: '',
    endTime: '',
    recurrence: fields.control<RecurrenceChoice | undefined>(NO_RECURRENCE),
    location: '',
    description: '',
    color: fields.control<EventColor>(''),
    guests: fields.control<readonly string[]>([]),
    tellGuests: fields.control<boolean>(false),
    conference: fields.control<ConferenceChoice>('none'),
    reminders: fields.control<Reminders>({ useDefault: true }),
  });
}
