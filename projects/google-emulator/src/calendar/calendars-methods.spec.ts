import type { WireCalendar, WireCalendarList } from '../discovery/wire-types.generated.ts';
import { eventsPath, summaries, useEmulator, type ApiClient } from '../testing/api-client.ts';
import { ADA, BEN, TEAM } from '../testing/small-world.ts';

const APP_CREATED = 'https://www.googleapis.com/auth/calendar.app.created';
const path = (id: string) => `calendars/${encodeURIComponent(id)}`;

describe('Writing calendars', () => {
  const emulator = useEmulator();

  const make = (client: ApiClient, body: object = { summary: 'New' }) =>
    client.ok<WireCalendar>('calendars', { method: 'POST', body });
  const listed = async (client: ApiClient) =>
    (await client.ok<WireCalendarList>('users/me/calendarList')).items?.map((each) => each.id);

  it('calendars.insert: creates a calendar with a new id, in the owner’s list and time zone', async () => {
    const ada = emulator.as();
    const made = await make(ada, { summary: 'Garden', description: 'Beds', location: 'Out there' });
    expect(made).toEqual(
      jasmine.objectContaining<WireCalendar>({
        summary: 'Garden',
        description: 'Beds',
        location: 'Out there',
        timeZone: 'Europe/Berlin',
        dataOwner: ADA,
      }),
    );
    expect(made.id).toMatch(/^c_[0-9a-f]{64}@group\.calendar\.google\.com$/);
    expect(await listed(ada)).toContain(made.id);
    await ada.insert({ start: { date: '2026-11-24' }, end: { date: '2026-11-25' } }, made.id ?? '');
    expect(await emulator.as(BEN).refusal(path(made.id ?? ''))).toBe('404 notFound');
  });

  it('calendars.patch and calendars.update: owners change a calendar, and a writer answers 403', async () => {
    const ben = emulator.as(BEN);
    const patched = await ben.ok<WireCalendar>(path(TEAM), {
      method: 'PATCH',
      body: { description: 'All of us' },
    });
    expect([patched.summary, patched.description]).toEqual([TEAM, 'All of us']);
    const put = { method: 'PUT', body: { summary: 'The team' } };
    const updated = await ben.ok<WireCalendar>(path(TEAM), put);
    expect([updated.summary, updated.description, updated.timeZone]).toEqual([
      'The team',
      undefined,
      'Europe/Berlin',
    ] as never);
    expect((await ben.list({}, TEAM)).summary).toBe('The team');
    const byWriter = { method: 'PATCH', body: { summary: 'Mine' } };
    expect(await emulator.as(ADA).refusal(path(TEAM), byWriter)).toBe('403 requiredAccessLevel');
  });

  for (const [what, body, expected] of [
    ['without a title', {}, '400 required'],
    ['with an unknown time zone', { summary: 'x', timeZone: 'Mars/Olympus' }, '400 invalid'],
    ['with a title of a wrong type', { summary: 5 }, '400 invalid'],
  ] as const) {
    it(`calendars.insert: a calendar ${what} answers ${expected}`, async () => {
      expect(await emulator.as().refusal('calendars', { method: 'POST', body })).toBe(expected);
    });
  }

  it('calendars.patch timeZone: events are answered in the new zone and are not changed by that', async () => {
    const ben = emulator.as(BEN);
    const start = { dateTime: '2026-11-24T10:00:00+01:00' };
    await ben.insert({ summary: 'hour', start, end: { dateTime: '2026-11-24T11:00:00Z' } }, TEAM);
    await ben.insert(
      { summary: 'day', start: { date: '2026-11-25' }, end: { date: '2026-11-26' } },
      TEAM,
    );
    const { nextSyncToken, items } = await ben.list({}, TEAM);
    await ben.ok(path(TEAM), { method: 'PATCH', body: { timeZone: 'Asia/Tokyo' } });
    const after = await ben.list({}, TEAM);
    expect(after.items?.[0]?.start?.dateTime).toBe('2026-11-24T18:00:00+09:00');
    expect(after.items?.map((event) => event.etag)).toEqual(items?.map((event) => event.etag));
    expect((await ben.list({ syncToken: nextSyncToken ?? '' }, TEAM)).items).toEqual([]);
    const beforeTheDay = { timeMin: '2026-11-24T12:00:00Z', timeMax: '2026-11-24T15:30:00Z' };
    expect(summaries(await ben.list(beforeTheDay, TEAM))).toEqual(['day']);
  });

  it('calendars.delete: removes the calendar from every calendar list', async () => {
    const ben = emulator.as(BEN);
    const ada = emulator.as(ADA);
    const { nextSyncToken } = await ada.ok<WireCalendarList>('users/me/calendarList');
    expect((await ben.call(path(TEAM), { method: 'DELETE' })).status).toBe(204);
    expect(await ben.refusal(eventsPath(TEAM))).toBe('404 notFound');
    expect(await listed(ada)).not.toContain(TEAM);
    const query = { syncToken: nextSyncToken ?? '' };
    const changes = await ada.ok<WireCalendarList>('users/me/calendarList', { query });
    expect(changes.items?.map((each) => [each.id, each.deleted])).toEqual([[TEAM, true]]);
  });

  it('calendars.clear and delete: clear empties the primary calendar only, and delete removes the others only', async () => {
    const ben = emulator.as(BEN);
    await ben.insert({ id: 'event1', start: { date: '2026-11-24' }, end: { date: '2026-11-25' } });
    const { nextSyncToken } = await ben.list();
    expect(await ben.refusal(path('primary'), { method: 'DELETE' })).toBe(
      '403 cannotDeletePrimaryCalendar',
    );
    expect(await ben.refusal(`${path(TEAM)}/clear`, { method: 'POST' })).toBe('400 invalid');
    expect((await ben.call(`${path('primary')}/clear`, { method: 'POST' })).status).toBe(204);
    expect((await ben.list()).items).toEqual([]);
    const changes = await ben.list({ syncToken: nextSyncToken ?? '' });
    expect(changes.items?.map((event) => [event.id, event.status])).toEqual([
      ['event1', 'cancelled'],
    ]);
  });

  it('scope calendar.app.created: reaches only the calendars that the app created', async () => {
    const app = emulator.as(ADA, APP_CREATED);
    const { id = '' } = await make(app);
    const event = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };
    await app.insert(event, id ?? '');
    expect((await app.list({}, id ?? '')).items?.length).toBe(1);
    expect(await app.refusal(path('primary'))).toBe('403 insufficientPermissions');
    expect(await app.refusal(eventsPath('primary'))).toBe('403 insufficientPermissions');
  });
});
