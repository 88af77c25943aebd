import type {
  WireCalendar,
  WireCalendarList,
  WireColors,
  WireFreeBusyResponse,
  WireSetting,
  WireSettings,
} from '../discovery/wire-types.generated.ts';
import { useEmulator } from '../testing/api-client.ts';
import { ADA, BEN, BUSY, HOLIDAYS, TEAM } from '../testing/small-world.ts';

describe('Reading calendars', () => {
  const emulator = useEmulator();

  it('calendarList.list: answers role, colour and selection, and the primary calendar first', async () => {
    const list = await emulator.as().ok<WireCalendarList>('users/me/calendarList');
    expect(
      list.items?.map((each) => [each.id, each.accessRole, each.primary, each.selected]),
    ).toEqual([
      [ADA, 'owner', true, true],
      [TEAM, 'writer', undefined, true],
      [BUSY, 'freeBusyReader', undefined, undefined],
      [HOLIDAYS, 'reader', undefined, true],
    ] as never);
    expect(list.items?.[0]).toEqual(
      jasmine.objectContaining({
        colorId: '3',
        backgroundColor: '#f83a22',
        foregroundColor: '#1d1d1d',
      }),
    );
  });

  it('calendarList.list: maxResults pages the list, and minAccessRole filters it', async () => {
    const ada = emulator.as();
    const page = (query: Record<string, string>) =>
      ada.ok<WireCalendarList>('users/me/calendarList', { query });
    const first = await page({ maxResults: '3' });
    const second = await page({ maxResults: '3', pageToken: first.nextPageToken ?? '' });
    expect([first.items?.length, second.items?.length]).toEqual([3, 1]);
    expect(second.nextPageToken).toBeUndefined();
    const writable = await page({ minAccessRole: 'writer' });
    expect(writable.items?.map((each) => each.id)).toEqual([ADA, TEAM]);
  });

  it('calendars.get: finds a calendar by its id and by "primary"', async () => {
    const ada = emulator.as();
    const get = (id: string) => ada.ok<WireCalendar>(`calendars/${encodeURIComponent(id)}`);
    expect((await get('primary')).id).toBe(ADA);
    expect((await get(TEAM)).timeZone).toBe('Europe/Berlin');
    expect(await ada.refusal(`calendars/${BEN}`)).toBe('404 notFound');
  });

  it('colors.get: answers Google’s palette', async () => {
    const colors = await emulator.as().ok<WireColors>('colors');
    expect(Object.keys(colors.calendar ?? {}).length).toBe(24);
    expect(Object.keys(colors.event ?? {}).length).toBe(11);
    expect(colors.event?.['11']).toEqual({ background: '#dc2127', foreground: '#1d1d1d' });
  });

  it('settings: answer the user’s own values', async () => {
    const settings = await emulator.as().ok<WireSettings>('users/me/settings');
    const values = new Map((settings.items ?? []).map((each) => [each.id, each.value]));
    expect(values.get('timezone')).toBe('Europe/Berlin');
    const one = await emulator.as(BEN).ok<WireSetting>('users/me/settings/timezone');
    expect(one.value).toBe('America/New_York');
  });

  it('freebusy.query: merges busy times within the range, and answers notFound for unknown calendars', async () => {
    const ben = emulator.as(BEN);
    const at = (from: string, to: string, more: object = {}) =>
      ben.insert(
        {
          start: { dateTime: `2026-11-24T${from}:00Z` },
          end: { dateTime: `2026-11-24T${to}:00Z` },
          ...more,
        },
        BUSY,
      );
    await at('10:00', '11:00');
    await at('10:30', '12:00');
    await at('13:00', '14:00', { transparency: 'transparent' });
    await at('23:30', '23:59');
    const answer = await emulator.as(ADA).ok<WireFreeBusyResponse>('freeBusy', {
      method: 'POST',
      body: {
        timeMin: '2026-11-24T10:15:00Z',
        timeMax: '2026-11-24T23:45:00Z',
        items: [{ id: BUSY }, { id: 'nobody@example.com' }],
      },
    });
    expect(answer.calendars).toEqual({
      [BUSY]: {
        busy: [
          { start: '2026-11-24T10:15:00Z', end: '2026-11-24T12:00:00Z' },
          { start: '2026-11-24T23:30:00Z', end: '2026-11-24T23:45:00Z' },
        ],
      },
      'nobody@example.com': { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] },
    });
  });

  it('freebusy.query: more than fifty calendars answer tooManyCalendarsRequested', async () => {
    const items = Array.from({ length: 52 }, (_, n) => ({ id: n === 51 ? 'primary' : `${n}` }));
    const span = { timeMin: '2026-11-24T00:00:00Z', timeMax: '2026-11-25T00:00:00Z' };
    const ask = (body: object) =>
      emulator.as().ok<WireFreeBusyResponse>('freeBusy', { method: 'POST', body });
    const all = await ask({ ...span, items, calendarExpansionMax: 99 });
    const reasonOf = (answer: WireFreeBusyResponse, id: string) =>
      answer.calendars?.[id]?.errors?.[0]?.reason;
    expect([reasonOf(all, '49'), reasonOf(all, 'primary')]).toEqual([
      'notFound',
      'tooManyCalendarsRequested',
    ]);
    const two = [{ id: 'primary' }, { id: TEAM }];
    const one = await ask({ ...span, items: two, calendarExpansionMax: 1 });
    expect([reasonOf(one, 'primary'), reasonOf(one, TEAM)]).toEqual([
      undefined,
      'tooManyCalendarsRequested',
    ]);
  });
});
