import type {
  WireCalendarListEntry,
  WireEvent,
  WireEventReminder,
} from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator } from '../testing/api-client.ts';

describe('Reminders', () => {
  const emulator = useEmulator();
  const times: WireEvent = {
    start: { dateTime: '2026-11-24T10:00:00+01:00' },
    end: { dateTime: '2026-11-24T11:00:00+01:00' },
  };
  const popups = (...minutes: number[]) =>
    minutes.map((each) => ({ method: 'popup', minutes: each }));
  const own = (...overrides: WireEventReminder[]) => ({ useDefault: false, overrides });
  const insert = (reminders: WireEvent['reminders']) =>
    emulator.as().insert({ ...times, reminders: reminders ?? null });

  for (const [what, sent, stored] of [
    [
      'own ones',
      own(...popups(5), { method: 'email', minutes: 60 }),
      own(...popups(5), { method: 'email', minutes: 60 }),
    ],
    ['the default ones', { useDefault: true }, { useDefault: true }],
    [
      'the default ones with an empty list',
      { useDefault: true, overrides: [] },
      { useDefault: true },
    ],
    ['none', { useDefault: false, overrides: [] }, { useDefault: false }],
    ['minutes out of range', own(...popups(-5, 50_000)), own(...popups(0, 40_320))],
    ['the same twice', own(...popups(5, 5)), own(...popups(5))],
    ['an unknown method', own({ method: 'sms', minutes: 5 }), { useDefault: false }],
  ] as [string, WireEvent['reminders'], object][]) {
    it(`events.insert reminders: ${what} are stored as at Google`, async () => {
      const { id, reminders } = await insert(sent);
      expect(reminders).toEqual(stored);
      expect((await emulator.as().get(id ?? '')).reminders).toEqual(stored);
    });
  }

  for (const [what, reminders, expected] of [
    ['six', own(...popups(1, 2, 3, 4, 5, 6)), '400 eventRemindersCountExceedsLimit'],
    [
      'own and default ones',
      { useDefault: true, overrides: popups(5) },
      '400 cannotUseDefaultRemindersAndSpecifyOverride',
    ],
    ['one without minutes', own({ method: 'popup' }), '400 required'],
  ] as [string, WireEvent['reminders'], string][]) {
    it(`events.insert reminders: ${what} answers ${expected}`, async () => {
      const request = { method: 'POST', body: { ...times, reminders } };
      expect(await emulator.as().refusal(eventsPath('primary'), request)).toBe(expected);
    });
  }

  it('events.patch reminders: own ones become default ones with an empty list, and are refused without it', async () => {
    const { id } = await insert(own(...popups(5)));
    const patch = (reminders: object) =>
      emulator.as().refusal(eventPath(id ?? ''), { method: 'PATCH', body: { reminders } });
    expect(await patch({ useDefault: true })).toBe(
      '400 cannotUseDefaultRemindersAndSpecifyOverride',
    );
    expect(await patch({ useDefault: true, overrides: [] })).toBe('200 not refused');
    expect((await emulator.as().get(id ?? '')).reminders).toEqual({ useDefault: true });
  });

  it('events.patch reminders: a change of the reminders alone has a new etag, and `updated` stays', async () => {
    const before = await insert({ useDefault: true });
    const { nextSyncToken } = await emulator.as().list();
    emulator.control.advanceClock(60_000);
    const reminders = own(...popups(5));
    const after = await emulator.as().patch(before.id ?? '', { reminders });
    expect(after.etag).not.toBe(before.etag);
    expect(after.updated).toBe(before.updated ?? '');
    const changes = await emulator.as().list({ syncToken: nextSyncToken ?? '' });
    expect(changes.items).toEqual([after]);
    const both = { reminders: { useDefault: false, overrides: [] }, summary: 'x' };
    expect((await emulator.as().patch(before.id ?? '', both)).updated).not.toBe(before.updated);
  });

  it('calendarList.patch defaultReminders: are stored as those of events, five at most', async () => {
    const path = 'users/me/calendarList/primary';
    const patch = (defaultReminders: object) => ({ method: 'PATCH', body: { defaultReminders } });
    const entry = await emulator.as().ok<WireCalendarListEntry>(path, patch(popups(5, 50_000)));
    expect(entry.defaultReminders).toEqual(popups(5, 40_320));
    expect(await emulator.as().refusal(path, patch(popups(1, 2, 3, 4, 5, 6)))).toBe(
      '400 eventRemindersCountExceedsLimit',
    );
    const none = await emulator.as().ok<WireCalendarListEntry>(path, patch([]));
    expect(none.defaultReminders).toEqual([]);
  });
});
