import { eventNamed, fixture, imported } from '../testing/ics-import.ts';

describe('An Outlook export', () => {
  const seed = imported(`\uFEFF${fixture('outlook').replaceAll('\n', '\r\n')}`, 'Outlook.ics');

  it('reads it from its byte order mark on', () => {
    expect(seed.program).toBe('-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN');
  });

  it('knows Windows’ names for zones, quoted or not', () => {
    expect(seed.calendar.timeZone).toBe('Europe/Berlin');
    expect(eventNamed(seed, 'Apfelbäume schneiden').start).toEqual({
      dateTime: '2026-01-07T10:00:00+01:00',
      timeZone: 'Europe/Berlin',
    });
  });

  it('writes exclusions with the IANA name, but not those that an exception stands for', () => {
    expect(eventNamed(seed, 'Apfelbäume schneiden').recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;UNTIL=20260225T090000Z;BYDAY=WE',
      'EXDATE;TZID=Europe/Berlin:20260128T100000',
    ]);
    expect(eventNamed(seed, 'Apfelbäume schneiden (nachmittags)').originalStartTime).toEqual({
      dateTime: '2026-01-21T10:00:00+01:00',
      timeZone: 'Europe/Berlin',
    });
  });

  it('reads all-day events that are written as midnights', () => {
    const outing = eventNamed(seed, 'Betriebsausflug');
    expect([outing.start, outing.end]).toEqual([{ date: '2026-04-01' }, { date: '2026-04-03' }]);
  });

  it('finds a zone without a name by how its clock runs', () => {
    expect(eventNamed(seed, 'Call with the cider press').start).toEqual({
      dateTime: '2026-03-16T09:00:00-04:00',
      timeZone: 'America/New_York',
    });
  });

  it('a clock that runs nowhere on Earth: its event is loaded at the right instant, and the guess is named', () => {
    expect(seed.refused).toEqual([]);
    expect(eventNamed(seed, 'Crater meeting').start).toEqual({
      dateTime: '2026-03-16T09:27:00+04:00',
      timeZone: 'Etc/GMT-4',
    });
    expect(seed.notes.map(({ note }) => note)).toContain(
      'the time zone “Moon Base” has a VTIMEZONE that runs like no zone of the IANA database: its times are right, but series keep to Etc/GMT-4',
    );
  });

  it('keeps categories as a private extended property', () => {
    expect(eventNamed(seed, 'Apfelbäume schneiden').extendedProperties).toEqual({
      private: { categories: 'Red Category,Orchard' },
    });
  });
});

describe('An Apple export', () => {
  const seed = imported(fixture('apple'));

  it('takes the colorId nearest to the calendar’s colour', () => {
    expect(seed.calendar.members[0]?.colorId).toBe('23');
  });

  it('links to attachments and to the event’s page', () => {
    const rehearsal = eventNamed(seed, 'Répétition');
    expect(rehearsal.attachments).toEqual([
      {
        fileUrl: 'https://choeur.example/files/partition.pdf',
        title: 'partition.pdf',
        mimeType: 'application/pdf',
      },
    ]);
    expect(rehearsal.source).toEqual({
      url: 'https://choeur.example/programme',
      title: 'choeur.example',
    });
  });

  it('leaves out the alarm that says there is none', () => {
    expect(eventNamed(seed, 'Répétition').reminders?.overrides).toEqual([
      { method: 'popup', minutes: 120 },
    ]);
  });

  it('reads floating times in the calendar’s zone, DURATION, GEO and absolute alarms', () => {
    const concert = eventNamed(seed, 'Concert');
    expect(concert.start).toEqual({
      dateTime: '2026-06-20T20:30:00+02:00',
      timeZone: 'Europe/Paris',
    });
    expect(concert.end?.dateTime).toBe('2026-06-20T22:15:00+02:00');
    expect(concert.location).toBe('48.1173, -1.6778');
    expect(concert.reminders?.overrides).toEqual([{ method: 'popup', minutes: 60 }]);
  });
});

describe('A Thunderbird export', () => {
  const seed = imported(fixture('thunderbird'), 'Bees & honey.ics');

  it('names a nameless calendar after its file', () => {
    expect(seed.calendar.summary).toBe('Bees & honey');
  });

  it('reads Mozilla’s long zone names, and dates in other zones on the series’ clock', () => {
    expect(eventNamed(seed, 'Bees: look into every hive').recurrence).toEqual([
      'RRULE:FREQ=DAILY;INTERVAL=10;UNTIL=20260501T215959Z',
      'RDATE;TZID=Europe/Berlin:20260318T170000',
      'EXDATE;TZID=Europe/Berlin:20260411T170000',
    ]);
  });

  it('counts an alarm before the end from the start', () => {
    expect(eventNamed(seed, 'Bees: look into every hive').reminders?.overrides).toEqual([
      { method: 'popup', minutes: 30 },
    ]);
  });

  it('takes a day without an end for one day', () => {
    expect(eventNamed(seed, 'Honey market').end).toEqual({ date: '2026-09-13' });
  });

  it('lists tasks as refused', () => {
    expect(seed.refused).toEqual([
      { event: '“Order jars”, line 51', reason: 'a task, not an event' },
    ]);
  });
});
