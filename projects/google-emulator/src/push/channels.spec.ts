import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireChannel } from '../discovery/wire-types.generated.ts';
import { eventsPath, useEmulator, type ApiClient } from '../testing/api-client.ts';
import { ADA, BEN, TEAM } from '../testing/small-world.ts';

const EVENTS_WATCH = `${eventsPath('primary')}/watch`;

describe('Push channels', () => {
  const emulator = useEmulator();
  const received: IncomingHttpHeaders[] = [];
  let hook: Server;
  let address = '';

  beforeAll(async () => {
    hook = createServer((request, response) => {
      received.push(request.headers);
      response.end();
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
  });
  beforeEach(() => {
    received.length = 0;
  });
  afterAll(() => {
    hook.close();
    hook.closeAllConnections();
  });

  const wanted = (): object => ({ id: 'channel-1', type: 'web_hook', address });
  const watch = (client: ApiClient, change: object = {}, path = EVENTS_WATCH) =>
    client.ok<WireChannel>(path, {
      method: 'POST',
      body: { ...wanted(), ...change },
    });
  const event = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };
  const states = () => received.map((headers) => headers['x-goog-resource-state']);

  async function messages(count: number): Promise<void> {
    while (received.length < count) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(received.length).withContext('messages').toBe(count);
  }

  /** Long enough for an unwanted message to arrive. */
  const silence = () => new Promise((resolve) => setTimeout(resolve, 60));

  it('events.watch: sends a sync message first, and an exists message after a change', async () => {
    const ada = emulator.as();
    const channel = await watch(ada, { token: 'target=mine' });
    await messages(1);
    await ada.insert(event);
    await messages(2);
    const [sync, exists] = received;
    expect(states()).toEqual(['sync', 'exists']);
    expect(sync).toEqual(
      jasmine.objectContaining({
        'x-goog-channel-id': 'channel-1',
        'x-goog-channel-token': 'target=mine',
        'x-goog-message-number': '1',
        'x-goog-resource-id': channel.resourceId ?? '',
        'x-goog-resource-uri': channel.resourceUri ?? '',
        'x-goog-channel-expiration': 'Sun, 29 Nov 2026 09:00:00 GMT',
        'content-length': '0',
      }),
    );
    expect(exists?.['x-goog-message-number']).toBe('2');
    expect(channel.resourceUri).toBe(
      `${emulator.url}/calendar/v3/${eventsPath('primary')}?alt=json`,
    );
  });

  it('events.watch: a change in another calendar sends nothing', async () => {
    const ada = emulator.as();
    await watch(ada);
    await ada.insert(event, TEAM);
    await silence();
    expect(states()).toEqual(['sync']);
  });

  it('watch: changes of the calendar list and of access rules are sent to their channels', async () => {
    const ben = emulator.as(BEN);
    await watch(ben, { id: 'list' }, 'users/me/calendarList/watch');
    await watch(ben, { id: 'rules' }, `calendars/${TEAM}/acl/watch`);
    await watch(ben, { id: 'settings' }, 'users/me/settings/watch');
    await messages(3);
    received.length = 0;
    const body = { role: 'reader', scope: { type: 'default' } };
    await ben.ok(`calendars/${TEAM}/acl`, { method: 'POST', body });
    await messages(1);
    await ben.ok(`users/me/calendarList/${TEAM}`, { method: 'PATCH', body: { colorId: '9' } });
    await messages(2);
    expect(received.map((headers) => headers['x-goog-channel-id'])).toEqual(['rules', 'list']);
  });

  it('channels.stop: the channel sends nothing more; only its owner may stop it', async () => {
    const ada = emulator.as();
    const { resourceId = '' } = await watch(ada);
    const stop = (client: ApiClient, body: object) =>
      client.refusal('channels/stop', { method: 'POST', body });
    expect(await stop(ada, { id: 'channel-1', resourceId: 'another' })).toBe('404 notFound');
    expect(await stop(emulator.as(BEN), { id: 'channel-1', resourceId })).toBe('404 notFound');
    expect(await stop(ada, { id: 'channel-1', resourceId })).toBe('204 not refused');
    await ada.insert(event);
    await silence();
    expect(states()).toEqual(['sync']);
  });

  it('watch: a channel expires by the emulator’s clock, and its id can be used again', async () => {
    const ada = emulator.as();
    const expiration = String(emulator.control.now().getTime() + 60_000);
    expect((await watch(ada, { expiration })).expiration).toBe(expiration);
    const again = { method: 'POST', body: wanted() };
    expect(await ada.refusal(EVENTS_WATCH, again)).toBe('400 channelIdNotUnique');
    await messages(1);
    emulator.control.advanceClock(61_000);
    await ada.insert(event);
    await silence();
    expect(states()).toEqual(['sync']);
    expect(await ada.refusal(EVENTS_WATCH, again)).toBe('200 not refused');
  });

  it('watch: a reset ends every channel', async () => {
    await watch(emulator.as());
    await messages(1);
    emulator.control.reset();
    const ada = emulator.as();
    await ada.insert(event);
    await silence();
    expect(states()).toEqual(['sync']);
    expect((await watch(ada)).id).toBe('channel-1');
  });

  for (const elsewhere of [
    'https://example.com/hook',
    'http://localhost.example.com/',
    'http://192.168.0.1/',
    'http://2130706434.test/',
    'ftp://localhost/',
    'hook',
  ]) {
    it(`watch: the address ${elsewhere} outside of this machine is refused`, async () => {
      const body = { ...wanted(), address: elsewhere };
      expect(await emulator.as().refusal(EVENTS_WATCH, { method: 'POST', body })).toBe(
        '401 push.webhookUrlUnauthorized',
      );
    });
  }

  it('watch: an address of the emulator’s own control endpoints is refused', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const own = `http://${host}:${new URL(emulator.url).port}/_emulator/reset`;
      const body = { ...wanted(), address: own };
      expect(await emulator.as().refusal(EVENTS_WATCH, { method: 'POST', body })).toBe(
        '401 push.webhookUrlUnauthorized',
      );
    }
  });

  for (const [what, change, expected] of [
    ['without an id', { id: null }, '400 required'],
    ['of another type', { type: 'mail' }, '400 invalid'],
    ['with an expiration in the past', { expiration: '1' }, '400 invalid'],
    ['with a line break in its token', { token: 'a\r\nX-Evil: 1' }, '400 invalid'],
  ] as const) {
    it(`watch: a channel ${what} is refused with ${expected}`, async () => {
      const body = { ...wanted(), ...change };
      expect(await emulator.as(ADA).refusal(EVENTS_WATCH, { method: 'POST', body })).toBe(expected);
    });
  }

  it('watch: an address that refuses connections does not disturb writes', async () => {
    const ada = emulator.as();
    await watch(ada, { address: 'http://127.0.0.1:9/' });
    await silence();
    expect((await ada.insert(event)).status).toBe('confirmed');
  });
});
