import { problemsOf } from './event-form-problems';
import type { EventFormValue } from './event-form-value';

const VALID_FORM: EventFormValue = {
  title: '',
  calendarId: 'ada@example.com',
  allDay: false,
  startDate: '2026-11-22',
  startTime: '09:00',
  endDate: '2026-11-22',
  endTime: '10:00',
  recurrence: { frequency: 'NONE' },
  location: '',
  description: '',
  color: '',
  guests: [],
  conference: 'none',
  reminders: { useDefault: true },
};

describe('problemsOf', () => {
  it('returns no problem for a valid event without a title', () => {
    expect(problemsOf(VALID_FORM)).toEqual({});
  });

  it('reports an end before the start at the end’s date, or at its time on the same day', () => {
    expect(Object.keys(problemsOf({ ...VALID_FORM, endTime: '08:59' }))).toEqual(['endTime']);
    expect(Object.keys(problemsOf({ ...VALID_FORM, endDate: '2026-11-21' }))).toEqual(['endDate']);
  });

  it('accepts a timed event without duration and an all-day event of one day', () => {
    expect(problemsOf({ ...VALID_FORM, endTime: '09:00' })).toEqual({});
    expect(problemsOf({ ...VALID_FORM, allDay: true, startTime: '', endTime: '' })).toEqual({});
  });

  it('reports each missing date and time; an all-day event needs no times', () => {
    const empty = { ...VALID_FORM, startDate: '', startTime: '', endDate: '', endTime: '' };
    expect(Object.keys(problemsOf(empty)).sort()).toEqual([
      'endDate',
      'endTime',
      'startDate',
      'startTime',
    ]);
    expect(Object.keys(problemsOf({ ...empty, allDay: true })).sort()).toEqual([
      'endDate',
      'startDate',
    ]);
  });

  it('reports a last day of its repetition that is missing, or before the event', () => {
    const ending = (date: string): EventFormValue => ({
      ...VALID_FORM,
      recurrence: {
        frequency: 'DAILY',
        interval: 1,
        end: { kind: 'onDate', date },
        otherLines: [],
      },
    });
    expect(problemsOf(ending('')).recurrence).toContain('Enter the last day');
    expect(problemsOf(ending('2026-11-21')).recurrence).toContain('before the event');
    expect(problemsOf(ending('2026-11-22'))).toEqual({});
  });

  it('reports a missing calendar', () => {
    expect(problemsOf({ ...VALID_FORM, calendarId: '' }).calendarId).toContain('calendar');
  });
});
