import type { WireSetting, WireSettings } from '../discovery/wire-types.generated.ts';
import { useEmulator } from '../testing/api-client.ts';
import { ControlClient } from '../testing/control-client.ts';
import { ADA, BEN } from '../testing/small-world.ts';

const SETTINGS = 'users/me/settings';

describe('Settings', () => {
  const emulator = useEmulator();
  const control = new ControlClient(() => emulator.url);
  const list = (query: Record<string, string> = {}) =>
    emulator.as().ok<WireSettings>(SETTINGS, { query });
  const values = ({ items }: WireSettings) => items?.map(({ id, value }) => [id, value]);
  const valueOf = async (id: string, email = ADA) =>
    (await emulator.as(email).ok<WireSetting>(`${SETTINGS}/${id}`)).value;

  it('control settings: changes the settings of one user, and incremental lists contain these alone', async () => {
    const full = await list();
    const before = await emulator.as().ok<WireSetting>(`${SETTINGS}/weekStart`);
    await control.post('settings', {
      email: ADA,
      values: { weekStart: '6', timezone: 'Asia/Tokyo', hideWeekends: 'false' },
    });
    const changes = await list({ syncToken: full.nextSyncToken ?? '' });
    expect(values(changes)).toEqual([
      ['weekStart', '6'],
      ['timezone', 'Asia/Tokyo'],
    ]);
    expect((await list({ syncToken: changes.nextSyncToken ?? '' })).items).toEqual([]);
    expect((await emulator.as().ok<WireSetting>(`${SETTINGS}/weekStart`)).etag).not.toBe(
      before.etag,
    );
    expect((await list()).items?.length).toBe(full.items?.length ?? 0);
    expect([await valueOf('weekStart'), await valueOf('weekStart', BEN)]).toEqual(['6', '0']);
  });

  it('control settings: a new calendar has the time zone of the settings', async () => {
    emulator.control.setSettings(ADA, { timezone: 'Asia/Tokyo' });
    const request = { method: 'POST', body: { summary: 'New' } };
    const made = await emulator.as().ok<{ timeZone: string }>('calendars', request);
    expect(made.timeZone).toBe('Asia/Tokyo');
  });

  it('control settings: a snapshot holds them, and reset returns to the first ones', async () => {
    emulator.control.setSettings(ADA, { format24HourTime: 'false' });
    emulator.control.snapshot();
    emulator.control.setSettings(ADA, { format24HourTime: 'true' });
    emulator.control.restore();
    expect(await valueOf('format24HourTime')).toBe('false');
    emulator.control.reset();
    expect(await valueOf('format24HourTime')).toBe('true');
  });

  for (const [what, body, message] of [
    ['an unknown user', { email: 'nobody@example.com', values: {} }, /no user nobody/],
    ['an unknown setting', { email: ADA, values: { weekstart: '1' } }, /no setting weekstart/],
    ['an unknown zone', { email: ADA, values: { timezone: 'Mars' } }, /timezone cannot be "Mars"/],
    ['a wrong day', { email: ADA, values: { weekStart: 'Sunday' } }, /weekStart cannot be/],
    ['no values', { email: ADA }, /values is missing/],
  ] as const) {
    it(`control settings: ${what} is refused, and nothing changes`, async () => {
      const before = values(await list());
      expect(await control.refusal('settings', body)).toMatch(message);
      expect(values(await list())).toEqual(before);
    });
  }
});
