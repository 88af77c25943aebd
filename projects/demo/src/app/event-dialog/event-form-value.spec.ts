import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { changesOf, draftOf, formValueOf, newFormValue } from './event-form-value';

const ZONE = 'Europe/Berlin';
const timed: GoogleCalendarEvent = {
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
const allDay: GoogleCalendarEvent = {
  ...timed,
  start: '2026-11-22',
  end: '2026-11-24',
  allDay: true,
};

describe('formValueOf', () => {
  it('shows times in the display zone, and text without markup', () => {
    expect(formValueOf(timed, 'America/New_York')).toEqual({
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

  it('chooses none of the colours for a label, and keeps it where another field changes', () => {
    const labelled = { ...timed, googleEvent: { id: 'e1', eventLabelId: 'label-7' } };
    const value = formValueOf(labelled, ZONE);
    expect(value.colorId).toBe('label-7');
    expect(changesOf(labelled, { ...value, title: 'Coffee' }, ZONE)).toEqual({
      ...labelled,
      title: 'Coffee',
    });
  });

  it('shows the last day of an all-day event', () => {
    const { startDate, endDate } = formValueOf(allDay, ZONE);
    expect([startDate, endDate]).toEqual(['2026-11-22', '2026-11-23']);
  });
});

describe('changesOf', () => {
  it('is nothing where nothing was changed, even where the form shows less than there is', () => {
    expect(changesOf(timed, formValueOf(timed, ZONE), ZONE)).toBeUndefined();
    expect(changesOf(allDay, formValueOf(allDay, ZONE), ZONE)).toBeUndefined();
  });

  it('is the event as it was with one field changed', () => {
    const changes = changesOf(timed, { ...formValueOf(timed, ZONE), title: ' Coffee ' }, ZONE);
    expect(changes).toEqual({ ...timed, title: 'Coffee' });
  });

  it('keeps HTML of a description that was not touched', () => {
    const changes = changesOf(timed, { ...formValueOf(timed, ZONE), location: 'Hall' }, ZONE);
    expect(changes?.description).toBe('With <b>cake</b>');
  });

  it('takes away what was emptied', () => {
    const value = { ...formValueOf(timed, ZONE), location: '  ', description: '', colorId: '' };
    const changes = changesOf(timed, value, ZONE);
    expect([changes?.location, changes?.description, changes?.color]).toEqual([null, null, null]);
  });

  it('moves both ends in the display zone', () => {
    const value = { ...formValueOf(timed, ZONE), startTime: '15:30' };
    const { start, end, allDay: whole } = changesOf(timed, value, ZONE) ?? {};
    expect([start, end, whole]).toEqual([
      '2026-11-22T15:30:00+01:00',
      '2026-11-22T17:00:00+01:00',
      false,
    ]);
  });

  it('turns a timed event into whole days, the end not included', () => {
    const value = { ...formValueOf(timed, ZONE), allDay: true };
    const { start, end, allDay: whole } = changesOf(timed, value, ZONE) ?? {};
    expect([start, end, whole]).toEqual(['2026-11-22', '2026-11-23', true]);
  });

  it('does not take the times behind an all-day event for a change', () => {
    const value = { ...formValueOf(allDay, ZONE), startTime: '03:00', title: 'Trip' };
    const changes = changesOf(allDay, value, ZONE);
    expect([changes?.start, changes?.end]).toEqual(['2026-11-22', '2026-11-24']);
  });
});

describe('newFormValue and draftOf', () => {
  it('make the event of a selection', () => {
    const span = {
      start: '2026-11-25T14:00:00+01:00',
      end: '2026-11-25T15:30:00+01:00',
      allDay: false,
    };
    const value = { ...newFormValue('work', ZONE, span), title: 'Review', colorId: '9' };
    expect(draftOf(value, ZONE)).toEqual({
      title: 'Review',
      ...span,
      start: '2026-11-25T14:00:00+01:00',
      end: '2026-11-25T15:30:00+01:00',
      timeZone: ZONE,
      color: '#5484ed',
    });
  });

  it('keep the days of a selection of days', () => {
    const span = { start: '2026-11-25', end: '2026-11-27', allDay: true };
    const value = newFormValue('work', ZONE, span);
    expect(value.endDate).toBe('2026-11-26');
    const { start, end } = draftOf(value, ZONE);
    expect([start, end]).toEqual(['2026-11-25', '2026-11-27']);
  });

  it('begin at a full hour and take one', () => {
    const value = newFormValue('work', ZONE, undefined);
    const { start, end } = draftOf(value, ZONE);
    expect(value.startTime).toMatch(/:00$/);
    expect(Date.parse(String(end)) - Date.parse(String(start))).toBe(3_600_000);
  });
});
