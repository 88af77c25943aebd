import { aUser, signedIn } from '../specs/emulator';

describe('a session that tabs share', () => {
  it('ends when another tab says so, and by nothing else that is said', async () => {
    const service = await signedIn(await aUser());
    const channel = new BroadcastChannel('ngx-calendar-sync emulator.apps.googleusercontent.com');
    const say = async (body: unknown) => {
      channel.postMessage({ kind: 'say', from: 'another tab', body });
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await say({ of: 'a version to come' });
    await say(undefined);
    expect(service.authState().status).toBe('signed-in');
    await say('signed-out');
    expect(service.authState().status).toBe('signed-out');
    expect(localStorage.length).toBe(0);
    channel.close();
  });
});
