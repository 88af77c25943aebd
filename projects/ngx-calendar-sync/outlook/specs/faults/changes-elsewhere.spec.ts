import { control } from '../outlook-app';
import { Account, eventPath, hourAt } from './account';
import { end } from './accounts-end';
import { CopyingApp } from './copying-app';
import { differences } from './differences';
import { addFault, clearFaults } from './faults';

const DELTA = '/v1.0/me/calendars/*/calendarView/delta';

describe('A copy of Outlook while others write', () => {
  let account: Account;
  let app: CopyingApp;

  beforeEach(async () => {
    account = await Account.create();
    app = new CopyingApp(account);
    await app.start();
  });

  afterEach(async () => {
    await clearFaults();
    await end([account]);
  });

  const shown = () =>
    app.service.events().map(({ title, start }) => `${start.slice(0, 16)} ${title}`);

  it('an occurrence that was deleted elsewhere: vanishes within one pass', async () => {
    expect(shown()).toContain('2026-05-18T09:00 Weekly');
    await account.delete('Weekly', '2026-05-18');
    await app.sync();
    expect(shown()).not.toContain('2026-05-18T09:00 Weekly');
    expect(await differences(account, app)).toEqual([]);
  });

  it('a series that was deleted elsewhere, told by its occurrences after a reload: vanishes within one pass', async () => {
    app.close();
    await addFault({
      name: 'series-removed-by-occurrence',
      path: DELTA,
      user: account.email,
    });
    const { seriesMasterId } = await account.find('Training');
    await account.ask(eventPath(seriesMasterId ?? ''), 'DELETE');
    app = new CopyingApp(account);
    await app.start();
    expect(await differences(account, app)).toEqual([]);
  });

  it('a tab that is left open over the turn of a month: its copy moves on, and equals the mailbox', async () => {
    await account.add('own', { subject: 'In a year', ...hourAt('2027-06-10T09') });
    app.close();
    app = new CopyingApp(account, undefined, '2026-05-31T23:30:00Z');
    await app.start();
    await app.passHour();
    app.online = false;
    const range = { start: '2027-06-01T00:00:00Z', end: '2027-07-01T00:00:00Z' };
    app.service.setView({ calendarIds: [account.idOf('own')], ...range });
    await app.untilAtRest();
    expect(shown()).toEqual(['2027-06-10T09:00 In a year']);
    expect(await differences(account, app)).toEqual([]);
  });

  it('a write while delta lags by thirty seconds: shows at once, and never flashes back', async () => {
    await addFault({ name: 'lag', seconds: 30, path: DELTA, user: account.email });
    const seen: boolean[] = [];
    const shows = app.service.events$.subscribe((events) => {
      seen.push(events.some(({ title }) => title === 'Retrospective'));
    });
    const { id } = await account.find('Review');
    await app.elapse(app.service.updateEvent(account.idOf('own'), { id, title: 'Retrospective' }));
    await app.sync();
    await app.sync();
    await clearFaults();
    await app.sync();
    shows.unsubscribe();
    const first = seen.indexOf(true);
    expect(first).toBeGreaterThan(-1);
    expect(seen.slice(first)).not.toContain(false);
    expect(await differences(account, app)).toEqual([]);
  });

  it('an event that is renamed and then deleted while delta lags: never comes back', async () => {
    const own = account.idOf('own');
    const { id } = await account.find('Review');
    await addFault({ name: 'lag', seconds: 30, path: DELTA, user: account.email });
    await app.elapse(app.service.updateEvent(own, { id, title: 'Retrospective' }));
    await control('advanceClock', { milliseconds: 20_000 });
    await app.elapse(app.service.deleteEvent(own, id));
    const seen: string[] = [];
    const shows = app.service.events$.subscribe((events) => {
      seen.push(...events.filter((event) => event.id === id).map(({ title }) => title));
    });
    // By then delta has the new name, and not the deletion.
    await control('advanceClock', { milliseconds: 15_000 });
    await app.sync();
    await app.sync();
    await clearFaults();
    await app.sync();
    shows.unsubscribe();
    expect(seen).toEqual([]);
    expect(await differences(account, app)).toEqual([]);
  });
});
