import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import { aUser, signedIn, storedEvent } from './emulator';

/**
 * What apps hand to the plug-in that this library replaces, in the shapes that it documents: events as plain objects
 * with times as `Date`s or texts, Google's resource in `googleEvent`, and whatever else the app keeps with an event.
 */
describe('Samples of the replaced plug-in', () => {
  const day = { start: new Date('2026-05-05T09:00:00Z'), end: new Date('2026-05-05T10:30:00Z') };
  const fromMay = [new Date(2026, 4, 1), new Date(2026, 5, 0)] as const;

  it('getEvents takes one calendar or several, and Dates', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    await service.addEvent(email, { title: 'Lunch', ...day });
    for (const calendars of [email, [email], ['primary']]) {
      const events = await service.getEvents(calendars, ...fromMay);
      expect(events.map(({ title, allDay }) => [title, allDay])).toEqual([['Lunch', false]]);
    }
  });

  it('addEvent keeps custom properties, which come back as extended properties', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const event = { title: 'Job', ...day, job: 'painting', floors: [1, 2], resource: undefined };
    const { id } = await service.addEvent(email, event);
    expect((await storedEvent(email, id)).extendedProperties).toEqual({
      private: { job: 'painting', floors: '[1,2]' },
    });
  });

  it('addEvent takes the description, guests and reminders in googleEvent', async () => {
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

  it('addEvent takes a recurrence in googleEvent, and getEvents lists its occurrences', async () => {
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

  it('addEvent makes an event of whole days of an allDay with Dates', async () => {
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
    it(`updateEvent sends what was edited in googleEvent, and nothing else: ${name}`, async () => {
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

  it('updateEvent takes a time in googleEvent of an event that was never read: the length and the zone stay', async () => {
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

  it('updateEvent answers for one guest alone: the others stay', async () => {
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

  it('addEvent creates the Meet link that googleEvent asks for', async () => {
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

  it('deleteEvent takes the event', async () => {
    const email = await aUser();
    const service = await signedIn(email);
    const added = await service.addEvent(email, { title: 'Gone', ...day });
    await service.deleteEvent(email, added);
    expect(await service.getEvents(email, ...fromMay)).toEqual([]);
  });
});
