import { firstValueFrom } from 'rxjs';
import { WritingAccount } from './specs/writing-account';

/** The night in which the clocks of Europe are set back: in Berlin from three to two. */
const NIGHT = { start: new Date('2026-10-24T00:00:00Z'), end: new Date('2026-10-27T00:00:00Z') };

describe('Outlook writes in the hour that comes twice', () => {
  let account: WritingAccount;
  let calendarId: string;

  beforeEach(async () => {
    account = await WritingAccount.open();
    ({ calendarId } = account);
  });

  afterEach(() => {
    account.session.close();
  });

  const timeZone = 'Europe/Berlin';
  const timesOf = async (id: string) => {
    const { start, end } = await account.read(id);
    return [start, end];
  };

  for (const [which, start, end] of [
    ['first', '2026-10-25T02:30:00+02:00', '2026-10-25T03:30:00+01:00'],
    ['second', '2026-10-25T02:30:00+01:00', '2026-10-25T03:30:00+01:00'],
  ] as const) {
    it(`addEvent: from half past two the ${which} time, it is then, and in its zone`, async () => {
      const { id } = await account.writes.addEvent(calendarId, { start, end, timeZone });
      expect(await timesOf(id)).toEqual([start, end]);
      expect((await account.read(id)).timeZone).toBe(timeZone);
    });
  }

  it('addEvent: an end in the second of the two hours stays there, and so does the zone', async () => {
    const [start, end] = ['2026-10-25T01:30:00+02:00', '2026-10-25T02:30:00+01:00'];
    const { id } = await account.writes.addEvent(calendarId, { start, end, timeZone });
    expect(await timesOf(id)).toEqual([start, end]);
    expect((await account.read(id)).timeZone).toBe(timeZone);
  });

  it('updateEvent: an event is moved from the first of the two hours to the second', async () => {
    const { id } = await account.writes.addEvent(calendarId, {
      start: '2026-10-25T02:10:00+02:00',
      end: '2026-10-25T02:20:00+02:00',
      timeZone,
    });
    await account.open(NIGHT);
    const second = ['2026-10-25T02:10:00+01:00', '2026-10-25T02:20:00+01:00'] as const;
    await account.writes.updateEvent(calendarId, { id, start: second[0], end: second[1] });
    expect(await timesOf(id)).toEqual([...second]);
    await account.writes.updateEvent(calendarId, { id, title: 'Still there' });
    expect(await timesOf(id)).toEqual([...second]);
  });

  it('moveEvent: a copy is at the same of the two times', async () => {
    const { id: to = '' } = await account.graph('POST', 'me/calendars', { name: 'Other' });
    await firstValueFrom(account.provider.listCalendars());
    const [start, end] = ['2026-10-25T02:30:00+01:00', '2026-10-25T03:30:00+01:00'];
    const { id } = await account.writes.addEvent(calendarId, { start, end, timeZone });
    await account.open(NIGHT);
    const moved = await account.writes.moveEvent(await account.read(id), to);
    expect([moved.start, moved.end, moved.timeZone]).toEqual([start, end, timeZone]);
  });

  it('addEvent: a series that begins in that hour stays in its zone', async () => {
    await account.writes.addEvent(calendarId, {
      title: 'Nightly',
      start: '2026-10-25T02:30:00+02:00',
      end: '2026-10-25T02:45:00+02:00',
      timeZone,
      recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
    });
    expect(await account.shown(calendarId, { ...NIGHT, timeZone })).toEqual([
      '2026-10-25T00:30 Nightly',
      '2026-10-26T01:30 Nightly',
    ]);
  });
});
