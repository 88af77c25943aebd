import type { WireCalendarList, WireCalendarListEntry } from '../discovery/wire-types.generated.ts';
import { useEmulator, type ApiClient } from '../testing/api-client.ts';
import { ADA, BEN, BUSY, CALENDAR_READONLY, HOLIDAYS, TEAM } from '../testing/small-world.ts';

const LIST = 'users/me/calendarList';
const entryPath = (id: string) => `${LIST}/${encodeURIComponent(id)}`;

describe('Calendar list', () => {
  const emulator = useEmulator();

  const list = (client: ApiClient, query: Record<string, string> = {}) =>
    client.ok<WireCalendarList>(LIST, { query });
  const patch = (client: ApiClient, id: string, body: object, query: Record<string, string> = {}) =>
    client.ok<WireCalendarListEntry>(entryPath(id), { method: 'PATCH', body, query });
  const ids = ({ items }: WireCalendarList) => items?.map((entry) => entry.id);

  it('calendarList.patch: changes colour, name, selection and reminders for this user alone', async () => {
    const ada = emulator.as();
    const changed = await patch(ada, TEAM, {
      colorId: '9',
      summaryOverride: 'Us',
      selected: false,
      defaultReminders: [{ method: 'email', minutes: 30 }],
      notificationSettings: { notifications: [{ type: 'eventCreation', method: 'email' }] },
      summary: 'not mine to change',
    });
    expect(changed).toEqual(
      jasmine.objectContaining<WireCalendarListEntry>({
        colorId: '9',
        backgroundColor: '#7bd148',
        summary: TEAM,
        summaryOverride: 'Us',
        defaultReminders: [{ method: 'email', minutes: 30 }],
        notificationSettings: { notifications: [{ type: 'eventCreation', method: 'email' }] },
      }),
    );
    expect('selected' in changed).toBeFalse();
    expect((await ada.list({}, TEAM)).defaultReminders).toEqual([{ method: 'email', minutes: 30 }]);
    const bens = await emulator.as(BEN).ok<WireCalendarListEntry>(entryPath(TEAM));
    expect([bens.colorId, bens.selected]).toEqual(['16', true]);
  });

  it('calendarList.patch and update: patch keeps fields that are not sent, and update resets them', async () => {
    const ada = emulator.as();
    await patch(ada, TEAM, { colorId: '9', summaryOverride: 'Us' });
    const patched = await patch(ada, TEAM, { selected: false, summaryOverride: null });
    expect([patched.colorId, patched.summaryOverride]).toEqual(['9', undefined]);
    const updated = await ada.ok<WireCalendarListEntry>(entryPath(TEAM), {
      method: 'PUT',
      body: { selected: true },
    });
    expect([updated.colorId, updated.selected]).toEqual(['16', true]);
  });

  it('calendarList.patch: RGB colours need colorRgbFormat and set the nearest colorId', async () => {
    const ada = emulator.as();
    const colors = { backgroundColor: '#0088aa', foregroundColor: '#ffffff' };
    expect((await patch(ada, TEAM, colors)).backgroundColor).toBe('#4986e7');
    const changed = await patch(ada, TEAM, colors, { colorRgbFormat: 'true' });
    expect(changed).toEqual(jasmine.objectContaining({ ...colors, colorId: '8' }));
    const red = {
      method: 'PATCH',
      body: { backgroundColor: 'red' },
      query: { colorRgbFormat: 'true' },
    };
    expect(await ada.refusal(entryPath(TEAM), red)).toBe('400 invalid');
  });

  it('calendarList.delete and insert: delete removes a calendar, and insert adds it again with default settings', async () => {
    const ada = emulator.as();
    await patch(ada, HOLIDAYS, { colorId: '9' });
    expect((await ada.call(entryPath(HOLIDAYS), { method: 'DELETE' })).status).toBe(204);
    expect(ids(await list(ada))).not.toContain(HOLIDAYS);
    expect(ids(await list(ada, { showDeleted: 'true' }))).toContain(HOLIDAYS);
    expect(await ada.refusal(entryPath(HOLIDAYS))).toBe('404 notFound');
    const back = { method: 'POST', body: { id: HOLIDAYS, selected: true } };
    const entry = await ada.ok<WireCalendarListEntry>(LIST, back);
    expect([entry.colorId, entry.selected, entry.accessRole]).toEqual(['16', true, 'reader']);
  });

  it('calendarList.insert: anybody can add a public calendar, with own settings', async () => {
    const entry = await emulator.as(BEN).ok<WireCalendarListEntry>(LIST, {
      method: 'POST',
      body: { id: HOLIDAYS, summaryOverride: 'Days off', backgroundColor: '#0088aa' },
      query: { colorRgbFormat: 'true' },
    });
    expect([entry.accessRole, entry.summaryOverride, entry.backgroundColor]).toEqual([
      'reader',
      'Days off',
      '#0088aa',
    ]);
    expect(ids(await list(emulator.as(BEN)))).toContain(HOLIDAYS);
  });

  it('calendarList: a calendar without access cannot be added, and the primary one cannot be removed', async () => {
    const ada = emulator.as();
    const post = (body: object) => ada.refusal(LIST, { method: 'POST', body });
    expect(await post({ id: BEN })).toBe('404 notFound');
    expect(await post({})).toBe('400 required');
    expect(await ada.refusal(entryPath('primary'), { method: 'DELETE' })).toBe(
      '403 cannotChangeOwnPrimarySubscription',
    );
  });

  it('calendarList.delete: the data owner of a calendar answers 403 cannotUnsubscribeFromOwnedCalendar', async () => {
    const ben = emulator.as(BEN);
    expect(await ben.refusal(entryPath(TEAM), { method: 'DELETE' })).toBe(
      '403 cannotUnsubscribeFromOwnedCalendar',
    );
    expect(ids(await list(ben))).toContain(TEAM);
  });

  for (const [what, notification, expected] of [
    ['an unknown type', { type: 'weather', method: 'email' }, '400 invalid'],
    ['another method than mail', { type: 'agenda', method: 'sms' }, '400 invalid'],
    ['no method', { type: 'agenda' }, '400 required'],
  ] as const) {
    it(`calendarList.patch notificationSettings: ${what} answers ${expected}`, async () => {
      const body = { notificationSettings: { notifications: [notification] } };
      expect(await emulator.as().refusal(entryPath(TEAM), { method: 'PATCH', body })).toBe(
        expected,
      );
    });
  }

  it('calendarList.patch: a stale If-Match answers 412 conditionNotMet', async () => {
    const ada = emulator.as();
    const { etag } = await ada.ok<WireCalendarListEntry>(entryPath(TEAM));
    await patch(ada, TEAM, { colorId: '9' });
    const stale = { method: 'PATCH', body: {}, headers: { 'If-Match': etag ?? '' } };
    expect(await ada.refusal(entryPath(TEAM), stale)).toBe('412 conditionNotMet');
  });

  it('calendarList.patch: a token for reading answers 403 insufficientPermissions', async () => {
    const reader = emulator.as(ADA, CALENDAR_READONLY);
    const request = { method: 'PATCH', body: { colorId: '9' } };
    expect(await reader.refusal(entryPath(TEAM), request)).toBe('403 insufficientPermissions');
  });

  describe('sync tokens', () => {
    it('calendarList.list: an incremental list contains changed, hidden and removed entries', async () => {
      const ada = emulator.as();
      const { nextSyncToken } = await list(ada);
      await patch(ada, TEAM, { colorId: '9' });
      await patch(ada, BUSY, { hidden: true });
      await ada.ok(entryPath(HOLIDAYS), { method: 'DELETE' });
      const changes = await list(ada, { syncToken: nextSyncToken ?? '' });
      expect(changes.items?.map((entry) => [entry.id, entry.hidden, entry.deleted])).toEqual([
        [TEAM, undefined, undefined],
        [BUSY, true, undefined],
        [HOLIDAYS, undefined, true],
      ] as never);
      expect(ids(await list(ada))).toEqual([ADA, TEAM]);
      expect(ids(await list(ada, { showHidden: 'true' }))).toEqual([ADA, TEAM, BUSY]);
      const later = await list(ada, { syncToken: changes.nextSyncToken ?? '' });
      expect(later.items).toEqual([]);
    });

    it('calendarList.list: an incremental list omits changes of the calendar by others', async () => {
      const ada = emulator.as();
      const { nextSyncToken } = await list(ada);
      await emulator.as(BEN).ok(`calendars/${TEAM}`, { method: 'PATCH', body: { summary: 'New' } });
      expect((await list(ada, { syncToken: nextSyncToken ?? '' })).items).toEqual([]);
      expect((await ada.ok<WireCalendarListEntry>(entryPath(TEAM))).summary).toBe('New');
    });

    it('calendarList.list: only the last page has a sync token', async () => {
      const ada = emulator.as();
      const first = await list(ada, { maxResults: '3' });
      expect(first.nextSyncToken).toBeUndefined();
      const query = { maxResults: '3', pageToken: first.nextPageToken ?? '' };
      expect((await list(ada, query)).nextSyncToken).toBeDefined();
    });

    for (const query of [
      { minAccessRole: 'writer' },
      { showOwnOrganizationOnly: 'true' },
      { showDeleted: 'false' },
      { showHidden: 'false' },
    ]) {
      it(`calendarList.list: a sync token with ${JSON.stringify(query)} answers 400`, async () => {
        const ada = emulator.as();
        const { nextSyncToken } = await list(ada);
        const both = { query: { ...query, syncToken: nextSyncToken ?? '' } };
        expect(await ada.refusal(LIST, both)).toMatch(/^400 /);
      });
    }

    it('calendarList.list: a list with minAccessRole has no sync token', async () => {
      expect(
        (await list(emulator.as(), { minAccessRole: 'writer' })).nextSyncToken,
      ).toBeUndefined();
    });

    it('calendarList.list: a sync token of another user, or an invalidated one, answers 410 fullSyncRequired', async () => {
      const ada = emulator.as();
      const query = { syncToken: (await list(ada)).nextSyncToken ?? '' };
      expect(await emulator.as(BEN).refusal(LIST, { query })).toBe('410 fullSyncRequired');
      emulator.control.expireSyncTokens();
      expect(await ada.refusal(LIST, { query })).toBe('410 fullSyncRequired');
      expect(await ada.refusal(LIST, { query: { syncToken: 'x' } })).toBe('400 invalidParameter');
    });
  });
});
