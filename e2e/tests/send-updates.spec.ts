import { expect, test } from '../commands-fixtures';

/** Uses another calendar service: the emulator has no such account. */
const EVE = 'eve@elsewhere.example';

test.describe('sendUpdates', () => {
  test('the four writes: each tells the guests that its option names, and nobody without one', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    await commands.openAs(ada);
    const guests = [{ email: ben }, { email: EVE }];
    const mailsOf = async (write: () => Promise<unknown>) => {
      await write();
      const mails = await google.mails();
      await google.clearMails();
      return mails;
    };

    const added = await mailsOf(() =>
      page.evaluate(async (attendees) => {
        const draft = { title: 'Lunch', start: '2026-06-10T12:00', attendees };
        globalThis.written = await service.addEvent('primary', draft, { sendUpdates: 'all' });
      }, guests),
    );
    expect(added).toEqual([`invitation to ${ben}`, `invitation to ${EVE}`]);

    const changed = await mailsOf(() =>
      page.evaluate(async () => {
        const changes = { ...written, title: 'Late lunch' };
        globalThis.written = await service.updateEvent('primary', changes, {
          sendUpdates: 'externalOnly',
        });
      }),
    );
    expect(changed).toEqual([`update to ${EVE}`]);

    const deleted = await mailsOf(() =>
      page.evaluate(() => service.deleteEvent('primary', written, { sendUpdates: 'all' })),
    );
    expect(deleted).toEqual([`cancellation to ${ben}`, `cancellation to ${EVE}`]);

    const restored = await mailsOf(() =>
      page.evaluate(async () => {
        globalThis.written = await service.restoreEvent(written, { sendUpdates: 'externalOnly' });
      }),
    );
    expect(restored).toEqual([`invitation to ${EVE}`]);

    const untold = await mailsOf(() =>
      page.evaluate(async () => {
        await service.updateEvent('primary', { id: written.id, title: 'Supper' });
        await service.deleteEvent('primary', written.id);
      }),
    );
    expect(untold).toEqual([]);
    expect((await google.event(ben, 'Supper')).status).toBe('cancelled');
  });

  test('configuration: says which guests a write tells, unless the write says otherwise', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    await commands.openAs(ada, { sendUpdates: 'all' });
    await page.evaluate(async (email) => {
      const draft = { start: '2026-06-10T12:00', attendees: [{ email }] };
      await service.addEvent('primary', { ...draft, title: 'Told' });
      await service.addEvent('primary', { ...draft, title: 'Untold' }, { sendUpdates: 'none' });
    }, ben);
    expect(await google.mails()).toEqual([`invitation to ${ben}`]);
    expect((await google.event(ben, 'Untold')).status).toBe('confirmed');
  });
});
