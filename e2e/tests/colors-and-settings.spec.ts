import { expect, test } from '../commands-fixtures';

test.describe('colours and settings of the account', () => {
  test('colors$: gives Google’s colours of calendars and events with their names in English', async ({
    page,
    commands,
    ada,
  }) => {
    await commands.openAs(ada);
    await page.evaluate(() => {
      service.colors$.subscribe(({ calendarColors, eventColors }) => {
        globalThis.latest = [calendarColors, eventColors].map((colors) =>
          colors.map(({ id, name, color }) => `${id} ${name} ${color}`),
        );
      });
    });
    await expect
      .poll(() => page.evaluate(() => latest))
      .toEqual([
        expect.arrayContaining(['1 Cocoa #ac725e', '24 Amethyst #a47ae2']),
        expect.arrayContaining(['1 Lavender #a4bdfc', '11 Tomato #dc2127']),
      ]);
  });

  test('setEventLabels: Google has the labels, colors$ and the events that have them follow', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada);
    const [label] = await page.evaluate(async () => {
      service.setView({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' });
      service.colors$.subscribe(({ labels }) => {
        globalThis.latest = [...labels.values()]
          .flat()
          .map(({ name, color }) => `${name} ${color}`);
      });
      const labels = await service.setEventLabels('primary', [
        { name: 'Urgent', color: '#ad1457' },
      ]);
      await service.addEvent('primary', {
        title: 'Plan',
        start: '2026-06-10',
        eventLabelId: labels[0]?.id ?? null,
      });
      return labels;
    });
    expect(label).toMatchObject({ name: 'Urgent', color: '#ad1457' });
    await expect.poll(() => page.evaluate(() => latest)).toEqual(['Urgent #ad1457']);
    await expect.poll(() => page.evaluate(() => service.events()[0]?.color)).toBe('#ad1457');
    expect(await google.eventLabels(ada)).toEqual([
      { id: label?.id, name: 'Urgent', backgroundColor: '#ad1457' },
    ]);

    await page.evaluate(
      (id) => service.setEventLabels('primary', [{ id, color: '#039be5' }]),
      label?.id ?? '',
    );
    await expect.poll(() => page.evaluate(() => latest)).toEqual(['Urgent #039be5']);
    await expect.poll(() => page.evaluate(() => service.events()[0]?.color)).toBe('#039be5');
  });

  test('setEventLabels: a new label without a colour is invalid-request, and nothing is sent', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada);
    expect(
      await page.evaluate(() => errorCode(service.setEventLabels('primary', [{ name: 'Urgent' }]))),
    ).toBe('invalid-request');
    expect(await google.pageWrites()).toEqual([]);
  });

  test('settings$: gives zone, first day of the week, clock and language, and follows a change after sync()', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await google.setSettings(ada, { weekStart: '6', format24HourTime: 'true', locale: 'de' });
    await commands.openAs(ada);
    await page.evaluate(() => {
      service.setView({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' });
      service.settings$.subscribe((settings) => {
        globalThis.latest = settings && {
          zone: settings.timeZone,
          weekStart: settings.weekStart,
          is24: settings.format24HourTime,
          locale: settings.locale,
          length: settings.all['defaultEventLength'],
        };
      });
    });
    const shown = { zone: 'Europe/Berlin', weekStart: 6, is24: true, locale: 'de', length: '60' };
    await expect.poll(() => page.evaluate(() => latest)).toEqual(shown);

    await google.setSettings(ada, { weekStart: '0', timezone: 'Asia/Kolkata' });
    await page.evaluate(() => service.sync());
    await expect
      .poll(() => page.evaluate(() => latest))
      .toEqual({ ...shown, weekStart: 0, zone: 'Asia/Kolkata' });
  });
});
