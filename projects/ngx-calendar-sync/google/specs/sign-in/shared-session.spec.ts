import { filter, firstValueFrom, fromEvent } from 'rxjs';
import { aUser, signedIn } from '../emulator';

describe('SharedSession', () => {
  it('signs out on the message of another tab, and on no message that it does not understand', async () => {
    const service = await signedIn(await aUser());
    const channel = new BroadcastChannel('ngx-calendar-sync emulator.apps.googleusercontent.com');
    const from = 'another tab';
    // Messages come in order: who has answered the question has heard what was said before it.
    const say = async (body: unknown) => {
      channel.postMessage({ kind: 'say', from, body });
      channel.postMessage({ kind: 'ask', from });
      const messages$ = fromEvent<MessageEvent<{ readonly to?: string }>>(channel, 'message');
      await firstValueFrom(messages$.pipe(filter(({ data }) => data.to === from)));
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
