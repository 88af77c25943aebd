import { ADA, type Json, type ListJson, useEmulator } from '../testing/graph-client.ts';

describe('Mailbox', () => {
  const emulator = useEmulator();

  it('me: names the account', async () => {
    const ada = await emulator.as();
    expect(await ada.ok<Json>('me')).toEqual(
      jasmine.objectContaining({ displayName: 'Ada', mail: ADA, userPrincipalName: ADA }),
    );
  });

  it('mailboxSettings: has the Windows name of the time zone, which can be changed', async () => {
    const ada = await emulator.as();
    expect((await ada.ok<Json>('me/mailboxSettings'))['timeZone']).toBe('W. Europe Standard Time');
    await ada.ok('me/mailboxSettings', {
      method: 'PATCH',
      body: { timeZone: 'Tokyo Standard Time' },
    });
    expect(await ada.ok<Json>('me/mailboxSettings/timeZone')).toEqual({
      value: 'Tokyo Standard Time',
    });
    const selected = await ada.ok<Json>('me/mailboxSettings?$select=timeZone');
    expect(Object.keys(selected).filter((name) => !name.startsWith('@'))).toEqual(['timeZone']);
  });

  it('mailboxSettings: an unknown zone is refused, and reading needs no permission to write', async () => {
    const ada = await emulator.as();
    const request = { method: 'PATCH', body: { timeZone: 'Mars' } };
    expect(await ada.refusal('me/mailboxSettings', request)).toBe(
      '400 TimeZoneNotSupportedException',
    );
    const reader = await emulator.as(ADA, 'MailboxSettings.Read');
    expect(await reader.refusal('me/mailboxSettings')).toBe('200 not refused');
    expect(await reader.refusal('me/mailboxSettings', request)).toBe('403 ErrorAccessDenied');
  });

  it('mailboxSettings: working hours can be changed, and keep what is left out', async () => {
    const ada = await emulator.as();
    const hours = async () =>
      (await ada.ok<{ workingHours: Json }>('me/mailboxSettings')).workingHours;
    const before = await hours();
    const body = { workingHours: { daysOfWeek: ['monday', 'friday'], startTime: '10:00:00' } };
    await ada.ok('me/mailboxSettings', { method: 'PATCH', body });
    expect(await hours()).toEqual({
      ...before,
      daysOfWeek: ['monday', 'friday'],
      startTime: '10:00:00',
    });
    const wrong = { workingHours: { daysOfWeek: ['someday'] } };
    expect(await ada.refusal('me/mailboxSettings', { method: 'PATCH', body: wrong })).toBe(
      '400 RequestBodyRead',
    );
  });

  it('masterCategories: are listed, added, coloured anew and deleted', async () => {
    const ada = await emulator.as();
    const path = 'me/outlook/masterCategories';
    const names = async () =>
      (await ada.ok<ListJson<{ displayName: string; color: string }>>(path)).value.map(
        ({ displayName, color }) => `${displayName} ${color}`,
      );
    const added = await ada.ok<{ id: string }>(path, {
      method: 'POST',
      body: { displayName: 'Choir', color: 'preset8' },
    });
    expect(await names()).toEqual(['Red category preset0', 'Choir preset8']);
    expect(await ada.refusal(path, { method: 'POST', body: { displayName: 'Choir' } })).toBe(
      '409 CategoryNameAlreadyExists',
    );
    await ada.ok(`${path}/${added.id}`, { method: 'PATCH', body: { color: 'preset24' } });
    expect(await names()).toEqual(['Red category preset0', 'Choir preset24']);
    expect(
      await ada.refusal(path, { method: 'POST', body: { displayName: 'X', color: 'preset25' } }),
    ).toBe('400 RequestBodyRead');
    await ada.ok(`${path}/${added.id}`, { method: 'DELETE' });
    expect(await names()).toEqual(['Red category preset0']);
  });

  it('supportedTimeZones: are Windows names, or IANA names on request', async () => {
    const ada = await emulator.as();
    const aliases = async (path: string) =>
      (await ada.ok<ListJson<{ alias: string }>>(`me/outlook/${path}`)).value.map(
        ({ alias }) => alias,
      );
    const windows = await aliases('supportedTimeZones');
    expect(windows).toContain('W. Europe Standard Time');
    expect(windows).toContain('UTC-11');
    expect(windows).toHaveSize(139);
    const iana = await aliases(
      "supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')",
    );
    expect(iana).toContain('Europe/Berlin');
    expect(iana).not.toContain('W. Europe Standard Time');
  });

  it('calendars: are added with a colour, renamed, and deleted; the default one stays', async () => {
    const ada = await emulator.as();
    const created = await ada.ok<{ id: string }>('me/calendars', {
      method: 'POST',
      body: { name: 'Choir', color: 'lightTeal' },
    });
    expect(created).toEqual(
      jasmine.objectContaining({
        name: 'Choir',
        color: 'lightTeal',
        hexColor: '#038387',
        canEdit: true,
      }),
    );
    const path = `me/calendars/${encodeURIComponent(created.id)}`;
    await ada.ok(path, { method: 'PATCH', body: { name: 'Song' } });
    expect((await ada.ok<Json>(path))['name']).toBe('Song');
    expect((await ada.call(path, { method: 'DELETE' })).status).toBe(204);
    expect(await ada.refusal(path)).toBe('404 ErrorItemNotFound');
    expect(await ada.refusal('me/calendar', { method: 'DELETE' })).toBe('403 ErrorAccessDenied');
  });

  it('calendars: one without a colour has auto and an empty hexColor, and a name is not taken twice', async () => {
    const ada = await emulator.as();
    const post = { method: 'POST', body: { name: 'Choir' } };
    expect(await ada.ok<Json>('me/calendars', post)).toEqual(
      jasmine.objectContaining({ color: 'auto', hexColor: '' }),
    );
    expect(await ada.refusal('me/calendars', post)).toBe('409 ErrorFolderExists');
  });

  it('calendars: are paged by $top, with whole links', async () => {
    const ada = await emulator.as();
    const first = await ada.ok<ListJson>('me/calendars?$top=1');
    expect(first['@odata.nextLink']).toBe(`${emulator.url}/v1.0/me/calendars?$top=1&$skip=1`);
    const second = await ada.ok<ListJson>(first['@odata.nextLink'] ?? '');
    expect([second.value.length, second['@odata.nextLink']]).toEqual([1, undefined]);
  });

  it('calendarGroups: has the first group, with the calendars', async () => {
    const ada = await emulator.as();
    const [group] = (await ada.ok<ListJson<{ id: string; name: string }>>('me/calendarGroups'))
      .value;
    expect(group?.name).toBe('My Calendars');
    const path = `me/calendarGroups/${encodeURIComponent(group?.id ?? '')}/calendars`;
    const calendars = (await ada.ok<ListJson<{ id: string }>>(path)).value;
    expect(calendars).toHaveSize(2);
    const deeper = `${path}/${encodeURIComponent(calendars[0]?.id ?? '')}/events/x/accept`;
    expect(await ada.refusal(deeper, { method: 'POST', body: {} })).toBe('400 BadRequest');
  });

  it('paths: an unknown segment is told in words', async () => {
    const ada = await emulator.as();
    const { status, body } = await ada.call<{ error: { message: string } }>('me/nothing');
    expect([status, body.error.message]).toEqual([
      400,
      "Resource not found for the segment 'nothing'.",
    ]);
  });
});
