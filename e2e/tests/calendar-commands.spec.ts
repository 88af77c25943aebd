import { expect, test } from '../commands-fixtures';
import { onDay } from '../event-times';
import { FULL_ACCESS_SCOPE } from '../google-emulator';

test.describe('commands of calendars', () => {
  test('createCalendar: the account has the calendar in its list, with its name, zone and colour', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada);
    const made = await page.evaluate(async () => {
      const { id, name } = await service.createCalendar({
        name: 'Chess',
        description: 'Club evenings',
        timeZone: 'Asia/Kolkata',
        color: '#123456',
      });
      const listed = service.calendars().find((calendar) => calendar.id === id);
      return { id, name, color: listed?.color };
    });
    expect(made).toMatchObject({ name: 'Chess', color: '#123456' });
    const chess = (await google.calendars(ada)).find(({ id }) => id === made.id);
    expect(chess).toMatchObject({
      summary: 'Chess',
      description: 'Club evenings',
      timeZone: 'Asia/Kolkata',
      backgroundColor: '#123456',
      accessRole: 'owner',
    });
  });

  test('createCalendar: without a name is invalid-request, and nothing is sent', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada);
    expect(await page.evaluate(() => errorCode(service.createCalendar({ name: '' })))).toBe(
      'invalid-request',
    );
    expect(await google.pageWrites()).toEqual([]);
  });

  test('updateCalendar: renames an own calendar for everybody', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const team = await google.addCalendar(ada, 'Team');
    await google.shareCalendar(ada, team, ben);
    await commands.openAs(ada);
    const names = await page.evaluate(async (id) => {
      await service.updateCalendar(id, { name: 'Crew', location: 'Berlin' });
      return service.calendars().map(({ name }) => name);
    }, team);
    expect(names).toContain('Crew');
    const seenByBen = (await google.calendars(ben)).find(({ id }) => id === team);
    expect(seenByBen).toMatchObject({ summary: 'Crew', location: 'Berlin' });
  });

  test('updateCalendar: gives somebody else’s calendar a name and a colour for this account alone', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const team = await google.addCalendar(ben, 'Team');
    await google.shareCalendar(ben, team, ada);
    await commands.openAs(ada);
    const shown = await page.evaluate(async (id) => {
      const { name, color } = await service.updateCalendar(id, { name: 'Crew', color: '#abcdef' });
      return { name, color };
    }, team);
    expect(shown).toEqual({ name: 'Crew', color: '#abcdef' });
    const seenBy = async (email: string) =>
      (await google.calendars(email)).find(({ id }) => id === team);
    expect(await seenBy(ada)).toMatchObject({
      summary: 'Team',
      summaryOverride: 'Crew',
      backgroundColor: '#abcdef',
    });
    expect(await seenBy(ben)).toMatchObject({ summary: 'Team' });
    expect((await seenBy(ben))?.backgroundColor).not.toBe('#abcdef');
  });

  test('updateCalendar: hidden takes a calendar out of the lists, and shows it again', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    const team = await google.addCalendar(ada, 'Team');
    await commands.openAs(ada);
    const setHidden = (hidden: boolean) =>
      page.evaluate(
        async ([id, isHidden]) => {
          await service.updateCalendar(id, { hidden: isHidden });
          return service.calendars().find((calendar) => calendar.id === id)?.hidden;
        },
        [team, hidden] as const,
      );
    const listedIds = async () => (await google.calendars(ada)).map(({ id }) => id);
    expect(await setHidden(true)).toBe(true);
    expect(await listedIds()).toEqual([ada]);
    expect(await setHidden(false)).toBe(false);
    expect(await listedIds()).toContain(team);
  });

  test('updateCalendar: Google has the default reminders, and what is no reminder is invalid-request', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada);
    await page.evaluate(() =>
      service.updateCalendar('primary', { defaultReminders: [{ method: 'email', minutes: 90 }] }),
    );
    const [primary] = await google.calendars(ada);
    expect(primary?.defaultReminders).toEqual([{ method: 'email', minutes: 90 }]);
    const refused = await page.evaluate(() =>
      errorCode(
        service.updateCalendar('primary', {
          defaultReminders: [{ method: 'email', minutes: -1 }],
        }),
      ),
    );
    expect(refused).toBe('invalid-request');
  });

  test('deleteCalendar: the calendar is gone for everybody, and its events leave the view', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const team = await google.addCalendar(ada, 'Team');
    await google.shareCalendar(ada, team, ben);
    await commands.openAs(ada);
    await page.evaluate(async (id) => {
      components.setView('June', { calendarIds: [id], start: '2026-06-01', end: '2026-07-01' });
      await service.addEvent(id, { title: 'Match', start: '2026-06-10' });
    }, team);
    await expect(commands.titles('June')).toHaveText(['Match']);

    await page.evaluate((id) => service.deleteCalendar(id), team);
    await expect(commands.titles('June')).toHaveCount(0);
    expect(await page.evaluate(() => service.calendars().map(({ id }) => id))).toEqual([ada]);
    expect((await google.calendars(ben)).map(({ id }) => id)).toEqual([ben]);
  });

  test('deleteCalendar: of the primary or of somebody else’s calendar is refused, and nothing is sent', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const team = await google.addCalendar(ben, 'Team');
    await google.shareCalendar(ben, team, ada);
    await commands.openAs(ada);
    const codes = await page.evaluate(
      (id) =>
        Promise.all([
          errorCode(service.deleteCalendar('primary')),
          errorCode(service.deleteCalendar(id)),
        ]),
      team,
    );
    expect(codes).toEqual(['invalid-request', 'forbidden']);
    expect(await google.pageWrites()).toEqual([]);
  });

  test('subscribeCalendar, unsubscribeCalendar: a shared calendar is put on the account’s list and taken off, and stays itself', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const team = await google.addCalendar(ben, 'Team');
    await google.makePublic(ben, team);
    await commands.openAs(ada);
    const subscribed = await page.evaluate(async (id) => {
      const { name, selected } = await service.subscribeCalendar(id, { selected: true });
      return { name, selected, listed: service.calendars().map((calendar) => calendar.id) };
    }, team);
    expect(subscribed).toMatchObject({ name: 'Team', selected: true });
    expect(subscribed.listed).toContain(team);
    expect((await google.calendars(ada)).map(({ id }) => id)).toContain(team);

    const left = await page.evaluate(async (id) => {
      await service.unsubscribeCalendar(id);
      return service.calendars().map((calendar) => calendar.id);
    }, team);
    expect(left).toEqual([ada]);
    expect((await google.calendars(ada)).map(({ id }) => id)).toEqual([ada]);
    expect((await google.calendars(ben)).map(({ id }) => id)).toContain(team);
  });

  test('subscribeCalendar: to a calendar that the account may not see is not-found', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const secret = await google.addCalendar(ben, 'Secret');
    await commands.openAs(ada);
    expect(await page.evaluate((id) => errorCode(service.subscribeCalendar(id)), secret)).toBe(
      'not-found',
    );
  });

  test('access rules: are set, read and deleted, and another account has the access that they give', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const team = await google.addCalendar(ada, 'Team');
    await commands.openAs(ada);
    const rule = await page.evaluate(
      ([id, value]) =>
        service.setAccessRule(
          id,
          { scope: { type: 'user', value }, role: 'writer' },
          { sendUpdates: 'all' },
        ),
      [team, ben] as const,
    );
    expect(rule).toMatchObject({ scope: { type: 'user', value: ben }, role: 'writer' });
    const path = `calendars/${encodeURIComponent(team)}/events`;
    const body = { summary: 'By Ben', ...onDay('2026-06-10') };
    await google.as(ben, { method: 'POST', path, body });
    expect(await google.mails()).toEqual([`access to ${ben}`]);

    const rules = await page.evaluate((id) => service.getAccessRules(id), team);
    expect(rules.map(({ scope, role }) => `${String(scope.value)} ${role}`).sort()).toEqual([
      `${ada} owner`,
      `${ben} writer`,
    ]);

    await page.evaluate(([id, ruleId]) => service.deleteAccessRule(id, ruleId), [
      team,
      rule.id,
    ] as const);
    await expect(google.as(ben, { method: 'POST', path, body })).rejects.toThrow();
  });

  test('scopes: a command that the user has not granted names the scope, and nothing is sent', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.open();
    await commands.signIn(ada);
    const problem = await page.evaluate(() =>
      service.createCalendar({ name: 'Chess' }).catch((error: unknown) => {
        const { code, message } = error as { code: string; message: string };
        return { code, message };
      }),
    );
    expect(problem).toMatchObject({ code: 'insufficient-scopes' });
    expect((problem as { message: string }).message).toContain(`${FULL_ACCESS_SCOPE}.calendars`);
    expect(await google.pageWrites()).toEqual([]);
  });
});
