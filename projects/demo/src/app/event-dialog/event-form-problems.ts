import type { EventFormValue } from './event-form-value';
import { ruleOf } from './recurrence/recurrence-choice';
import { compareWallTimes } from './zoned-time';

/** For each invalid field, a message that says what to enter. */
export type EventFormProblems = Partial<Record<keyof EventFormValue, string>>;

export function problemsOf(value: EventFormValue): EventFormProblems {
  const { allDay, calendarId, startDate, startTime, endDate, endTime } = value;
  const missing: EventFormProblems = {
    ...(calendarId
      ? {}
      : { calendarId: $localize`:@@eventEditor.calendarMissing:Choose a calendar.` }),
    ...(startDate
      ? {}
      : { startDate: $localize`:@@eventEditor.startDateMissing:Enter the day it starts.` }),
    ...(endDate
      ? {}
      : { endDate: $localize`:@@eventEditor.endDateMissing:Enter the day it ends.` }),
    ...(allDay || startTime
      ? {}
      : { startTime: $localize`:@@eventEditor.startTimeMissing:Enter the time it starts.` }),
    ...(allDay || endTime
      ? {}
      : { endTime: $localize`:@@eventEditor.endTimeMissing:Enter the time it ends.` }),
  };
  if (Object.keys(missing).length > 0) {
    return missing;
  }
  if (endDate < startDate) {
    return { endDate: $localize`:@@eventEditor.endBeforeStart:The end is before the start.` };
  }
  const start = { date: startDate, time: startTime };
  const end = { date: endDate, time: endTime };
  if (!allDay && compareWallTimes(end, start) < 0) {
    return { endTime: $localize`:@@eventEditor.endBeforeStart:The end is before the start.` };
  }
  const until = value.recurrence && ruleOf(value.recurrence)?.end;
  if (until?.kind === 'onDate' && !until.date) {
    return {
      recurrence: $localize`:@@recurrence.lastDayMissing:Enter the last day on which it repeats.`,
    };
  }
  if (until?.kind === 'onDate' && until.date < startDate) {
    return {
      recurrence: $localize`:@@recurrence.endsBeforeStart:The last day is before the event.`,
    };
  }
  return {};
}
