import type { GoogleCalendarEvent } from '../runtime/mapping/google-calendar-event';
import { aUser, signedIn, storedEvent } from './emulator';

/**
 * Apps that come from the plug-in that this library replaces pass the values that it documents: plain objects whose times
 * are `Date`s or strings, Google's resource in `googleEvent`, and custom properties.
 */
describe('Samples of the plug-in that this library replaces', () => {
  const day = { start: new Date('2026-05-05T09:00:00Z'), end: new Date('2026-05-05T10:30:00Z') };
  const may = [new Date(2026, 4, 1), new Date(2026, 5, 0)] as const;

  it('getEvents: one calendar, several and primary are accepted, and Dates as range', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await service.addEvent(email, { title: 'Lunch', ...day });
    for (const calendars of [email, [email], ['primary']]) {
      const events = await service.getEvents(calendars, ...may);
      expect(events.map(({ title, allDay }) => [title, allDay])).toEqual([['Lunch', false]]);
    }
  });

  it('addEvent: custom properties are stored as private extended properties', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const event = { title: 'Job', ...day, job: 'painting', floors: [1, 2], resource: undefined };
    const { id } = await service.addEvent(email, event);
    expect((await storedEvent(email, id)).extendedProperties).toEqual({
      private: { job: 'painting', floors: '[1,2]' },
    });
  });

  it('addEvent: description, guests and reminders in googleEvent are stored', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const googleEvent = {
      description: 'With slides',
      location: 'Room 1',
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] },
    };
    const attendees = [{ email: 'guest@example.com' }];
    const { id } = await service.addEvent(email, {
      title: 'Talk',
      ...day,
      googleEvent: { ...googleEvent, attendees },
    });
    const stored = await storedEvent(email, id);
    expect(stored.attendees?.map((guest) => guest.email)).toEqual(['guest@example.com']);
    expect(stored).toEqual(jasmine.objectContaining({ summary: 'Talk', ...googleEvent }));
  });

  it('addEvent: a recurrence in googleEvent makes a series, whose occurrences getEvents returns', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const googleEvent = { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] };
    await service.addEvent(email, { title: 'Standup', ...day, googleEvent });
    const events = await service.getEvents(email, '2026-05-01', '2026-06-01');
    expect(events.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2026-05-05T09:00:00.000Z',
      '2026-05-06T09:00:00.000Z',
      '2026-05-07T09:00:00.000Z',
    ]);
  });

  it('addEvent: allDay with Dates makes an all-day event', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const { id } = await service.addEvent(email, {
      title: 'Fair',
      start: new Date(2026, 4, 5),
      end: new Date(2026, 4, 7),
      allDay: true,
    });
    const { start, end } = await storedEvent(email, id);
    expect([start, end]).toEqual([{ date: '2026-05-05' }, { date: '2026-05-07' }]);
  });

  const edits: readonly [string, (event: GoogleCalendarEvent) => object][] = [
    [
      'the whole event with googleEvent edited',
      (event) => ({ ...event, googleEvent: { ...event.googleEvent, description: 'new' } }),
    ],
    ['the edited field alone', ({ id }) => ({ id, googleEvent: { description: 'new' } })],
    [
      'a copy through JSON',
      (event) => {
        const copy = JSON.parse(JSON.stringify(event)) as GoogleCalendarEvent;
        return { ...copy, googleEvent: { ...copy.googleEvent, description: 'new' } };
      },
    ],
  ];
  for (const [name, edit] of edits) {
    it(`updateEvent: only what was edited in googleEvent is sent: ${name}`, async () => {
      const email = await aUser();
      const service = await signedIn(email);
      const added = await service.addEvent(email, {
        title: 'Talk',
        description: 'old',
        location: 'Room 1',
        attendees: [{ email: 'guest@example.com' }],
        ...day,
      });
      const changed = await service.updateEvent(email, {
        id: added.id,
        ...edit(added),
      });
      expect(changed.description).toBe('new');
      const stored = await storedEvent(email, added.id);
      expect(stored).toEqual(
        jasmine.objectContaining({ summary: 'Talk', description: 'new', location: 'Room 1' }),
      );
      expect(stored.attendees?.map((guest) => guest.email)).toEqual(['guest@example.com']);
    });
  }

  it('updateEvent: a start in googleEvent of an event that was never read keeps the end and the time zone', async () => {
    const inBerlin = (time: string) => ({ dateTime: time, timeZone: 'Europe/Berlin' });
    const email = await aUser([
      {
        id: 'timed',
        start: inBerlin('2026-05-05T09:00:00+02:00'),
        end: inBerlin('2026-05-05T11:00:00+02:00'),
      },
      { id: 'whole', start: { date: '2026-05-05' }, end: { date: '2026-05-07' } },
    ]);
    const service = await signedIn(email);
    const moved = { start: { dateTime: '2026-05-05T10:00:00+02:00' } };
    await service.updateEvent(email, { id: 'timed', googleEvent: moved });
    const { start, end } = await storedEvent(email, 'timed');
    expect([start?.timeZone, end?.timeZone]).toEqual(['Europe/Berlin', 'Europe/Berlin']);
    expect(Date.parse(start?.dateTime ?? '')).toBe(Date.parse('2026-05-05T08:00:00Z'));
    expect(Date.parse(end?.dateTime ?? '')).toBe(Date.parse('2026-05-05T09:00:00Z'));

    const dragged = await service.updateEvent(email, { id: 'whole', googleEvent: moved });
    expect(dragged.allDay).toBeFalse();
  });

  it('updateEvent: a response with attendeesOmitted keeps the other guests', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const guests = [{ email }, { email: 'a@example.com' }, { email: 'b@example.com' }];
    const { id } = await service.addEvent(email, { title: 'Talk', ...day, attendees: guests });
    await service.updateEvent(email, {
      id,
      attendees: [{ email, responseStatus: 'accepted' }],
      attendeesOmitted: true,
    });
    const { attendees, extendedProperties } = await storedEvent(email, id);
    expect(attendees?.map((guest) => guest.email)).toEqual(guests.map((guest) => guest.email));
    expect(attendees?.[0]?.responseStatus).toBe('accepted');
    expect(extendedProperties).toBeUndefined();
  });

  it('addEvent: conferenceData.createRequest in googleEvent creates a Meet link', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const conferenceData = {
      createRequest: { requestId: 'r1', conferenceSolutionKey: { type: 'hangoutsMeet' } },
    };
    const added = await service.addEvent(email, {
      title: 'Call',
      start: day.start,
      googleEvent: { conferenceData },
    });
    expect(added.googleEvent.hangoutLink).toContain('https://meet.google.com/');
    expect(Date.parse(added.end) - Date.parse(added.start)).toBe(3_600_000);
  });

  it('deleteEvent: an event passed as a whole is deleted', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const added = await service.addEvent(email, { title: 'Gone', ...day });
    await service.deleteEvent(email, added);
    expect(await service.getEvents(email, ...may)).toEqual([]);
  });
});
