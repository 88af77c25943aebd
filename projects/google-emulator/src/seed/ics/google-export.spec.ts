import { eventNamed, fixture, imported, owner } from '../testing/ics-import.ts';

describe('A Google export', () => {
  const seed = imported(fixture('google'));

  it('names the calendar, its zone and the program', () => {
    expect(seed.calendar.summary).toBe('Bakery, the back room');
    expect(seed.calendar.description).toBe('Who bakes, and when');
    expect(seed.calendar.timeZone).toBe('Europe/Lisbon');
    expect(seed.program).toBe('-//Google Inc//Google Calendar 70.9054//EN');
    expect(seed.refused).toEqual([]);
  });

  it('gives the calendar to its owner', () => {
    expect(seed.calendar.members).toEqual([
      { email: owner.email, accessRole: 'owner', selected: true },
    ]);
  });

  it('keeps a series with its rule, its zone and its exclusions', () => {
    const series = eventNamed(seed, 'Sourdough');
    expect(series.recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;UNTIL=20260630T225959Z;BYDAY=MO,TH',
      'EXDATE;TZID=Europe/Lisbon:20260402T050000',
    ]);
    expect(series.start).toEqual({
      dateTime: '2026-03-02T05:00:00Z',
      timeZone: 'Europe/Lisbon',
    });
    expect(series.iCalUID).toBe('3m7s0q6v1bakery@google.com');
    expect(series.sequence).toBe(2);
    expect(series.created).toBe('2026-02-10T08:00:00.000Z');
    expect(series.updated).toBe('2026-02-28T17:30:12.000Z');
  });

  it('turns a moved instance into an exception of the series', () => {
    const seriesId = eventNamed(seed, 'Sourdough').id ?? '';
    const moved = eventNamed(seed, 'Sourdough (on Friday)');
    expect(moved.id).toBe(`${seriesId}_20260305T050000Z`);
    expect(moved.recurringEventId).toBe(seriesId);
    expect(moved.originalStartTime).toEqual({
      dateTime: '2026-03-05T05:00:00Z',
      timeZone: 'Europe/Lisbon',
    });
    expect(moved.start?.dateTime).toBe('2026-03-06T06:00:00Z');
    expect(moved.recurrence).toBeUndefined();
  });

  it('keeps no more of a cancelled instance than Google promises', () => {
    const seriesId = eventNamed(seed, 'Sourdough').id ?? '';
    const cancelled = seed.calendar.events.find((event) => event.status === 'cancelled');
    expect(cancelled).toEqual({
      id: `${seriesId}_20260309T050000Z`,
      status: 'cancelled',
      recurringEventId: seriesId,
      originalStartTime: { dateTime: '2026-03-09T05:00:00Z', timeZone: 'Europe/Lisbon' },
    });
  });

  it('reads alarms as reminders', () => {
    expect(eventNamed(seed, 'Sourdough').reminders).toEqual({
      useDefault: false,
      overrides: [
        { method: 'popup', minutes: 30 },
        { method: 'email', minutes: 1440 },
      ],
    });
    expect(eventNamed(seed, 'Oven repair').reminders).toEqual({ useDefault: true });
  });

  it('reads people and what they answered', () => {
    const tasting = eventNamed(seed, 'Tasting');
    expect(tasting.organizer).toEqual({ email: 'ines@example.com', displayName: 'Inês Prado' });
    expect(tasting.attendees).toEqual([
      {
        email: 'ines@example.com',
        displayName: 'Inês Prado',
        responseStatus: 'accepted',
        organizer: true,
      },
      {
        email: 'rafael@example.com',
        displayName: 'Rafael',
        responseStatus: 'needsAction',
        optional: true,
        additionalGuests: 2,
      },
      { email: owner.email, responseStatus: 'tentative', self: true },
      {
        email: 'table@resource.example.com',
        displayName: 'Long table',
        responseStatus: 'accepted',
        resource: true,
      },
    ]);
  });

  it('unescapes text and leaves HTML, emoji and other scripts as they are', () => {
    expect(eventNamed(seed, 'Tasting').description).toBe(
      'Bring the <b>rye</b>, please.\nAnd salt; a lot. 🥖 パン',
    );
    expect(eventNamed(seed, 'Tasting').location).toBe('Rua das Flores 7, Porto');
  });

  it('maps status, transparency and class', () => {
    const tasting = eventNamed(seed, 'Tasting');
    expect([tasting.status, tasting.transparency, tasting.visibility]).toEqual([
      'tentative',
      'transparent',
      'private',
    ]);
    const repair = eventNamed(seed, 'Oven repair');
    expect(repair.status).toBe('confirmed');
    expect(repair.transparency).toBeUndefined();
    expect(repair.visibility).toBeUndefined();
  });

  it('does not believe a CREATED of the year 0', () => {
    expect(eventNamed(seed, 'Tasting').created).toBe('2026-02-20T12:00:00.000Z');
  });

  it('shows a single event that was written in UTC in the calendar’s zone', () => {
    expect(eventNamed(seed, 'Tasting').start?.timeZone).toBe('Europe/Lisbon');
    expect(eventNamed(seed, 'Tasting').start?.dateTime).toBe('2026-03-11T14:00:00Z');
  });

  it('reads whole days, over a change of clocks too', () => {
    const repair = eventNamed(seed, 'Oven repair');
    expect([repair.start, repair.end]).toEqual([{ date: '2026-03-28' }, { date: '2026-03-30' }]);
  });
});
