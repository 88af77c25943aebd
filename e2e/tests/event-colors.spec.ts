import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Gardening';
const GARDENING = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

test.describe('colours of events', () => {
  test('an event gets a colour by its name, and that of its calendar again', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [GARDENING]);
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await expect(demo.dialog.root.getByRole('radio', { name: 'As the calendar' })).toBeChecked();
    await demo.dialog.root.getByRole('radio', { name: 'Sage' }).check();
    await expect(demo.dialog.root.getByText('Sage').first()).toBeVisible();
    await demo.dialog.save();
    await expect(demo.notifications).toContainText(`“${TITLE}” changed.`);
    expect((await google.event(mira, TITLE)).colorId).toBe('2');

    await demo.board.event(TITLE).click();
    await expect(demo.dialog.root.getByRole('radio', { name: 'Sage' })).toBeChecked();
    await demo.dialog.root.getByRole('radio', { name: 'As the calendar' }).check();
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    expect((await google.event(mira, TITLE)).colorId).toBeUndefined();
  });

  test('an event gets a label that its calendar defines', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [GARDENING]);
    const label = await google.addLabel(mira, 'Outdoors', '#ac725e');
    // The library knows the labels of a calendar from its first event with one.
    const { id } = await google.insert(mira, { ...GARDENING, summary: 'Hike' });
    await google.labelEvent(mira, id, label);
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.root.getByRole('radio', { name: 'Outdoors' }).check();
    await demo.dialog.save();
    await expect(demo.notifications).toContainText(`“${TITLE}” changed.`);
    expect((await google.event(mira, TITLE)).eventLabelId).toBe(label);
    await demo.board.event(TITLE).click();
    await expect(demo.dialog.root.getByRole('radio', { name: 'Outdoors' })).toBeChecked();
  });
});
