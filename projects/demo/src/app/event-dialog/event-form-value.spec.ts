import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { changesOf, draftOf, formValueOf, newFormValue } from './event-form-value';

const ZONE = 'Europe/Berlin';
const HOUR_MS = 3_600_000;
const TIMED_EVENT: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'ada@example.com',
  title: 'Tea',
  start: '2026-11-22T16:00:30+01:00',
  end: '2026-11-22T17:00:00+01:00',
  allDay: false,
  location: 'Kitchen',
  description: 'With <b>cake</b>',
  color: '#dc2127',
  status: 'confirmed',
  editable: true,
  version: '"1"',
  googleEvent: { id: 'e1', colorId: '11' },
};
const ALL_DAY_EVENT: GoogleCalendarEvent = {
  ...TIMED_EVENT,
  start: '2026-11-22',
  end: '2026-11-24',
  allDay: true,
};

describe('formValueOf', () => {
  it('shows times in the display zone, and the description without HTML', () => {
    expect(formValueOf(TIMED_EVENT, 'America/New_York')).toEqual({
      title: 'Tea',
      calendarId: 'ada@example.com',
      allDay: false,
      startDate: '2026-11-22',
      startTime: '10:00',
      endDate: '2026-11-22',
      endTime: '11:00',
      location: 'Kitchen',
      description: 'With cake',
      colorId: '11',
    });
  });

  it('keeps the id of a calendar’s own label, which is none of the colours, while another field changes', () => {
    const labelled = { ...TIMED_EVENT, googleEvent: { id: 'e1', eventLabelId: 'label-7' } };
    const value = formValueOf(labelled, ZONE);
    expect(value.colorId).toBe('label-7');
    expect(changesOf(labelled, { ...value, title: 'Coffee' }, ZONE)).toEqual({
      ...labelled,
      title: 'Coffee',
    });
  });

  it('shows the last day of an all-day event', () => {
    const { startDate, endDate } = formValueOf(ALL_DAY_EVENT, ZONE);
    expect([startDate, endDate]).toEqual(['2026-11-22', '2026-11-23']);
  });
});

describe('changesOf', () => {
  it('returns undefined if no field was changed, although the form has no seconds and no HTML', () => {
    expect(changesOf(TIMED_EVENT, formValueOf(TIMED_EVENT, ZONE), ZONE)).toBeUndefined();
    expect(changesOf(ALL_DAY_EVENT, formValueOf(ALL_DAY_EVENT, ZONE), ZONE)).toBeUndefined();
  });

  it('returns the event with one field changed', () => {
    const changes = changesOf(
      TIMED_EVENT,
      { ...formValueOf(TIMED_EVENT, ZONE), title: ' Coffee ' },
      ZONE,
    );
    expect(changes).toEqual({ ...TIMED_EVENT, title: 'Coffee' });
  });

  it('keeps the HTML of a description that was not edited', () => {
    const changes = changesOf(
      TIMED_EVENT,
      { ...formValueOf(TIMED_EVENT, ZONE), location: 'Hall' },
      ZONE,
    );
    expect(changes?.description).toBe('With <b>cake</b>');
  });

  it('returns null for location, description and colour that were emptied', () => {
    const value = {
      ...formValueOf(TIMED_EVENT, ZONE),
      location: '  ',
      description: '',
      colorId: '',
    };
    const changes = changesOf(TIMED_EVENT, value, ZONE);
    expect([changes?.location, changes?.description, changes?.color]).toEqual([null, null, null]);
  });

  it('returns both times in the display zone if the start was changed', () => {
    const value = { ...formValueOf(TIMED_EVENT, ZONE), startTime: '15:30' };
    const { start, end, allDay: whole } = changesOf(TIMED_EVENT, value, ZONE) ?? {};
    expect([start, end, whole]).toEqual([
      '2026-11-22T15:30:00+01:00',
      '2026-11-22T17:00:00+01:00',
      false,
    ]);
  });

  it('turns a timed event into an all-day one that ends on the day after its last day', () => {
    const value = { ...formValueOf(TIMED_EVENT, ZONE), allDay: true };
    const { start, end, allDay: whole } = changesOf(TIMED_EVENT, value, ZONE) ?? {};
    expect([start, end, whole]).toEqual(['2026-11-22', '2026-11-23', true]);
  });

  it('ignores the time fields of an all-day event, which the form does not show', () => {
    const value = { ...formValueOf(ALL_DAY_EVENT, ZONE), startTime: '03:00', title: 'Trip' };
    const changes = changesOf(ALL_DAY_EVENT, value, ZONE);
    expect([changes?.start, changes?.end]).toEqual(['2026-11-22', '2026-11-24']);
  });
});

describe('newFormValue and then draftOf', () => {
  it('return an event at the selected times', () => {
    const times = {
      start: '2026-11-25T14:00:00+01:00',
      end: '2026-11-25T15:30:00+01:00',
      allDay: false,
    };
    const value = { ...newFormValue('work', ZONE, times), title: 'Review', colorId: '9' };
    expect(draftOf(value, ZONE)).toEqual({
      title: 'Review',
      ...times,
      start: '2026-11-25T14:00:00+01:00',
      end: '2026-11-25T15:30:00+01:00',
      timeZone: ZONE,
      color: '#5484ed',
    });
  });

  it('return an all-day event on the selected days', () => {
    const times = { start: '2026-11-25', end: '2026-11-27', allDay: true };
    const value = newFormValue('work', ZONE, times);
    expect(value.endDate).toBe('2026-11-26');
    const { start, end } = draftOf(value, ZONE);
    expect([start, end]).toEqual(['2026-11-25', '2026-11-27']);
  });

  it('return an event of one hour from the next full hour if nothing is selected', () => {
    const value = newFormValue('work', ZONE, undefined);
    const { start, end } = draftOf(value, ZONE);
    expect(value.startTime).toMatch(/:00$/);
    expect(Date.parse(String(end)) - Date.parse(String(start))).toBe(HOUR_MS);
  });
});
