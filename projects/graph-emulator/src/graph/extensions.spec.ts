import {
  eventPath,
  type EventJson,
  type ListJson,
  times,
  useEmulator,
} from '../testing/graph-client.ts';

describe('Open extensions', () => {
  const emulator = useEmulator();
  const lunch = { subject: 'Lunch', ...times('2026-06-11', '12:00', 60) };
  const own = {
    '@odata.type': 'microsoft.graph.openTypeExtension',
    extensionName: 'example.project',
    number: 'H-217',
    billable: true,
  };

  it('extensions: stand in the insert, and are answered with $expand alone', async () => {
    const ada = await emulator.as();
    const { id, ...event } = await ada.insert({ ...lunch, extensions: [own] });
    expect(event['extensions']).toBeUndefined();
    const expanded = await ada.get(id, "?$expand=extensions($filter=id eq 'example.project')");
    expect(expanded['extensions']).toEqual([
      {
        '@odata.type': '#microsoft.graph.openTypeExtension',
        id: 'Microsoft.OutlookServices.OpenTypeExtension.example.project',
        extensionName: 'example.project',
        number: 'H-217',
        billable: true,
      },
    ]);
    const others = await ada.get(id, "?$expand=extensions($filter=id eq 'example.other')");
    expect(others['extensions']).toEqual([]);
  });

  it('extensions: are posted, read by name or id, changed and deleted; each changes the etag', async () => {
    const ada = await emulator.as();
    const { id, '@odata.etag': etag } = await ada.insert(lunch);
    const list = `${eventPath(id)}/extensions`;
    const posted = await ada.ok<{ id: string }>(list, { method: 'POST', body: own });
    expect((await ada.get(id))['@odata.etag']).not.toBe(etag);
    expect(await ada.ok<object>(`${list}/example.project`)).toEqual(
      jasmine.objectContaining({ number: 'H-217' }),
    );
    await ada.ok(`${list}/${posted.id}`, { method: 'PATCH', body: { number: 'H-218' } });
    const { value } = await ada.ok<ListJson<{ number: string; billable: boolean }>>(list);
    expect(value.map(({ number, billable }) => [number, billable])).toEqual([['H-218', true]]);
    await ada.ok(`${list}/example.project`, { method: 'DELETE' });
    expect(await ada.refusal(`${list}/example.project`)).toBe('404 ErrorItemNotFound');
  });

  it('extensions: a second one of the same name is refused, and one without a name', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert({ ...lunch, extensions: [own] });
    const post = (body: object) =>
      ada.refusal(`${eventPath(id)}/extensions`, { method: 'POST', body });
    expect(await post(own)).toBe('409 ErrorIrresolvableConflict');
    expect(await post({ number: 1 })).toBe('400 ErrorPropertyValidationFailure');
  });

  it('extensions: are never in delta', async () => {
    const ada = await emulator.as();
    await ada.insert({ ...lunch, extensions: [own] });
    const { rows } = await ada.delta(
      'me/calendarView/delta?startDateTime=2026-06-01&endDateTime=2026-07-01',
    );
    expect(JSON.stringify(rows)).not.toContain('H-217');
    expect(rows.map((row: EventJson) => row.subject)).toEqual(['Lunch']);
  });
});
