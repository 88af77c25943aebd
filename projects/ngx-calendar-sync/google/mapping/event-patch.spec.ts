import type { GoogleEvent } from '../api/wire-types.generated';
import { ALL_FIELDS, WRITABLE_FIELDS } from './event-fields';
import { type EventContext, toEvent } from './event-mapping';
import { patched, toPatch, toResource } from './event-patch';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from './google-calendar-event';

const context: EventContext = {
  calendarId: 'a@example.com',
  calendar: undefined,
  palette: {
    '1': { background: '#a4bdfc', foreground: '#1d1d1d' },
    '10': { background: '#51b749', foreground: '#1d1d1d' },
    '11': { background: '#dc2127', foreground: '#1d1d1d' },
  },
  timeZone: undefined,
};

const timed: GoogleEvent = {
  id: 'e',
  etag: '"1"',
  summary: 'Meeting',
  description: 'old',
  start: { dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-10T11:00:00+02:00', timeZone: 'Europe/Berlin' },
  attendees: [{ email: 'me@example.com', self: true }, { email: 'b@example.com' }],
  extendedProperties: { private: { kept: 'yes' } },
};

const allDay: GoogleEvent = {
  id: 'd',
  etag: '"1"',
  start: { date: '2026-06-10' },
  end: { date: '2026-06-12' },
};

function eventOf(resource: GoogleEvent, as = context): GoogleCalendarEvent {
  const event = toEvent(resource, as);
  if (!event) {
    throw new Error('no event');
  }
  return event;
}

const edited = (resource: GoogleEvent, edit: object, as = context) =>
  toPatch({ ...eventOf(resource, as), ...edit }, as, resource);

const drafted = (draft: object, as = context) => toResource(draft as GoogleCalendarEventDraft, as);

const invalidEvent = jasmine.objectContaining({ code: 'invalid-event' });

describe('The fields of Google’s event in an edit', () => {
  const decidedByGoogle = ALL_FIELDS.filter((name) => !WRITABLE_FIELDS.some((one) => one === name));

  it('are all known: none of them becomes a private property', () => {
    expect(decidedByGoogle).toContain('htmlLink');
    for (const name of ALL_FIELDS) {
      if (name === 'start' || name === 'end') {
        continue;
      }
      const patch = toPatch({ [name]: { private: { a: '1' } } }, context);
      const properties = patch.extendedProperties as object | undefined;
      if (name === 'extendedProperties') {
        expect(properties).toEqual({ private: { a: '1' } });
      } else {
        expect(properties).withContext(name).toBeUndefined();
      }
    }
  });

  it('that only Google decides are not sent', () => {
    const all = Object.fromEntries(decidedByGoogle.map((name) => [name, 'x']));
    expect(toPatch(all, context)).toEqual({});
    expect(toPatch({ googleEvent: all }, context)).toEqual({});
  });

  it('that can be written are sent under Google’s name', () => {
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
    expect(toPatch(fields, context)).toEqual(fields);
    expect(toPatch({ googleEvent: fields }, context)).toEqual(fields);
  });

  it('attendeesOmitted: the other guests stay, in what is shown as well', () => {
    const me = { email: 'me@example.com', self: true, responseStatus: 'accepted' };
    const patch = toPatch({ attendees: [me], attendeesOmitted: true }, context);
    expect(patch).toEqual({ attendees: [me], attendeesOmitted: true });
    expect(patched(timed, patch).attendees).toEqual([me, { email: 'b@example.com' }]);
  });

  it('a list of guests that was read in part is sent as a part', () => {
    const part = { ...timed, attendeesOmitted: true };
    const attendees = [{ email: 'me@example.com', responseStatus: 'declined' }];
    expect(edited(part, { attendees })).toEqual({ attendees, attendeesOmitted: true });
  });
});

describe('An edit inside googleEvent', () => {
  const description = 'new';

  it('is sent: a field of the resource as it was read', () => {
    expect(edited(timed, { googleEvent: { ...timed, description } })).toEqual({ description });
  });

  it('is sent: the edited field alone, with and without a known event', () => {
    expect(toPatch({ googleEvent: { description } }, context)).toEqual({ description });
    expect(edited(timed, { googleEvent: { description } })).toEqual({ description });
  });

  it('is sent beside an edit of the guests', () => {
    const attendees = [{ email: 'c@example.com' }];
    expect(edited(timed, { attendees, googleEvent: { ...timed, description } })).toEqual({
      attendees,
      description,
    });
  });

  it('gives way to the property of the model where both were edited', () => {
    const googleEvent = { ...timed, summary: 'by resource', description };
    expect(edited(timed, { title: 'by model', googleEvent })).toEqual({
      summary: 'by model',
      description,
    });
  });

  it('sends every field that can be written, and nothing that is as it was', () => {
    for (const name of WRITABLE_FIELDS) {
      if (['start', 'end', 'extendedProperties', 'attendeesOmitted'].includes(name)) {
        continue;
      }
      const googleEvent = { ...timed, [name]: 'edited' } as object;
      expect(edited(timed, { googleEvent }))
        .withContext(name)
        .toEqual({ [name]: 'edited' });
    }
  });

  it('survives a copy through JSON', () => {
    const copy = JSON.parse(JSON.stringify(eventOf(timed))) as GoogleCalendarEvent;
    const edit = { ...copy, googleEvent: { ...copy.googleEvent, description } };
    expect(toPatch(edit, context, timed)).toEqual({ description });
  });

  it('takes a field away by null', () => {
    const googleEvent = { ...timed, description: null } as unknown as GoogleEvent;
    expect(edited(timed, { googleEvent })).toEqual({ description: null });
  });

  it('moves the event where start and end were edited there', () => {
    const googleEvent = {
      ...timed,
      start: { dateTime: '2026-06-11T09:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-11T10:00:00', timeZone: 'Europe/Berlin' },
    };
    expect(edited(timed, { googleEvent })).toEqual({
      start: { date: null, dateTime: '2026-06-11T09:00:00+02:00', timeZone: 'Europe/Berlin' },
      end: { date: null, dateTime: '2026-06-11T10:00:00+02:00', timeZone: 'Europe/Berlin' },
    });
  });

  it('makes an event one of whole days by its start there', () => {
    const googleEvent = {
      ...timed,
      start: { date: '2026-06-11' },
      end: { date: '2026-06-13' },
    };
    expect(edited(timed, { googleEvent })).toEqual({
      start: { date: '2026-06-11', dateTime: null, timeZone: null },
      end: { date: '2026-06-13', dateTime: null, timeZone: null },
    });
  });

  it('changes extended properties, and leaves the others', () => {
    const googleEvent = { ...timed, extendedProperties: { private: { kept: 'yes', b: '2' } } };
    expect(edited(timed, { googleEvent })).toEqual({
      extendedProperties: { private: { b: '2' } },
    });
  });
});

describe('A draft with googleEvent', () => {
  it('and no end lasts an hour, or a day', () => {
    const googleEvent = { description: 'x' };
    expect(drafted({ start: '2026-06-10T09:00:00Z', googleEvent, timeZone: 'UTC' })).toEqual({
      description: 'x',
      start: { dateTime: '2026-06-10T09:00:00+00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-06-10T10:00:00+00:00', timeZone: 'UTC' },
    });
    expect(drafted({ start: '2026-06-10', googleEvent }).end).toEqual({ date: '2026-06-11' });
  });

  it('may have its times there', () => {
    const googleEvent = {
      start: { dateTime: '2026-06-10T18:00:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-10T20:00:00', timeZone: 'Europe/Berlin' },
    };
    const { start, end } = drafted({ title: 'x', googleEvent });
    expect(start).toEqual({ dateTime: '2026-06-10T18:00:00+02:00', timeZone: 'Europe/Berlin' });
    expect(end).toEqual({ dateTime: '2026-06-10T20:00:00+02:00', timeZone: 'Europe/Berlin' });
    const { start: onlyStart } = googleEvent;
    expect(drafted({ googleEvent: { start: onlyStart } }).end?.dateTime).toBe(
      '2026-06-10T19:00:00+02:00',
    );
  });

  it('asks for the Meet link that it requests', () => {
    const conferenceData = {
      createRequest: { requestId: 'r', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    };
    const draft = { start: '2026-06-10', googleEvent: { conferenceData } };
    expect(drafted(draft).conferenceData).toEqual(conferenceData);
  });

  it('does not share the conference of the event that it copies', () => {
    const conferenceData = {
      conferenceId: 'abc',
      createRequest: { requestId: 'r', status: { statusCode: 'success' } },
      entryPoints: [{ uri: 'https://meet.google.com/abc' }],
    };
    expect(drafted(eventOf({ ...timed, conferenceData })).conferenceData).toBeUndefined();
  });

  it('keeps the length of an event that it copies', () => {
    const { start, end } = drafted({ ...eventOf(timed) });
    expect([start?.dateTime, end?.dateTime]).toEqual([
      '2026-06-10T09:00:00+02:00',
      '2026-06-10T11:00:00+02:00',
    ]);
  });

  for (const start of [new Date('2026-06-10T07:00:00Z'), '2026-06-10T07:00:00Z']) {
    it(`keeps the length of an event that it copies where its start is written otherwise: ${typeof start}`, () => {
      const { end } = drafted({ start, googleEvent: timed });
      expect(end?.dateTime).toBe('2026-06-10T11:00:00+02:00');
    });
  }

  it('ends when googleEvent says, where that says no start', () => {
    const googleEvent = { end: { dateTime: '2026-06-10T12:00:00Z' } };
    const { end } = drafted({ start: '2026-06-10T09:00:00Z', googleEvent });
    expect(Date.parse(end?.dateTime ?? '')).toBe(Date.parse('2026-06-10T12:00:00Z'));
    const days = drafted({ start: '2026-06-10', googleEvent: { end: { date: '2026-06-13' } } });
    expect(days.end).toEqual({ date: '2026-06-13' });
  });
});

describe('An event that changes between whole days and times', () => {
  for (const end of ['', null, undefined]) {
    it(`dragged from all-day to a time lasts an hour where its end is ${JSON.stringify(end)}`, () => {
      const drag = { start: '2026-06-11T10:00:00+02:00', end, allDay: false };
      for (const edit of [drag, { ...eventOf(allDay), ...drag }]) {
        const { start, end: last } = toPatch(
          { timeZone: 'Europe/Berlin', ...edit } as object,
          context,
          allDay,
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

    it(`dragged from a time to all-day lasts a day where its end is ${JSON.stringify(end)}`, () => {
      const edit = { start: '2026-06-15', end, allDay: true } as object;
      for (const one of [edit, { ...eventOf(timed), ...edit }]) {
        expect(toPatch(one, context, timed)).toEqual({
          start: { date: '2026-06-15', dateTime: null, timeZone: null },
          end: { date: '2026-06-16', dateTime: null, timeZone: null },
        });
      }
    });
  }

  it('dragged to a time with the end that it had as all-day lasts an hour', () => {
    const edit = { start: '2026-06-20T10:00:00Z', allDay: false, timeZone: 'UTC' };
    expect(edited(allDay, edit)).toEqual({
      start: { date: null, dateTime: '2026-06-20T10:00:00+00:00', timeZone: 'UTC' },
      end: { date: null, dateTime: '2026-06-20T11:00:00+00:00', timeZone: 'UTC' },
    });
  });

  it('keeps the length that the app names', () => {
    const edit = { start: new Date('2026-06-20T10:00Z'), end: new Date('2026-06-20T12:30Z') };
    const { end } = edited(allDay, { ...edit, allDay: false, timeZone: 'UTC' });
    expect(end).toEqual({ date: null, dateTime: '2026-06-20T12:30:00+00:00', timeZone: 'UTC' });
  });

  it('a time that moves within its kind leaves the end alone', () => {
    expect(toPatch({ start: '2026-06-10T10:00:00+02:00' }, context, timed)).toEqual({
      start: {
        date: null,
        dateTime: '2026-06-10T10:00:00+02:00',
        timeZone: 'Europe/Berlin',
      },
    });
  });
});

describe('A day that does not exist', () => {
  for (const time of ['2026-02-30', '2026-02-30T10:00:00', '2026-04-31T10:00:00Z']) {
    it(`is refused in words, and no other day is written: ${time}`, () => {
      expect(() => drafted({ start: time })).toThrow(invalidEvent);
      expect(() => edited(timed, { start: time, end: null })).toThrow(invalidEvent);
      expect(() => drafted({ start: '2026-01-01', end: time })).toThrow(invalidEvent);
    });
  }
});

describe('A zone that Google does not know', () => {
  const zones = ['GMT+05:30', 'UTC+2', 'GMT+02:00', '+05:30', 'Mars/Phobos', 'Etc/Unknown'];

  for (const timeZone of zones) {
    it(`is not sent, and a time with an offset keeps it: ${timeZone}`, () => {
      const foreign = {
        ...timed,
        start: { dateTime: '2026-06-10T09:00:00+05:30', timeZone },
        end: { dateTime: '2026-06-10T10:00:00+05:30', timeZone },
      };
      const move = {
        start: '2026-06-11T09:00:00+05:30',
        end: new Date('2026-06-11T10:00:00+05:30'),
      };
      const patches: GoogleEvent[] = [
        edited(foreign, move) as GoogleEvent,
        drafted({ ...move, timeZone }),
        drafted({ ...eventOf(foreign), ...move }),
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

  it('of whole hours has a name there: UTC+2 is Etc/GMT-2', () => {
    const { start } = drafted({ start: '2026-06-11T09:00:00+02:00', timeZone: 'UTC+2' });
    expect(start).toEqual({ dateTime: '2026-06-11T09:00:00+02:00', timeZone: 'Etc/GMT-2' });
  });

  for (const [timeZone, name] of [
    ['GMT+05:30', 'Asia/Kolkata'],
    ['+0545', 'Asia/Kathmandu'],
    ['(UTC+01:00)', 'Etc/GMT-1'],
    ['UTC-9:30', 'Pacific/Marquesas'],
    ['Z', 'UTC'],
  ] as const) {
    it(`of a series has a name with the same offset there, else it would recur on other days: ${timeZone}`, () => {
      const recurrence = ['RRULE:FREQ=WEEKLY;BYDAY=MO'];
      const draft = { start: '2026-06-08T02:00:00', timeZone, recurrence };
      expect(drafted(draft).start?.timeZone).toBe(name);
      expect(drafted(draft).start?.dateTime).toContain('2026-06-08T02:00:00');
    });
  }

  it('leaves the zone to the calendar otherwise', () => {
    const calendar = { timeZone: 'Asia/Kolkata' } as EventContext['calendar'];
    const draft = { start: '2026-06-11T09:00:00+05:30', timeZone: 'GMT+05:30' };
    expect(drafted(draft, { ...context, calendar }).start).toEqual({
      dateTime: '2026-06-11T09:00:00+05:30',
      timeZone: 'Asia/Kolkata',
    });
  });

  it('refuses in words a time without an offset that nobody can read there', () => {
    const draft = { start: '2026-06-11T09:00:00', timeZone: 'Mars/Phobos' };
    expect(() => drafted(draft)).toThrow(invalidEvent);
  });

  it('an event is added although the browser does not know its own zone', () => {
    const own = Intl.DateTimeFormat().resolvedOptions();
    spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').and.returnValue({
      ...own,
      timeZone: 'Etc/Unknown',
    });
    const { start, end } = drafted({ start: new Date('2026-06-11T09:00:00Z') });
    expect(start).toEqual({ dateTime: '2026-06-11T09:00:00+00:00', timeZone: 'UTC' });
    expect(end).toEqual({ dateTime: '2026-06-11T10:00:00+00:00', timeZone: 'UTC' });
  });
});

describe('A time without an offset', () => {
  const berlin: GoogleEvent = {
    id: 'e',
    recurringEventId: 's',
    start: { dateTime: '2026-06-10T18:00:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-06-10T19:00:00', timeZone: 'America/New_York' },
    originalStartTime: { dateTime: '2026-01-10T18:00:00', timeZone: 'Europe/Berlin' },
  };

  it('is read in its zone: start, end and originalStart', () => {
    const { start, end, originalStart } = eventOf(berlin);
    expect([start, end, originalStart]).toEqual([
      '2026-06-10T18:00:00+02:00',
      '2026-06-10T19:00:00-04:00',
      '2026-01-10T18:00:00+01:00',
    ]);
  });

  it('is told in the configured zone from there', () => {
    expect(eventOf(berlin, { ...context, timeZone: 'UTC' }).start).toBe(
      '2026-06-10T16:00:00+00:00',
    );
  });

  it('without a zone is one of its calendar', () => {
    const calendar = { timeZone: 'Asia/Tokyo', googleCalendar: {} } as EventContext['calendar'];
    const { start } = eventOf(
      { id: 'e', start: { dateTime: '2026-06-10T18:00:00' } },
      { ...context, calendar },
    );
    expect(start).toBe('2026-06-10T18:00:00+09:00');
  });

  it('is written in the zone beside it', () => {
    const { start } = drafted({ start: '2026-06-10T18:00:00', timeZone: 'Europe/Berlin' });
    expect(start).toEqual({ dateTime: '2026-06-10T18:00:00+02:00', timeZone: 'Europe/Berlin' });
  });
});

describe('The colour of a draft', () => {
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
    it(`is the nearest of the palette: ${color}`, () => {
      expect(drafted({ start: '2026-06-10', color }).colorId).toBe(colorId);
    });
  }

  for (const color of ['no colour', 'var(--brand)', '#12', 'rgb(a, b, c)']) {
    it(`is refused in words where it is none: ${color}`, () => {
      expect(() => drafted({ start: '2026-06-10', color })).toThrow(invalidEvent);
    });
  }

  it('is taken away by null and by the empty text', () => {
    expect(toPatch({ color: null }, context)).toEqual({ colorId: null });
    expect(toPatch({ color: '' }, context)).toEqual({ colorId: null });
  });
});
