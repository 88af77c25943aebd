import { timed, WritingAccount } from './specs/writing-account';

describe('Outlook writes of single events', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  it('addEvent: an event with all that Outlook stores is there as it was written', async () => {
    const added = await account.writes.addEvent(calendarId, {
      title: 'Planning',
      start: '2026-06-10T09:00:00',
      end: '2026-06-10T10:30:00',
      timeZone: 'Europe/Berlin',
      description: 'What to do <next>',
      location: 'Room 1',
      attendees: [{ email: 'ben@example.com', optional: true }],
      importance: 'high',
      showAs: 'oof',
      visibility: 'private',
      categories: ['Work'],
      extendedProperties: { private: { ticket: '7' } },
    });
    expect(added.extendedProperties).toEqual({ private: { ticket: '7' } });
    const stored = await account.read(added.id);
    expect(stored).toEqual(
      jasmine.objectContaining({
        title: 'Planning',
        start: '2026-06-10T09:00:00+02:00',
        end: '2026-06-10T10:30:00+02:00',
        timeZone: 'Europe/Berlin',
        description: 'What to do <next>',
        location: 'Room 1',
        importance: 'high',
        showAs: 'oof',
        visibility: 'private',
        categories: ['Work'],
        extendedProperties: { private: { ticket: '7' } },
      }),
    );
    expect(stored.attendees?.map(({ email, optional }) => [email, optional])).toEqual([
      ['ben@example.com', true],
    ]);
  });

  for (const fault of ['lost-answer', 'lost-request'] as const) {
    it(`addEvent: with a ${fault} the event is there once`, async () => {
      await account.fault(fault, { method: 'POST' });
      const added = await account.writes.addEvent(calendarId, {
        title: 'Once',
        start: '2026-06-10T09:00:00+02:00',
      });
      expect(await account.shown()).toEqual(['2026-06-10T07:00 Once']);
      expect(added.id).toBe((await account.view())[0]?.id ?? '');
    });
  }

  it('addEvent: sent again after the tab has died, it answers the event that is there', async () => {
    const draft = { title: 'Once', start: '2026-06-10T09:00:00+02:00' };
    const sent = { plan: account.provider.planWrite({ kind: 'insert', calendarId, draft }) };
    const first = await account.send(sent);
    const again = await account.send(sent);
    expect(again?.id).toBe(first?.id ?? '');
    expect(await account.shown()).toEqual(['2026-06-10T07:00 Once']);
  });

  it('updateEvent: only what was changed is written', async () => {
    const id = await account.insert(
      timed('2026-06-10', 9, { categories: ['Work'], location: { displayName: 'Room 1' } }),
    );
    const [event] = await account.open();
    // Another app changes something else, and this one does not know.
    await account.change(id, { location: { displayName: 'Room 2' } });
    await account.writes.updateEvent(calendarId, { id: event?.id ?? '', title: 'New' });
    const stored = await account.stored(id);
    expect(stored.subject).toBe('New');
    expect(stored.location?.displayName).toBe('Room 2');
    expect(stored.categories).toEqual(['Work']);
  });

  it('updateEvent: an event that nobody has seen is changed', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    const changed = await account.writes.updateEvent(calendarId, { id, allDay: true });
    expect([changed.start, changed.end]).toEqual(['2026-06-10', '2026-06-11']);
  });

  it('updateEvent: own properties are added, changed and removed, and those of another app stay', async () => {
    const added = await account.writes.addEvent(calendarId, {
      start: '2026-06-10T09:00:00+02:00',
      extendedProperties: { private: { kept: '1', changed: '2', removed: '3' } },
    });
    const event = await account.read(added.id);
    const name = 'io.github.ngx-calendar-sync.properties';
    await account.graph('PATCH', `me/events/${encodeURIComponent(event.id)}/extensions/${name}`, {
      other: 'theirs',
    });
    await account.writes.updateEvent(calendarId, {
      ...event,
      extendedProperties: { private: { kept: '1', changed: 'new', added: '4' } },
    });
    expect((await account.read(added.id)).extendedProperties?.private).toEqual({
      kept: '1',
      changed: 'new',
      added: '4',
      other: 'theirs',
    });
  });

  it('deleteEvent: the event is gone, and one that is gone already counts as deleted', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    await account.writes.deleteEvent(calendarId, { id });
    expect(await account.shown()).toEqual([]);
    await expectAsync(account.writes.deleteEvent(calendarId, { id })).toBeResolved();
  });

  it('restoreEvent: a deleted event is back under another id', async () => {
    const id = await account.insert(timed('2026-06-10', 9, { categories: ['Work'] }));
    const event = await account.read(id);
    await account.writes.deleteEvent(calendarId, { id });
    const restored = await account.writes.restoreEvent(event);
    expect(restored.id).not.toBe(id);
    expect(await account.shown()).toEqual(['2026-06-10T07:00 At 9']);
    expect((await account.view())[0]?.categories).toEqual(['Work']);
  });

  it('delete: what Outlook says is gone, and is still there, does not count as deleted', async () => {
    const id = await account.insert(timed('2026-06-10', 9));
    await account.open();
    await account.fault('error', { method: 'DELETE', status: 404, code: 'ErrorItemNotFound' });
    await expectAsync(account.writes.deleteEvent(calendarId, { id })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'unavailable' }),
    );
    expect(await account.shown()).toEqual(['2026-06-10T07:00 At 9']);
    await account.writes.deleteEvent(calendarId, { id });
    expect(await account.shown()).toEqual([]);
  });
});
