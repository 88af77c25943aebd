import { useEmulator } from '../testing/api-client.ts';
import { ControlClient } from '../testing/control-client.ts';
import { ADA, CALENDAR, NOW } from '../testing/small-world.ts';
import { SignInWindow } from '../testing/sign-in-window.ts';
import { DEFAULT_CLIENT } from '../oauth/clients.ts';

describe('Snapshots', () => {
  const emulator = useEmulator();
  const control = new ControlClient(() => emulator.url);
  const day = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };
  const consent = {
    client_id: DEFAULT_CLIENT.id,
    redirect_uri: 'http://localhost:4200/',
    response_type: 'code',
    scope: CALENDAR,
    login_hint: ADA,
  };

  it('control.restore: brings back changed and deleted events with their etags, and removes later ones', async () => {
    const ada = emulator.as();
    const kept = await ada.insert({ ...day, id: 'kept01', summary: 'Before' });
    await control.post('snapshot');
    await ada.patch('kept01', { summary: 'After' });
    await ada.delete('kept01');
    await ada.insert({ ...day, id: 'later1' });
    await control.post('restore');
    expect(await ada.get('kept01')).toEqual(kept);
    expect(await ada.refusal('calendars/primary/events/later1')).toBe('404 notFound');
  });

  it('control.restore: sync tokens from before the snapshot stay valid, and later ones answer 410 fullSyncRequired', async () => {
    const ada = emulator.as();
    const before = (await ada.list()).nextSyncToken ?? '';
    await control.post('snapshot');
    await ada.insert({ ...day, id: 'undone1' });
    const undone = (await ada.list({ syncToken: before })).nextSyncToken ?? '';
    await control.post('restore');
    await ada.insert({ ...day, id: 'again01' });
    await ada.insert({ ...day, id: 'again02' });
    const changes = await ada.list({ syncToken: before });
    expect(changes.items?.map((event) => event.id)).toEqual(['again01', 'again02']);
    const query = { syncToken: undone };
    expect(await ada.refusal('calendars/primary/events', { query })).toBe('410 fullSyncRequired');
  });

  it('control.restore: brings back access tokens and consent, and revokes those given later', async () => {
    const ada = emulator.as();
    await control.post('snapshot');
    emulator.control.revokeTokens();
    expect(await ada.refusal('colors')).toBe('401 authError');
    const later = emulator.as();
    await (await SignInWindow.open(emulator.url, consent)).allow();
    await control.post('restore');
    expect(await ada.refusal('colors')).toBe('200 not refused');
    expect(await later.refusal('colors')).toBe('401 authError');
    expect((await SignInWindow.open(emulator.url, consent)).title).toContain('wants access');
  });

  it('control.restore: sets the clock back to the time of the snapshot', async () => {
    await control.post('snapshot');
    emulator.control.advanceClock(86_400_000);
    await control.post('restore');
    expect(emulator.control.now().getTime() - NOW.getTime()).toBeLessThan(60_000);
  });

  it('control.restore: named snapshots can be restored in any order and more than once', async () => {
    const ada = emulator.as();
    await control.post('snapshot', { name: 'empty' });
    await ada.insert({ ...day, id: 'one01' });
    await control.post('snapshot', { name: 'one' });
    const count = async () => (await ada.list()).items?.length;
    await control.post('restore', { name: 'empty' });
    expect(await count()).toBe(0);
    await ada.insert({ ...day, id: 'second2' });
    await control.post('restore', { name: 'one' });
    expect(await count()).toBe(1);
    await control.post('restore', { name: 'empty' });
    expect(await count()).toBe(0);
  });

  it('control.reset: removes the snapshots', () => {
    emulator.control.snapshot('mine');
    emulator.control.reset();
    expect(() => {
      emulator.control.restore('mine');
    }).toThrowError(/There is no snapshot "mine"/);
  });
});
