import type { Attendee } from 'ngx-calendar-sync';
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
      color: 'color:11',
      guests: [],
      conference: 'none',
      reminders: { useDefault: true },
    });
  });

  it('keeps a calendar’s own label, which is none of the colours, while another field changes', () => {
    const labelled = { ...TIMED_EVENT, googleEvent: { id: 'e1', eventLabelId: 'label-7' } };
    const value = formValueOf(labelled, ZONE);
    expect(value.color).toBe('label:label-7');
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
      color: '',
    } as const;
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

describe('changesOf: guests, video call, reminders, colours', () => {
  const noor: Attendee = {
    email: 'noor@example.com',
    responseStatus: 'accepted',
    comment: 'I bring cake',
  };
  const event: GoogleCalendarEvent = {
    ...TIMED_EVENT,
    attendees: [noor, { email: 'felix@example.com', responseStatus: 'declined' }],
    conference: { status: 'success', uri: 'https://meet.google.com/abc-defg-hij' },
    reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
  };
  const before = formValueOf(event, ZONE);

  it('returns undefined if only the calendar was changed, which is a move', () => {
    expect(changesOf(event, { ...before, calendarId: 'work' }, ZONE)).toBeUndefined();
  });

  it('keeps the answers of the guests who stay', () => {
    const guests = ['noor@example.com', 'ada@example.com'];
    expect(changesOf(event, { ...before, guests }, ZONE)?.attendees).toEqual([
      noor,
      { email: 'ada@example.com' },
    ]);
  });

  it('removes the video call, or asks for one where the last one has failed', () => {
    expect(changesOf(event, { ...before, conference: 'none' }, ZONE)?.conference).toBeNull();
    const failed: GoogleCalendarEvent = { ...event, conference: { status: 'failure' } };
    const value = formValueOf(failed, ZONE);
    expect(value.conference).toBe('none');
    expect(changesOf(failed, { ...value, conference: 'create' }, ZONE)?.conference).toBe('create');
  });

  it('returns the reminders that were chosen', () => {
    const reminders = { useDefault: true };
    expect(changesOf(event, { ...before, reminders }, ZONE)?.reminders).toEqual(reminders);
  });

  it('returns a colour or a label by its id', () => {
    const colored = changesOf(event, { ...before, color: 'color:2' }, ZONE);
    expect([colored?.colorId, colored?.color]).toEqual(['2', event.color]);
    expect(changesOf(event, { ...before, color: 'label:l1' }, ZONE)?.eventLabelId).toBe('l1');
  });
});

describe('newFormValue and then draftOf', () => {
  it('return an event at the selected times', () => {
    const times = {
      start: '2026-11-25T14:00:00+01:00',
      end: '2026-11-25T15:30:00+01:00',
      allDay: false,
    };
    const value = {
      ...newFormValue('work', ZONE, times),
      title: 'Review',
      color: 'color:9',
    } as const;
    expect(draftOf(value, ZONE)).toEqual({
      title: 'Review',
      ...times,
      start: '2026-11-25T14:00:00+01:00',
      end: '2026-11-25T15:30:00+01:00',
      timeZone: ZONE,
      colorId: '9',
    });
  });

  it('return guests, a video call, reminders and a label', () => {
    const value = {
      ...newFormValue('work', ZONE, undefined),
      guests: ['noor@example.com'],
      conference: 'create',
      reminders: { useDefault: false, overrides: [] },
      color: 'label:l1',
    } as const;
    const draft = draftOf(value, ZONE);
    expect(draft.attendees).toEqual([{ email: 'noor@example.com' }]);
    expect(draft.conference).toBe('create');
    expect(draft.reminders).toEqual({ useDefault: false, overrides: [] });
    expect(draft.eventLabelId).toBe('l1');
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
