import { problemsOf } from './event-form-problems';
import type { EventFormValue } from './event-form-value';

const valid: EventFormValue = {
  title: '',
  calendarId: 'ada@example.com',
  allDay: false,
  startDate: '2026-11-22',
  startTime: '09:00',
  endDate: '2026-11-22',
  endTime: '10:00',
  location: '',
  description: '',
  colorId: '',
};

describe('problemsOf', () => {
  it('finds none in a valid event, with or without a title', () => {
    expect(problemsOf(valid)).toEqual({});
  });

  it('wants the end after the start, and says it at the field to change', () => {
    expect(Object.keys(problemsOf({ ...valid, endTime: '08:59' }))).toEqual(['endTime']);
    expect(Object.keys(problemsOf({ ...valid, endDate: '2026-11-21' }))).toEqual(['endDate']);
  });

  it('lets an event take no time, and an all-day event one day', () => {
    expect(problemsOf({ ...valid, endTime: '09:00' })).toEqual({});
    expect(problemsOf({ ...valid, allDay: true, startTime: '', endTime: '' })).toEqual({});
  });

  it('wants every date and time that counts', () => {
    const empty = { ...valid, startDate: '', startTime: '', endDate: '', endTime: '' };
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

  it('wants a calendar', () => {
    expect(problemsOf({ ...valid, calendarId: '' }).calendarId).toContain('calendar');
  });
});
