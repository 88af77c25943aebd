import { Hono } from 'hono';
import { ADA, useEmulator } from '../testing/graph-client.ts';
import { BEN } from '../testing/small-world.ts';
import type { GraphEnv } from './graph-env.ts';
import { Throttle } from './throttle.ts';

describe('Limits', () => {
  const emulator = useEmulator();

  it('limits: of six requests at a time four are answered, and another mailbox is not held up', async () => {
    const [ada, ben] = [await emulator.as(ADA), await emulator.as(BEN)];
    emulator.control.addFault({ name: 'slow', delayMs: 1000, user: ADA, times: 0 });
    const together = Array.from({ length: 6 }, () => ada.call('me/calendars'));
    const other = await ben.call('me/calendars');
    const statuses = (await Promise.all(together)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 200, 200, 429, 429]);
    expect(other.status).toBe(200);
    expect((await ada.call('me/calendars')).status).toBe(200);
  });

  it('limits: an answer that was lost is no longer counted', async () => {
    const ada = await emulator.as();
    emulator.control.addFault({ name: 'lost-answer', times: 8 });
    for (let index = 0; index < 8; index++) {
      await expectAsync(ada.call('me/calendars')).toBeRejected();
    }
    expect((await ada.call('me/calendars')).status).toBe(200);
  });

  it('limits: 10,000 requests in ten minutes', async () => {
    let now = 0;
    const app = new Hono<GraphEnv>();
    app.use(new Throttle(() => now).middleware(() => ADA));
    app.get('/me', (context) => context.text('me'));
    for (let index = 0; index < 9_999; index++) {
      await app.request('/me');
    }
    const status = async () => (await app.request('/me')).status;
    expect([await status(), await status()]).toEqual([200, 429]);
    now += 10 * 60_000 + 1;
    expect(await status()).toBe(200);
  });

  it('limits: the parts of a batch count, and not the batch', async () => {
    const ada = await emulator.as();
    emulator.control.addFault({ name: 'slow', delayMs: 500, times: 4, path: '/v1.0/me/calendars' });
    const slow = Array.from({ length: 4 }, () => ada.call('me/calendars'));
    const state = { isOver: false };
    const over = Promise.all(slow).then(() => (state.isOver = true));
    // Until the four have arrived a batch is answered.
    let statuses: readonly number[];
    do {
      const { body } = await ada.call<{ responses: { status: number }[] }>('$batch', {
        method: 'POST',
        body: { requests: [{ id: '1', method: 'GET', url: '/me' }] },
      });
      statuses = body.responses.map((part) => part.status);
    } while (!statuses.includes(429) && !state.isOver);
    expect(statuses).toEqual([429]);
    await over;
  });
});
