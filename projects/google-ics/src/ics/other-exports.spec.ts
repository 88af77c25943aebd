import { eventNamed, fixture, imported } from '../testing/ics-import.ts';

describe('Export of Outlook', () => {
  const seed = imported(`\uFEFF${fixture('outlook').replaceAll('\n', '\r\n')}`, 'Outlook.ics');

  it('Outlook export: a byte order mark is skipped', () => {
    expect(seed.program).toBe('-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN');
  });

  it('Outlook export: quoted and unquoted Windows time zone names are known', () => {
    expect(seed.timeZone).toBe('Europe/Berlin');
    expect(eventNamed(seed, 'Apfelbäume schneiden').start).toEqual({
      dateTime: '2026-01-07T10:00:00+01:00',
      timeZone: 'Europe/Berlin',
    });
  });

  it('Outlook export: EXDATE gets the IANA name, and is left out for dates with an exception', () => {
    expect(eventNamed(seed, 'Apfelbäume schneiden').recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;UNTIL=20260225T090000Z;BYDAY=WE',
      'EXDATE;TZID=Europe/Berlin:20260128T100000',
    ]);
    expect(eventNamed(seed, 'Apfelbäume schneiden (nachmittags)').originalStartTime).toEqual({
      dateTime: '2026-01-21T10:00:00+01:00',
      timeZone: 'Europe/Berlin',
    });
  });

  it('Outlook export: a marked all-day event from midnight to midnight becomes all-day', () => {
    const outing = eventNamed(seed, 'Betriebsausflug');
    expect([outing.start, outing.end]).toEqual([{ date: '2026-04-01' }, { date: '2026-04-03' }]);
  });

  it('Outlook export: an unnamed time zone is matched by its VTIMEZONE', () => {
    expect(eventNamed(seed, 'Call with the cider press').start).toEqual({
      dateTime: '2026-03-16T09:00:00-04:00',
      timeZone: 'America/New_York',
    });
  });

  it('Outlook export: an event in a VTIMEZONE that matches no IANA zone keeps its instant and is noted', () => {
    expect(seed.refused).toEqual([]);
    expect(eventNamed(seed, 'Crater meeting').start).toEqual({
      dateTime: '2026-03-16T09:27:00+04:00',
      timeZone: 'Etc/GMT-4',
    });
    expect(seed.notes.map(({ note }) => note)).toContain(
      'the time zone “Moon Base” has a VTIMEZONE that runs like no zone of the IANA database: its times are right, but series keep to Etc/GMT-4',
    );
  });

  it('Outlook export: categories become a private extended property', () => {
    expect(eventNamed(seed, 'Apfelbäume schneiden').extendedProperties).toEqual({
      private: { categories: 'Red Category,Orchard' },
    });
  });
});

describe('Export of Apple Calendar', () => {
  const seed = imported(fixture('apple'));

  it('Apple export: the colour of the calendar is read', () => {
    expect(seed.color).toMatch(/^#[0-9A-F]{6}([0-9A-F]{2})?$/i);
  });

  it('Apple export: ATTACH becomes an attachment and URL the source', () => {
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

  it('Apple export: an alarm with ACTION:NONE is left out', () => {
    expect(eventNamed(seed, 'Répétition').reminders?.overrides).toEqual([
      { method: 'popup', minutes: 120 },
    ]);
  });

  it('Apple export: floating times, DURATION, GEO and absolute alarms are read', () => {
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

describe('Export of Thunderbird', () => {
  const seed = imported(fixture('thunderbird'), 'Bees & honey.ics');

  it('Thunderbird export: Mozilla’s zone names are known, and RDATE and EXDATE are converted to the zone of the series', () => {
    expect(eventNamed(seed, 'Bees: look into every hive').recurrence).toEqual([
      'RRULE:FREQ=DAILY;INTERVAL=10;UNTIL=20260501T215959Z',
      'RDATE;TZID=Europe/Berlin:20260318T170000',
      'EXDATE;TZID=Europe/Berlin:20260411T170000',
    ]);
  });

  it('Thunderbird export: an alarm relative to the end becomes a reminder before the start', () => {
    expect(eventNamed(seed, 'Bees: look into every hive').reminders?.overrides).toEqual([
      { method: 'popup', minutes: 30 },
    ]);
  });

  it('Thunderbird export: an all-day event without an end lasts one day', () => {
    expect(eventNamed(seed, 'Honey market').end).toEqual({ date: '2026-09-13' });
  });

  it('Thunderbird export: tasks are refused', () => {
    expect(seed.refused).toEqual([
      { event: '“Order jars”, line 51', reason: 'a task, not an event' },
    ]);
  });
});
