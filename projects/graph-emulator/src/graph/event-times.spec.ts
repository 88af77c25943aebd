import { times, useEmulator } from '../testing/graph-client.ts';

describe('Times of events', () => {
  const emulator = useEmulator();
  const allDay = (start: string, end: string, timeZone = 'UTC') => ({
    subject: 'Day',
    isAllDay: true,
    start: { dateTime: `${start}T00:00:00`, timeZone },
    end: { dateTime: `${end}T00:00:00`, timeZone },
  });

  it('times: have seven decimals and no offset, in UTC unless Prefer names a zone', async () => {
    const ada = await emulator.as();
    const { id, start } = await ada.insert({
      ...times('2026-12-01', '09:30', 30, 'Eastern Standard Time'),
    });
    expect(start).toEqual({ dateTime: '2026-12-01T14:30:00.0000000', timeZone: 'UTC' });
    for (const zone of ['W. Europe Standard Time', 'Europe/Berlin']) {
      const seen = await ada.get(id, '', { Prefer: `outlook.timezone="${zone}"` });
      expect(seen.start).toEqual({ dateTime: '2026-12-01T15:30:00.0000000', timeZone: zone });
    }
  });

  it('times: Prefer is one list, and the answer says what it followed', async () => {
    const ada = await emulator.as();
    const { headers } = await ada.call('me/events', {
      headers: {
        Prefer: 'outlook.timezone="Europe/Berlin", odata.maxpagesize=5, IdType="ImmutableId"',
      },
    });
    expect(headers.get('Preference-Applied')).toBe(
      'outlook.timezone="Europe/Berlin", odata.maxpagesize=5',
    );
  });

  it('times: an unknown zone is refused, in Prefer and in a body', async () => {
    const ada = await emulator.as();
    expect(await ada.refusal('me/events', { headers: { Prefer: 'outlook.timezone="Mars"' } })).toBe(
      '400 TimeZoneNotSupportedException',
    );
    const body = times('2026-06-11', '09:00', 30, 'Mars Standard Time');
    expect(await ada.refusal('me/events', { method: 'POST', body })).toBe(
      '400 TimeZoneNotSupportedException',
    );
  });

  it('times: a time with its own offset is read by it', async () => {
    const ada = await emulator.as();
    const { start } = await ada.insert({
      start: { dateTime: '2026-06-11T09:00:00.0000000-07:00', timeZone: 'UTC' },
      end: { dateTime: '2026-06-11T17:00:00Z', timeZone: 'UTC' },
    });
    expect(start.dateTime).toBe('2026-06-11T16:00:00.0000000');
  });

  it('all-day: is told from midnight to midnight whatever zone is preferred', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(allDay('2026-06-11', '2026-06-12', 'W. Europe Standard Time'));
    const seen = await ada.get(id, '', { Prefer: 'outlook.timezone="Pacific Standard Time"' });
    expect(seen.start).toEqual({
      dateTime: '2026-06-11T00:00:00.0000000',
      timeZone: 'Pacific Standard Time',
    });
    expect(seen.end.dateTime).toBe('2026-06-12T00:00:00.0000000');
  });

  it('all-day: a time that is not midnight, no whole day, or two zones are refused', async () => {
    const ada = await emulator.as();
    const post = (body: object) => ada.refusal('me/events', { method: 'POST', body });
    const whole = allDay('2026-06-11', '2026-06-12');
    const noon = { dateTime: '2026-06-12T12:00:00', timeZone: 'UTC' };
    expect(await post({ ...whole, end: noon })).toBe('400 ErrorPropertyValidationFailure');
    expect(await post(allDay('2026-06-11', '2026-06-11'))).toBe(
      '400 ErrorPropertyValidationFailure',
    );
    const elsewhere = { dateTime: '2026-06-12T00:00:00', timeZone: 'Tokyo Standard Time' };
    expect(await post({ ...whole, end: elsewhere })).toBe('400 ErrorPropertyValidationFailure');
  });

  it('times: an end before the start and an event without times are refused', async () => {
    const ada = await emulator.as();
    const post = (body: object) => ada.refusal('me/events', { method: 'POST', body });
    expect(await post(times('2026-06-11', '09:00', -30))).toBe('400 ErrorInvalidRequest');
    expect(await post({ subject: 'Never' })).toBe('400 ErrorPropertyValidationFailure');
  });
});
