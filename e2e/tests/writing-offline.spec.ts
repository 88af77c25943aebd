import { axeViolations } from '../axe';
import { addDays, dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';
import { instancesAtGoogle } from '../google-instances';
import { closeHeldBack, goOffline, goOnline } from '../offline';
import { tooWide } from '../overflow';
import { DemoPage } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';

test.use({ auth: 'server', tokenMode: 'sealed' });

const DAYS = [0, 1, 2, 3, 4].map(dayOfThisWeek);
const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY] = DAYS as [string, string, string, string];
const LESSON = lesson('Piano lesson', TUESDAY);
const CHOIR = lesson('Choir', WEDNESDAY);
/** Every day of this working week, from 10 to 11. */
const PRACTICE = { ...lesson('Practice', MONDAY), recurrence: ['RRULE:FREQ=DAILY;COUNT=5'] };

function lesson(summary: string, day: string): object {
  return {
    summary,
    start: { dateTime: timeAt(day, '10:00'), timeZone: 'Europe/Berlin' },
    end: { dateTime: timeAt(day, '11:00'), timeZone: 'Europe/Berlin' },
  };
}

async function titlesAtGoogle(google: GoogleEmulator, account: string): Promise<readonly string[]> {
  const start = timeAt(dayOfThisWeek(0), '00:00');
  const end = timeAt(addDays(dayOfThisWeek(0), 7), '00:00');
  const events = await google.events(account, account, { start, end });
  return events.map(({ summary = '' }) => summary).sort();
}

/** What takes place at Google, in order of time. */
async function timetableAtGoogle(google: GoogleEmulator, account: string) {
  const instances = await instancesAtGoogle(google, account);
  return instances.map(({ summary = '', start, end }) => [
    summary,
    instantOf(start?.dateTime),
    instantOf(end?.dateTime),
  ]);
}

function hourAt(title: string, day: string, start: string, end: string): readonly string[] {
  return [title, instantOf(timeAt(day, start)), instantOf(timeAt(day, end))];
}

async function add(demo: DemoPage, title: string): Promise<void> {
  await demo.newEventButton.click();
  await demo.dialog.title.fill(title);
  await demo.dialog.save();
  await demo.dialog.expectClosed();
}

async function rename(demo: DemoPage, title: string, newTitle: string): Promise<void> {
  await demo.board.event(title).click();
  await demo.dialog.title.fill(newTitle);
  await demo.dialog.save();
  await demo.dialog.expectClosed();
}

/** The series moved on Tuesday and ended on Wednesday, and a new event beside it. */
async function expectShortWeek({ board }: DemoPage): Promise<void> {
  await board.expectEvent('Practice', MONDAY, '10:00–11:00');
  await board.expectEvent('Practice', TUESDAY, '14:00–15:00');
  await board.expectEvent('Practice', WEDNESDAY, '10:00–11:00');
  await board.expectEvent('Lunch', WEDNESDAY, '14:00–15:00');
  await expect(board.event(/Practice|Lunch/)).toHaveCount(4);
}

test.describe('writing offline', () => {
  test('an event is added, one renamed and one deleted: they outlive the tab, and Google has exactly that once there is a network', async ({
    demo,
    google,
    context,
    servers,
  }) => {
    const mira = await google.addUser('Mira', [LESSON, CHOIR]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await goOffline(context, servers.demoUrl);

    await add(demo, 'Lunch');
    await rename(demo, 'Piano lesson', 'Organ lesson');
    await demo.board.event('Choir').click();
    await demo.dialog.delete();
    await expect(demo.board.event('Choir')).toHaveCount(0);
    const before = new PendingChanges(demo);
    await expect(before.mark).toHaveText('Offline, 3 changes waiting');

    await closeHeldBack(demo);
    const again = new DemoPage(await context.newPage(), google);
    await again.open();
    await expect(again.board.event('Lunch')).toBeVisible();
    await expect(again.board.event('Organ lesson')).toBeVisible();
    await expect(again.board.event('Choir')).toHaveCount(0);
    const changes = new PendingChanges(again);
    await expect(changes.mark).toHaveText('Offline, 3 changes waiting');
    await changes.open();
    await expect(changes.write('Added “Lunch”')).toContainText('Waiting for the network');
    await expect(changes.write('Changed “Organ lesson”')).toContainText('Waiting for the network');
    await expect(changes.write('Deleted “Choir”')).toContainText('Waiting for the network');
    await changes.close();
    expect(await titlesAtGoogle(google, mira)).toEqual(['Choir', 'Piano lesson']);

    await goOnline(again);
    await expect(again.notifications).toContainText('All changes are saved.');
    await expect(changes.mark).toHaveCount(0);
    expect(await titlesAtGoogle(google, mira)).toEqual(['Lunch', 'Organ lesson']);
    await expect(again.board.event('Organ lesson')).toBeVisible();
  });

  test('an event is added, an occurrence of a series moved, and the series ended: they outlive the tab, and Google has exactly that once there is a network', async ({
    demo,
    google,
    context,
    servers,
  }) => {
    const mira = await google.addUser('Mira', [PRACTICE]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await goOffline(context, servers.demoUrl);

    await demo.board.selectTime(WEDNESDAY, '14:00', '15:00');
    await demo.dialog.title.fill('Lunch');
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await demo.board.dragOccurrence('Practice', TUESDAY, '14:00');
    await demo.seriesQuestion.answer('This event');
    await demo.board.expectEvent('Practice', TUESDAY, '14:00–15:00');
    await demo.board.day(THURSDAY).getByRole('button', { name: 'Practice' }).click();
    await demo.dialog.delete();
    await demo.seriesQuestion.answer('This and following events');
    await demo.dialog.expectClosed();
    await expectShortWeek(demo);
    await expect(new PendingChanges(demo).mark).toHaveText('Offline, 3 changes waiting');

    await closeHeldBack(demo);
    const again = new DemoPage(await context.newPage(), google);
    await again.open();
    await expectShortWeek(again);
    const changes = new PendingChanges(again);
    await expect(changes.mark).toHaveText('Offline, 3 changes waiting');
    await changes.open();
    for (const write of [
      /Added “Lunch”, Wed .*14:00/,
      /Moved “Practice”, Tue .*14:00/,
      /Deleted “Practice”, Thu .*10:00 \(and all that follow\)/,
    ]) {
      await expect(changes.write(write)).toContainText('Waiting for the network');
    }
    await changes.close();
    expect(await timetableAtGoogle(google, mira)).toEqual(
      DAYS.map((day) => hourAt('Practice', day, '10:00', '11:00')),
    );

    await goOnline(again);
    await expect(again.notifications).toContainText('All changes are saved.');
    await expect(changes.mark).toHaveCount(0);
    expect(await timetableAtGoogle(google, mira)).toEqual([
      hourAt('Practice', MONDAY, '10:00', '11:00'),
      hourAt('Practice', TUESDAY, '14:00', '15:00'),
      hourAt('Practice', WEDNESDAY, '10:00', '11:00'),
      hourAt('Lunch', WEDNESDAY, '14:00', '15:00'),
    ]);
    await again.reloadCalendars();
    await expectShortWeek(again);
  });

  test('a change that is discarded before it is sent never reaches Google', async ({
    demo,
    google,
    context,
    servers,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await goOffline(context, servers.demoUrl);
    await add(demo, 'Lunch');
    await rename(demo, 'Piano lesson', 'Organ lesson');
    const changes = new PendingChanges(demo);
    await changes.open();
    await changes.write('Lunch').getByRole('button', { name: 'Discard' }).click();
    await expect(changes.write('Lunch')).toHaveCount(0);
    await expect(changes.panel.getByRole('heading', { name: 'Unsaved changes' })).toBeFocused();
    await changes.close();
    await expect(demo.board.event('Lunch')).toHaveCount(0);

    await goOnline(demo);
    await expect(changes.mark).toHaveCount(0);
    expect(await titlesAtGoogle(google, mira)).toEqual(['Organ lesson']);
    const inserts = (await google.pageWrites()).filter(({ line }) => line.startsWith('POST'));
    expect(inserts).toEqual([]);
  });

  test('a change that Google refuses is told, stays in the panel with the reason, and can be tried again or discarded', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    const { id } = await google.event(mira, 'Piano lesson');
    const path = `/calendar/v3/calendars/*/events/${id}`;
    await google.fault({ method: 'PATCH', path, times: 0, status: 403, reason: 'forbidden' });

    await rename(demo, 'Piano lesson', 'Organ lesson');
    await expect(demo.notifications).toContainText('“Organ lesson” was not saved.');
    await expect(demo.board.event('Piano lesson')).toBeVisible();
    const changes = new PendingChanges(demo);
    await expect(changes.mark).toHaveText('1 change not saved');
    await changes.open();
    const write = changes.write('Changed “Organ lesson”');
    await expect(write).toContainText(
      'Not saved: Your account is not allowed to do this in this calendar.',
    );
    const patches = async () =>
      (await google.pageWrites()).filter(({ line }) => line.startsWith('PATCH')).length;
    const before = await patches();
    await write.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(patches).toBe(before + 1);
    await expect(write).toContainText('Not saved');
    await write.getByRole('button', { name: 'Discard' }).click();
    await expect(changes.summary).toHaveText('All changes are saved.');
    await changes.close();
    await expect(changes.mark).toHaveCount(0);
    await expect(demo.newEventButton).toBeFocused();
    await google.clearFaults();
    expect(await titlesAtGoogle(google, mira)).toEqual(['Piano lesson']);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`unsaved changes, ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds no violation, and the page is not wider than the screen, at 360 px and 1280 px', async ({
      demo,
      google,
      context,
      servers,
    }) => {
      const mira = await google.addUser('Mira', [LESSON]);
      await demo.signIn(mira);
      await demo.waitForReplica();
      await goOffline(context, servers.demoUrl);
      await rename(demo, 'Piano lesson', 'Organ lesson');
      const changes = new PendingChanges(demo);
      await expect(changes.mark).toHaveText('Offline, 1 change waiting');
      for (const width of [1280, 360]) {
        await demo.page.setViewportSize({ width, height: 740 });
        await expect(changes.mark).toBeVisible();
        expect.soft(await axeViolations(demo.page), `${width} px`).toEqual([]);
        await changes.open();
        expect.soft(await axeViolations(demo.page), `${width} px, panel`).toEqual([]);
        expect.soft(await tooWide(demo.page), `${width} px`).toEqual([]);
        await changes.close();
      }
    });
  });
}
