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
      recurrence: { frequency: 'NONE' },
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

describe('changesOf: recurrence', () => {
  /** On the Sunday before {@link TIMED_EVENT}, which is its second occurrence. */
  const MASTER: GoogleCalendarEvent = {
    ...TIMED_EVENT,
    id: 'series',
    start: '2026-11-15T16:00:00+01:00',
    end: '2026-11-15T17:00:00+01:00',
    timeZone: ZONE,
    recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=SU', 'EXDATE;TZID=Europe/Berlin:20261206T160000'],
  };
  const OCCURRENCE: GoogleCalendarEvent = {
    ...TIMED_EVENT,
    start: '2026-11-22T16:00:00+01:00',
    seriesId: 'series',
    originalStart: '2026-11-22T16:00:00+01:00',
    timeZone: ZONE,
  };
  const before = formValueOf(OCCURRENCE, ZONE, MASTER);
  const sundays = {
    frequency: 'WEEKLY',
    weekdays: ['SU'],
    weekStart: 'MO',
    interval: 1,
    end: { kind: 'never' },
    otherLines: ['EXDATE;TZID=Europe/Berlin:20261206T160000'],
  } as const;

  it('has the rule of the master in the form of an occurrence, and none while that is not known', () => {
    expect(before.recurrence).toEqual(sundays);
    expect(formValueOf(OCCURRENCE, ZONE).recurrence).toBeUndefined();
  });

  it('is undefined if nothing was changed, whether the master is known or not', () => {
    expect(changesOf(OCCURRENCE, before, ZONE, MASTER)).toBeUndefined();
    const unknown = formValueOf(OCCURRENCE, ZONE);
    expect(changesOf(OCCURRENCE, unknown, ZONE)).toBeUndefined();
    expect(changesOf(OCCURRENCE, unknown, ZONE, MASTER)).toBeUndefined();
  });

  it('has no rule if it has only moved with the start, which the library does by itself', () => {
    const monday = { ...sundays, weekdays: ['MO'] } as const;
    const value = {
      ...before,
      startDate: '2026-11-23',
      endDate: '2026-11-23',
      recurrence: monday,
    };
    const changes = changesOf(OCCURRENCE, value, ZONE, MASTER);
    expect(changes?.start).toBe('2026-11-23T16:00:00+01:00');
    expect(changes?.recurrence).toBeUndefined();
  });

  it('has the whole rule if that was changed, with the dates that the series leaves out', () => {
    const value = { ...before, recurrence: { ...sundays, interval: 2 } };
    expect(changesOf(OCCURRENCE, value, ZONE, MASTER)?.recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
      'EXDATE;TZID=Europe/Berlin:20261206T160000',
    ]);
  });

  it('is null if the series becomes a single event', () => {
    const value = { ...before, title: 'Coffee', recurrence: { frequency: 'NONE' } as const };
    expect(changesOf(OCCURRENCE, value, ZONE, MASTER)).toEqual({
      ...OCCURRENCE,
      title: 'Coffee',
      recurrence: null,
    });
  });

  it('has the zone in which a single event begins to recur, with its last day there', () => {
    const value = {
      ...formValueOf(TIMED_EVENT, ZONE),
      recurrence: {
        frequency: 'DAILY',
        interval: 1,
        end: { kind: 'onDate', date: '2026-11-30' },
        otherLines: [],
      },
    } as const;
    const changes = changesOf(TIMED_EVENT, value, ZONE);
    expect(changes?.timeZone).toBe(ZONE);
    expect(changes?.recurrence).toEqual(['RRULE:FREQ=DAILY;UNTIL=20261130T225959Z']);
    const inTokyo = changesOf({ ...TIMED_EVENT, timeZone: 'Asia/Tokyo' }, value, ZONE);
    expect(inTokyo?.recurrence).toEqual(['RRULE:FREQ=DAILY;UNTIL=20261130T145959Z']);
  });

  it('reads the days of a rule in the zone of the event', () => {
    // It is Monday in Tokyo.
    const master = { ...MASTER, timeZone: 'Asia/Tokyo', recurrence: ['RRULE:FREQ=WEEKLY'] };
    expect(formValueOf(OCCURRENCE, ZONE, master).recurrence).toEqual(
      jasmine.objectContaining({ weekdays: ['MO'] }),
    );
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

  it('return a rule for an event that recurs', () => {
    const times = { start: '2026-11-25', end: '2026-11-26', allDay: true };
    const value = {
      ...newFormValue('work', ZONE, times),
      recurrence: {
        frequency: 'YEARLY',
        interval: 1,
        end: { kind: 'onDate', date: '2030-11-25' },
        otherLines: [],
      },
    } as const;
    expect(draftOf(value, ZONE).recurrence).toEqual(['RRULE:FREQ=YEARLY;UNTIL=20301125']);
    expect('recurrence' in draftOf(newFormValue('work', ZONE, times), ZONE)).toBeFalse();
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
