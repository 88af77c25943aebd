import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ALL_FIELDS, WRITABLE_FIELDS } from '../runtime/mapping/event-fields';
import type { EventContext } from '../runtime/mapping/event-mapping';
import { patched, toPatch, toResource } from './event-patch';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from '../runtime/mapping/google-calendar-event';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';

const TIMED_EVENT: GoogleEvent = {
  id: 'e',
  etag: '"1"',
  summary: 'Meeting',
  description: 'old',
  start: { dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-10T11:00:00+02:00', timeZone: 'Europe/Berlin' },
  attendees: [{ email: 'me@example.com', self: true }, { email: 'b@example.com' }],
  extendedProperties: { private: { kept: 'yes' } },
};

const ALL_DAY_EVENT: GoogleEvent = {
  id: 'd',
  etag: '"1"',
  start: { date: '2026-06-10' },
  end: { date: '2026-06-12' },
};

/** The patch of a whole event that was read and edited. */
const patchOf = (resource: GoogleEvent, edit: object, context = EVENT_CONTEXT) =>
  toPatch({ ...eventOf(resource, context), ...edit }, context, resource);

const resourceOf = (draft: object, context = EVENT_CONTEXT) =>
  toResource(draft as GoogleCalendarEventDraft, context);

const INVALID_EVENT = jasmine.objectContaining({ code: 'invalid-event' });

describe('Google’s fields in an edit', () => {
  const readOnlyFields = ALL_FIELDS.filter(
    (name) => !WRITABLE_FIELDS.some((writable) => writable === name),
  );

  it('event patch: no field of Google’s event becomes a private extended property', () => {
    expect(readOnlyFields).toContain('htmlLink');
    for (const name of ALL_FIELDS) {
      if (name === 'start' || name === 'end') {
        continue;
      }
      const patch = toPatch({ [name]: { private: { a: '1' } } }, EVENT_CONTEXT);
      const properties = patch.extendedProperties as object | undefined;
      if (name === 'extendedProperties') {
        expect(properties).toEqual({ private: { a: '1' } });
      } else {
        expect(properties).withContext(name).toBeUndefined();
      }
    }
  });

  it('event patch: fields that only Google sets are not sent', () => {
    const all = Object.fromEntries(readOnlyFields.map((name) => [name, 'x']));
    expect(toPatch(all, EVENT_CONTEXT)).toEqual({});
    expect(toPatch({ googleEvent: all }, EVENT_CONTEXT)).toEqual({});
  });

  it('event patch: writable fields under Google’s names are sent, also those in googleEvent', () => {
    const fields = {
      attendeesOmitted: true,
      colorId: '5',
      eventLabelId: 'label',
      sequence: 3,
      guestsCanModify: true,
      guestsCanInviteOthers: false,
      privateCopy: true,
      summary: 'title',
    };
    expect(toPatch(fields, EVENT_CONTEXT)).toEqual(fields);
    expect(toPatch({ googleEvent: fields }, EVENT_CONTEXT)).toEqual(fields);
  });

  it('event patch: attendeesOmitted is sent, and the other guests are still shown', () => {
    const me = { email: 'me@example.com', self: true, responseStatus: 'accepted' } as const;
    const patch = toPatch({ attendees: [me], attendeesOmitted: true }, EVENT_CONTEXT);
    expect(patch).toEqual({ attendees: [me], attendeesOmitted: true });
    expect(patched(TIMED_EVENT, patch).attendees).toEqual([me, { email: 'b@example.com' }]);
  });

  it('event patch: an edit of a partial guest list is sent with attendeesOmitted', () => {
    const part = { ...TIMED_EVENT, attendeesOmitted: true };
    const attendees = [{ email: 'me@example.com', responseStatus: 'declined' }];
    expect(patchOf(part, { attendees })).toEqual({ attendees, attendeesOmitted: true });
  });
});

describe('Edits in googleEvent', () => {
  const description = 'new';

  it('event patch: a field edited in the whole googleEvent is sent', () => {
    expect(patchOf(TIMED_EVENT, { googleEvent: { ...TIMED_EVENT, description } })).toEqual({
      description,
    });
  });

  it('event patch: a field alone in googleEvent is sent, whether the event is known or not', () => {
    expect(toPatch({ googleEvent: { description } }, EVENT_CONTEXT)).toEqual({ description });
    expect(patchOf(TIMED_EVENT, { googleEvent: { description } })).toEqual({ description });
  });

  it('event patch: an edit in googleEvent is sent together with an edit of the guests', () => {
    const attendees = [{ email: 'c@example.com' }];
    expect(
      patchOf(TIMED_EVENT, { attendees, googleEvent: { ...TIMED_EVENT, description } }),
    ).toEqual({
      attendees,
      description,
    });
  });

  it('event patch: a property of the model has precedence over the same field in googleEvent', () => {
    const googleEvent = { ...TIMED_EVENT, summary: 'by resource', description };
    expect(patchOf(TIMED_EVENT, { title: 'by model', googleEvent })).toEqual({
      summary: 'by model',
      description,
    });
  });

  it('event patch: each writable field edited in googleEvent is sent, and no unedited one', () => {
    for (const name of WRITABLE_FIELDS) {
      if (['start', 'end', 'extendedProperties', 'attendeesOmitted'].includes(name)) {
        continue;
      }
      const googleEvent = { ...TIMED_EVENT, [name]: 'edited' } as object;
      expect(patchOf(TIMED_EVENT, { googleEvent }))
        .withContext(name)
        .toEqual({ [name]: 'edited' });
    }
  });

  it('event patch: an edit of a JSON copy of an event is sent', () => {
    const copy = JSON.parse(JSON.stringify(eventOf(TIMED_EVENT))) as GoogleCalendarEvent;
    const edit = { ...copy, googleEvent: { ...copy.googleEvent, description } };
    expect(toPatch(edit, EVENT_CONTEXT, TIMED_EVENT)).toEqual({ description });
  });

  it('event patch: null in googleEvent is sent as null, which removes the field', () => {
    const googleEvent = { ...TIMED_EVENT, description: null } as unknown as GoogleEvent;
    expect(patchOf(TIMED_EVENT, { googleEvent })).toEqual({ description: null });
  });

  it('event patch: start and end edited in googleEvent move the event', () => {
    const googleEvent = {
      ...TIMED_EVENT,
      start: { dateTime: '2026-06-11T09:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-11T10:00:00', timeZone: 'Europe/Berlin' },
    };
    expect(patchOf(TIMED_EVENT, { googleEvent })).toEqual({
      start: { date: null, dateTime: '2026-06-11T09:00:00+02:00', timeZone: 'Europe/Berlin' },
      end: { date: null, dateTime: '2026-06-11T10:00:00+02:00', timeZone: 'Europe/Berlin' },
    });
  });

  it('event patch: a start in googleEvent that is a date makes an all-day event', () => {
    const googleEvent = {
      ...TIMED_EVENT,
      start: { date: '2026-06-11' },
      end: { date: '2026-06-13' },
    };
    expect(patchOf(TIMED_EVENT, { googleEvent })).toEqual({
      start: { date: '2026-06-11', dateTime: null, timeZone: null },
      end: { date: '2026-06-13', dateTime: null, timeZone: null },
    });
  });

  it('event patch: an extended property added in googleEvent is sent alone', () => {
    const googleEvent = {
      ...TIMED_EVENT,
      extendedProperties: { private: { kept: 'yes', b: '2' } },
    };
    expect(patchOf(TIMED_EVENT, { googleEvent })).toEqual({
      extendedProperties: { private: { b: '2' } },
    });
  });
});

describe('Drafts with googleEvent', () => {
  it('event resource: without an end the event lasts an hour, or a day if it is all-day', () => {
    const googleEvent = { description: 'x' };
    expect(resourceOf({ start: '2026-06-10T09:00:00Z', googleEvent, timeZone: 'UTC' })).toEqual({
      description: 'x',
      start: { dateTime: '2026-06-10T09:00:00+00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-06-10T10:00:00+00:00', timeZone: 'UTC' },
    });
    expect(resourceOf({ start: '2026-06-10', googleEvent }).end).toEqual({ date: '2026-06-11' });
  });

  it('event resource: start and end can come from googleEvent', () => {
    const googleEvent = {
      start: { dateTime: '2026-06-10T18:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-10T20:00:00', timeZone: 'Europe/Berlin' },
    };
    const { start, end } = resourceOf({ title: 'x', googleEvent });
    expect(start).toEqual({ dateTime: '2026-06-10T18:00:00+02:00', timeZone: 'Europe/Berlin' });
    expect(end).toEqual({ dateTime: '2026-06-10T20:00:00+02:00', timeZone: 'Europe/Berlin' });
    const { start: onlyStart } = googleEvent;
    expect(resourceOf({ googleEvent: { start: onlyStart } }).end?.dateTime).toBe(
      '2026-06-10T19:00:00+02:00',
    );
  });

  it('event resource: conferenceData.createRequest in googleEvent is sent', () => {
    const conferenceData = {
      createRequest: { requestId: 'r', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    };
    const draft = { start: '2026-06-10', googleEvent: { conferenceData } };
    expect(resourceOf(draft).conferenceData).toEqual(conferenceData);
  });

  it('event resource: a copied event does not share the conference of the original', () => {
    const conferenceData = {
      conferenceId: 'abc',
      createRequest: { requestId: 'r', status: { statusCode: 'success' } },
      entryPoints: [{ uri: 'https://meet.google.com/abc' }],
    };
    expect(resourceOf(eventOf({ ...TIMED_EVENT, conferenceData })).conferenceData).toBeUndefined();
  });

  it('event resource: a copied event has the duration of the original', () => {
    const { start, end } = resourceOf({ ...eventOf(TIMED_EVENT) });
    expect([start?.dateTime, end?.dateTime]).toEqual([
      '2026-06-10T09:00:00+02:00',
      '2026-06-10T11:00:00+02:00',
    ]);
  });

  for (const start of [new Date('2026-06-10T07:00:00Z'), '2026-06-10T07:00:00Z']) {
    it(`event resource: a copied event has the duration of the original if its start is the same instant as a ${typeof start}`, () => {
      const { end } = resourceOf({ start, googleEvent: TIMED_EVENT });
      expect(end?.dateTime).toBe('2026-06-10T11:00:00+02:00');
    });
  }

  it('event resource: the end can come from googleEvent if that has no start', () => {
    const googleEvent = { end: { dateTime: '2026-06-10T12:00:00Z' } };
    const { end } = resourceOf({ start: '2026-06-10T09:00:00Z', googleEvent });
    expect(Date.parse(end?.dateTime ?? '')).toBe(Date.parse('2026-06-10T12:00:00Z'));
    const days = resourceOf({ start: '2026-06-10', googleEvent: { end: { date: '2026-06-13' } } });
    expect(days.end).toEqual({ date: '2026-06-13' });
  });
});

describe('Edits between all-day events and events with times', () => {
  for (const end of ['', null, undefined]) {
    it(`event patch: from all-day to a time, an end of ${JSON.stringify(end)} makes it last an hour`, () => {
      const drag = { start: '2026-06-11T10:00:00+02:00', end, allDay: false };
      for (const edit of [drag, { ...eventOf(ALL_DAY_EVENT), ...drag }]) {
        const { start, end: last } = toPatch(
          { timeZone: 'Europe/Berlin', ...edit } as object,
          EVENT_CONTEXT,
          ALL_DAY_EVENT,
        );
        expect(start).toEqual({
          date: null,
          dateTime: '2026-06-11T10:00:00+02:00',
          timeZone: 'Europe/Berlin',
        });
        expect(last).toEqual({
          date: null,
          dateTime: '2026-06-11T11:00:00+02:00',
          timeZone: 'Europe/Berlin',
        });
      }
    });

    it(`event patch: from a time to all-day, an end of ${JSON.stringify(end)} makes it last a day`, () => {
      const edit = { start: '2026-06-15', end, allDay: true } as object;
      for (const partOrWhole of [edit, { ...eventOf(TIMED_EVENT), ...edit }]) {
        expect(toPatch(partOrWhole, EVENT_CONTEXT, TIMED_EVENT)).toEqual({
          start: { date: '2026-06-15', dateTime: null, timeZone: null },
          end: { date: '2026-06-16', dateTime: null, timeZone: null },
        });
      }
    });
  }

  it('event patch: from all-day to a time, an unchanged end before the start makes it last an hour', () => {
    const edit = { start: '2026-06-20T10:00:00Z', allDay: false, timeZone: 'UTC' };
    expect(patchOf(ALL_DAY_EVENT, edit)).toEqual({
      start: { date: null, dateTime: '2026-06-20T10:00:00+00:00', timeZone: 'UTC' },
      end: { date: null, dateTime: '2026-06-20T11:00:00+00:00', timeZone: 'UTC' },
    });
  });

  it('event patch: from all-day to a time, an edited end is kept', () => {
    const edit = { start: new Date('2026-06-20T10:00Z'), end: new Date('2026-06-20T12:30Z') };
    const { end } = patchOf(ALL_DAY_EVENT, { ...edit, allDay: false, timeZone: 'UTC' });
    expect(end).toEqual({ date: null, dateTime: '2026-06-20T12:30:00+00:00', timeZone: 'UTC' });
  });

  it('event patch: a new start of the same kind does not change the end', () => {
    expect(toPatch({ start: '2026-06-10T10:00:00+02:00' }, EVENT_CONTEXT, TIMED_EVENT)).toEqual({
      start: {
        date: null,
        dateTime: '2026-06-10T10:00:00+02:00',
        timeZone: 'Europe/Berlin',
      },
    });
  });
});

describe('Dates that do not exist', () => {
  for (const time of ['2026-02-30', '2026-02-30T10:00:00', '2026-04-31T10:00:00Z']) {
    it(`event patch: ${time} does not exist and is refused with invalid-event`, () => {
      expect(() => resourceOf({ start: time })).toThrow(INVALID_EVENT);
      expect(() => patchOf(TIMED_EVENT, { start: time, end: null })).toThrow(INVALID_EVENT);
      expect(() => resourceOf({ start: '2026-01-01', end: time })).toThrow(INVALID_EVENT);
    });
  }
});

describe('Time zones that Google does not accept', () => {
  const zones = ['GMT+05:30', 'UTC+2', 'GMT+02:00', '+05:30', 'Mars/Phobos', 'Etc/Unknown'];

  for (const timeZone of zones) {
    it(`event patch: the time zone ${timeZone} is replaced, and a time with an offset keeps its instant`, () => {
      const foreign = {
        ...TIMED_EVENT,
        start: { dateTime: '2026-06-10T09:00:00+05:30', timeZone },
        end: { dateTime: '2026-06-10T10:00:00+05:30', timeZone },
      };
      const move = {
        start: '2026-06-11T09:00:00+05:30',
        end: new Date('2026-06-11T10:00:00+05:30'),
      };
      const patches: GoogleEvent[] = [
        patchOf(foreign, move) as GoogleEvent,
        resourceOf({ ...move, timeZone }),
        resourceOf({ ...eventOf(foreign), ...move }),
      ];
      for (const { start, end } of patches) {
        expect(Date.parse(start?.dateTime ?? '')).toBe(Date.parse('2026-06-11T03:30:00Z'));
        expect(Date.parse(end?.dateTime ?? '')).toBe(Date.parse('2026-06-11T04:30:00Z'));
        for (const time of [start, end]) {
          expect(time?.timeZone).toMatch(/^(UTC|[A-Z][a-z]+\/[\w/+-]+)$/);
          expect(zones).not.toContain(time?.timeZone ?? '');
        }
      }
    });
  }

  it('event resource: the time zone UTC+2 is sent as Etc/GMT-2', () => {
    const { start } = resourceOf({ start: '2026-06-11T09:00:00+02:00', timeZone: 'UTC+2' });
    expect(start).toEqual({ dateTime: '2026-06-11T09:00:00+02:00', timeZone: 'Etc/GMT-2' });
  });

  for (const [timeZone, name] of [
    ['GMT+05:30', 'Asia/Kolkata'],
    ['+0545', 'Asia/Kathmandu'],
    ['(UTC+01:00)', 'Etc/GMT-1'],
    ['UTC-9:30', 'Pacific/Marquesas'],
    ['Z', 'UTC'],
  ] as const) {
    it(`event resource: the time zone ${timeZone} of a series is sent as ${name}, so that it recurs on the same days`, () => {
      const recurrence = ['RRULE:FREQ=WEEKLY;BYDAY=MO'];
      const draft = { start: '2026-06-08T02:00:00', timeZone, recurrence };
      expect(resourceOf(draft).start?.timeZone).toBe(name);
      expect(resourceOf(draft).start?.dateTime).toContain('2026-06-08T02:00:00');
    });
  }

  it('event resource: the time zone GMT+05:30 is sent as that of the calendar, which has the same offset', () => {
    const calendar = { timeZone: 'Asia/Kolkata' } as EventContext['calendar'];
    const draft = { start: '2026-06-11T09:00:00+05:30', timeZone: 'GMT+05:30' };
    expect(resourceOf(draft, { ...EVENT_CONTEXT, calendar }).start).toEqual({
      dateTime: '2026-06-11T09:00:00+05:30',
      timeZone: 'Asia/Kolkata',
    });
  });

  it('event resource: a time without an offset in an unknown time zone is refused with invalid-event', () => {
    const draft = { start: '2026-06-11T09:00:00', timeZone: 'Mars/Phobos' };
    expect(() => resourceOf(draft)).toThrow(INVALID_EVENT);
  });

  it('event resource: if the browser does not know its own time zone, times are sent in UTC', () => {
    const own = Intl.DateTimeFormat().resolvedOptions();
    spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').and.returnValue({
      ...own,
      timeZone: 'Etc/Unknown',
    });
    const { start, end } = resourceOf({ start: new Date('2026-06-11T09:00:00Z') });
    expect(start).toEqual({ dateTime: '2026-06-11T09:00:00+00:00', timeZone: 'UTC' });
    expect(end).toEqual({ dateTime: '2026-06-11T10:00:00+00:00', timeZone: 'UTC' });
  });
});

describe('Times without an offset', () => {
  const berlin: GoogleEvent = {
    id: 'e',
    recurringEventId: 's',
    start: { dateTime: '2026-06-10T18:00:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-06-10T19:00:00', timeZone: 'America/New_York' },
    originalStartTime: { dateTime: '2026-01-10T18:00:00', timeZone: 'Europe/Berlin' },
  };

  it('event mapping: start, end and originalStart without an offset are read in their time zone', () => {
    const { start, end, originalStart } = eventOf(berlin);
    expect([start, end, originalStart]).toEqual([
      '2026-06-10T18:00:00+02:00',
      '2026-06-10T19:00:00-04:00',
      '2026-01-10T18:00:00+01:00',
    ]);
  });

  it('event mapping: a time without an offset is converted to the configured time zone', () => {
    expect(eventOf(berlin, { ...EVENT_CONTEXT, timeZone: 'UTC' }).start).toBe(
      '2026-06-10T16:00:00+00:00',
    );
  });

  it('event mapping: a time without an offset and a time zone is read in that of the calendar', () => {
    const calendar = { timeZone: 'Asia/Tokyo', googleCalendar: {} } as EventContext['calendar'];
    const { start } = eventOf(
      { id: 'e', start: { dateTime: '2026-06-10T18:00:00' } },
      { ...EVENT_CONTEXT, calendar },
    );
    expect(start).toBe('2026-06-10T18:00:00+09:00');
  });

  it('event resource: a time without an offset is written in the time zone of the draft', () => {
    const { start } = resourceOf({ start: '2026-06-10T18:00:00', timeZone: 'Europe/Berlin' });
    expect(start).toEqual({ dateTime: '2026-06-10T18:00:00+02:00', timeZone: 'Europe/Berlin' });
  });
});

describe('Colours of drafts', () => {
  for (const [color, colorId] of [
    ['red', '11'],
    ['RED', '11'],
    ['cornflowerblue', '1'],
    ['rgb(220, 33, 39)', '11'],
    ['rgb(220 33 39 / 50%)', '11'],
    ['rgba(81,183,73,0.4)', '10'],
    ['hsl(110, 43%, 50%)', '10'],
    ['hsl(2deg 75% 50%)', '11'],
    ['#dc2127ff', '11'],
    ['#d12f', '11'],
    ['#D12', '11'],
    ['oklch(63% 0.25 29)', '11'],
  ] as const) {
    it(`event resource: the colour ${color} is sent as the nearest colorId`, () => {
      expect(resourceOf({ start: '2026-06-10', color }).colorId).toBe(colorId);
    });
  }

  for (const color of ['no colour', 'var(--brand)', '#12', 'rgb(a, b, c)', 'transparent']) {
    it(`event resource: ${color} is not a colour and is refused with invalid-event`, () => {
      expect(() => resourceOf({ start: '2026-06-10', color })).toThrow(INVALID_EVENT);
    });
  }

  it('event patch: null and the empty string remove the colour', () => {
    expect(toPatch({ color: null }, EVENT_CONTEXT)).toEqual({ colorId: null });
    expect(toPatch({ color: '' }, EVENT_CONTEXT)).toEqual({ colorId: null });
  });
});
