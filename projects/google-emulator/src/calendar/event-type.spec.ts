import type { WireEvent } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator } from '../testing/api-client.ts';
import { ADA, BEN, smallWorld } from '../testing/small-world.ts';

describe('Status events', () => {
  const emulator = useEmulator();
  const hours: WireEvent = {
    start: { dateTime: '2026-11-24T10:00:00+01:00' },
    end: { dateTime: '2026-11-24T12:00:00+01:00' },
  };
  const day: WireEvent = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };
  const twoDays: WireEvent = { start: { date: '2026-11-24' }, end: { date: '2026-11-26' } };
  const office: WireEvent = {
    ...day,
    summary: 'Office',
    eventType: 'workingLocation',
    visibility: 'public',
    transparency: 'transparent',
    workingLocationProperties: {
      type: 'officeLocation',
      officeLocation: { label: 'Studio', deskId: 'window' },
    },
  };
  const focus: WireEvent = {
    ...hours,
    summary: 'Focus',
    eventType: 'focusTime',
    focusTimeProperties: {
      autoDeclineMode: 'declineOnlyNewConflictingInvitations',
      chatStatus: 'doNotDisturb',
    },
  };
  const away: WireEvent = {
    ...hours,
    summary: 'Away',
    eventType: 'outOfOffice',
    transparency: 'opaque',
    outOfOfficeProperties: { autoDeclineMode: 'declineNone', declineMessage: 'Back on Monday' },
  };
  const guests = { attendees: [{ email: BEN }] };
  const refusal = (body: WireEvent, calendarId = 'primary') =>
    emulator.as().refusal(eventsPath(calendarId), { method: 'POST', body });
  const patchRefusal = async (body: WireEvent, changes: object) => {
    const { id } = await emulator.as().insert(body);
    return emulator.as().refusal(eventPath(id ?? ''), { method: 'PATCH', body: changes });
  };

  for (const [what, event] of [
    ['a working location of a day', office],
    ['a working location of some hours', { ...office, ...hours }],
    ['focus time', focus],
    ['focus time without properties', { ...hours, eventType: 'focusTime' }],
    ['an absence', away],
    ['an absence of several days', { ...away, end: { dateTime: '2026-11-27T12:00:00+01:00' } }],
  ] as [string, WireEvent][]) {
    it(`status events: ${what} is stored with its properties, and can be changed and listed`, async () => {
      const ada = emulator.as();
      const made = await ada.insert(event);
      const { eventType, outOfOfficeProperties, focusTimeProperties, workingLocationProperties } =
        event;
      const expected = {
        ...(eventType && { eventType }),
        ...(outOfOfficeProperties && { outOfOfficeProperties }),
        ...(focusTimeProperties && { focusTimeProperties }),
        ...(workingLocationProperties && { workingLocationProperties }),
      };
      expect(made).toEqual(jasmine.objectContaining(expected));
      const renamed = await ada.patch(made.id ?? '', { summary: 'Renamed' });
      expect(renamed).toEqual(jasmine.objectContaining({ ...expected, summary: 'Renamed' }));
      const listed = await ada.list({ eventTypes: [eventType ?? ''] });
      expect(listed.items?.map(({ id }) => id)).toEqual([made.id]);
    });
  }

  for (const [what, event, reason] of [
    [
      'a working location that is not public',
      { ...office, visibility: 'default' },
      'malformedWorkingLocationEvent',
    ],
    [
      'a working location that blocks time',
      { ...office, transparency: 'opaque' },
      'malformedWorkingLocationEvent',
    ],
    [
      'a working location without properties',
      { ...office, workingLocationProperties: null },
      'malformedWorkingLocationEvent',
    ],
    [
      'a working location of an unknown type',
      { ...office, workingLocationProperties: { type: 'beach' } },
      'malformedWorkingLocationEvent',
    ],
    [
      'a working location of two whole days',
      { ...office, ...twoDays },
      'malformedWorkingLocationEvent',
    ],
    ['a working location with guests', { ...office, ...guests }, 'malformedWorkingLocationEvent'],
    ['all-day focus time', { ...focus, ...day }, 'malformedFocusTimeEvent'],
    [
      'focus time that does not block time',
      { ...focus, transparency: 'transparent' },
      'malformedFocusTimeEvent',
    ],
    ['focus time with guests', { ...focus, ...guests }, 'malformedFocusTimeEvent'],
    ['an all-day absence', { ...away, ...day }, 'malformedOutOfOfficeEvent'],
    [
      'an absence that does not block time',
      { ...away, transparency: 'transparent' },
      'malformedOutOfOfficeEvent',
    ],
    ['an absence with guests', { ...away, ...guests }, 'malformedOutOfOfficeEvent'],
    [
      'an absence with a description',
      { ...away, description: 'Lake' },
      'malformedOutOfOfficeEvent',
    ],
    ['an event from Gmail', { ...hours, eventType: 'fromGmail' }, 'eventTypeRestriction'],
    ['an event of an unknown type', { ...hours, eventType: 'party' }, 'eventTypeRestriction'],
  ] as [string, WireEvent, string][]) {
    it(`status events: ${what} answers 400 ${reason}`, async () => {
      expect(await refusal(event)).toBe(`400 ${reason}`);
      expect((await emulator.as().list()).items).toEqual([]);
    });
  }

  it('status events: a secondary calendar answers 400 eventTypeRestriction', async () => {
    const made = await emulator
      .as()
      .ok<{ id: string }>('calendars', { method: 'POST', body: { summary: 'Second' } });
    for (const event of [office, focus, away]) {
      expect(await refusal(event, made.id)).toBe('400 eventTypeRestriction');
      expect(await refusal(event, ADA)).toBe('200 not refused');
    }
  });

  it('status events: the type of an event cannot be changed', async () => {
    expect(await patchRefusal(hours, { eventType: 'focusTime' })).toBe('400 invalid');
    expect(await patchRefusal(focus, { eventType: 'default' })).toBe('400 invalid');
    expect(await patchRefusal(focus, { eventType: 'focusTime' })).toBe('200 not refused');
    expect(await patchRefusal(hours, { eventType: null })).toBe('200 not refused');
  });

  it('status events: a change that the type does not allow is refused', async () => {
    const allDay = {
      start: { date: '2026-11-24', dateTime: null },
      end: { date: '2026-11-25', dateTime: null },
    };
    expect(await patchRefusal(focus, allDay)).toBe('400 malformedFocusTimeEvent');
    expect(await patchRefusal(away, guests)).toBe('400 malformedOutOfOfficeEvent');
    const hidden = { visibility: 'private' };
    expect(await patchRefusal(office, hidden)).toBe('400 malformedWorkingLocationEvent');
  });
});

describe('Events that Google makes itself', () => {
  const whole: WireEvent = {
    eventType: 'birthday',
    summary: 'Cleo',
    start: { date: '2026-11-24' },
    end: { date: '2026-11-25' },
    recurrence: ['RRULE:FREQ=YEARLY'],
    visibility: 'private',
    transparency: 'transparent',
  };
  const flight: WireEvent = {
    id: 'flight',
    eventType: 'fromGmail',
    summary: 'Flight to Lisbon',
    location: 'Gate 7',
    start: { dateTime: '2026-11-24T10:00:00+01:00' },
    end: { dateTime: '2026-11-24T12:00:00+01:00' },
  };
  const ofContact: WireEvent = {
    ...whole,
    id: 'anniversary',
    birthdayProperties: { type: 'anniversary', contact: 'people/c1' },
  };
  const world = smallWorld();
  const emulator = useEmulator({
    seed: {
      ...world,
      calendars: world.calendars.map((calendar) =>
        calendar.id === ADA ? { ...calendar, events: [flight, ofContact] } : calendar,
      ),
    },
  });
  const patchAnswer = (id: string, body: object) =>
    emulator.as().refusal(eventPath(id), { method: 'PATCH', body });

  for (const [what, body] of [
    ['title', { summary: 'Holiday' }],
    ['text', { description: 'Window seat' }],
    ['place', { location: 'Gate 8' }],
    ['end', { end: { dateTime: '2026-11-24T13:00:00+01:00' } }],
    ['recurrence', { recurrence: ['RRULE:FREQ=DAILY'] }],
  ] as const) {
    it(`events.patch: another ${what} of an event from Gmail answers 400 eventTypeRestriction`, async () => {
      expect(await patchAnswer('flight', body)).toBe('400 eventTypeRestriction');
    });
  }

  it('events.patch: an event from Gmail takes what the calendar makes of it', async () => {
    const body = {
      summary: 'Flight to Lisbon',
      colorId: '5',
      visibility: 'private',
      transparency: 'transparent',
      attendees: [{ email: BEN }],
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 30 }] },
      extendedProperties: { private: { seat: '12A' } },
    };
    expect(await patchAnswer('flight', body)).toBe('200 not refused');
  });

  for (const [what, body] of [
    ['a description', { description: 'Cake' }],
    ['a place', { location: 'Home' }],
    ['guests', { attendees: [{ email: BEN }] }],
    ['another visibility', { visibility: 'public' }],
    ['another transparency', { transparency: 'opaque' }],
    ['private properties', { extendedProperties: { private: { a: '1' } } }],
    ['a contact', { birthdayProperties: { contact: 'people/c1' } }],
    ['a second day', { end: { date: '2026-11-26' } }],
    ['a rule of every week', { recurrence: ['RRULE:FREQ=WEEKLY'] }],
  ] as const) {
    it(`events.patch: ${what} for a birthday answers 400 eventTypeRestriction`, async () => {
      const { id = '' } = await emulator.as().insert(whole);
      expect(await patchAnswer(id ?? '', body)).toBe('400 eventTypeRestriction');
    });
  }

  it('events.patch: a birthday takes a title, a colour, reminders and another day, which a contact’s has from the contact', async () => {
    const { id } = await emulator.as().insert(whole);
    const looks = { summary: 'Cleo F.', colorId: '5', reminders: { useDefault: false } };
    const day = { start: { date: '2026-11-25' }, end: { date: '2026-11-26' } };
    expect(await patchAnswer(id ?? '', { ...looks, ...day })).toBe('200 not refused');
    expect(await patchAnswer('anniversary', looks)).toBe('200 not refused');
    expect(await patchAnswer('anniversary', day)).toBe('400 eventTypeRestriction');
  });

  it('events.insert: the day of a contact, and a birthday of some hours, answer 400 eventTypeRestriction', async () => {
    const { start, end } = flight;
    for (const body of [
      { ...ofContact, id: 'another' },
      { ...whole, start, end, recurrence: null },
    ]) {
      const answer = await emulator.as().refusal(eventsPath('primary'), { method: 'POST', body });
      expect(answer).toBe('400 eventTypeRestriction');
    }
  });
});
