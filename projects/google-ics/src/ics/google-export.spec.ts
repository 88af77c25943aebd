import { eventNamed, fixture, imported, OWNER } from '../testing/ics-import.ts';

describe('Export of Google Calendar', () => {
  const seed = imported(fixture('google'));

  it('Google export: name, description, time zone and program are read', () => {
    expect(seed.name).toBe('Bakery, the back room');
    expect(seed.description).toBe('Who bakes, and when');
    expect(seed.timeZone).toBe('Europe/Lisbon');
    expect(seed.program).toBe('-//Google Inc//Google Calendar 70.9054//EN');
    expect(seed.refused).toEqual([]);
  });

  it('Google export: a series keeps its rule, time zone, EXDATE and metadata', () => {
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

  it('Google export: a moved instance becomes an exception of its series', () => {
    const seriesId = eventNamed(seed, 'Sourdough').id;
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

  it('Google export: a cancelled instance has only the fields that identify it', () => {
    const seriesId = eventNamed(seed, 'Sourdough').id;
    const cancelled = seed.events.find((event) => event.status === 'cancelled');
    expect(cancelled).toEqual({
      id: `${seriesId}_20260309T050000Z`,
      status: 'cancelled',
      recurringEventId: seriesId,
      originalStartTime: { dateTime: '2026-03-09T05:00:00Z', timeZone: 'Europe/Lisbon' },
    });
  });

  it('Google export: alarms become reminders', () => {
    expect(eventNamed(seed, 'Sourdough').reminders).toEqual({
      useDefault: false,
      overrides: [
        { method: 'popup', minutes: 30 },
        { method: 'email', minutes: 1440 },
      ],
    });
    expect(eventNamed(seed, 'Oven repair').reminders).toEqual({ useDefault: true });
  });

  it('Google export: organizer and attendees are read with their responses', () => {
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
      { email: OWNER, responseStatus: 'tentative', self: true },
      {
        email: 'table@resource.example.com',
        displayName: 'Long table',
        responseStatus: 'accepted',
        resource: true,
      },
    ]);
  });

  it('Google export: texts are unescaped and keep HTML, emoji and all scripts', () => {
    expect(eventNamed(seed, 'Tasting').description).toBe(
      'Bring the <b>rye</b>, please.\nAnd salt; a lot. 🥖 パン',
    );
    expect(eventNamed(seed, 'Tasting').location).toBe('Rua das Flores 7, Porto');
  });

  it('Google export: STATUS, TRANSP and CLASS are mapped', () => {
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

  it('Google export: CREATED in the year 0 is replaced', () => {
    expect(eventNamed(seed, 'Tasting').created).toBe('2026-02-20T12:00:00.000Z');
  });

  it('Google export: a single event in UTC gets the calendar’s time zone', () => {
    expect(eventNamed(seed, 'Tasting').start?.timeZone).toBe('Europe/Lisbon');
    expect(eventNamed(seed, 'Tasting').start?.dateTime).toBe('2026-03-11T14:00:00Z');
  });

  it('Google export: an all-day event during a clock change keeps its dates', () => {
    const repair = eventNamed(seed, 'Oven repair');
    expect([repair.start, repair.end]).toEqual([{ date: '2026-03-28' }, { date: '2026-03-30' }]);
  });
});
