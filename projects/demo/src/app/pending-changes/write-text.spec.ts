import { CalendarSyncError, type PendingWrite } from 'ngx-calendar-sync';
import { refusalText, writeStateText, writeText } from './write-text';

const PLACE = { locale: 'en-GB', timeZone: 'Europe/Berlin' };

function write(parts: Partial<PendingWrite> = {}): PendingWrite {
  return {
    id: '1',
    kind: 'update',
    calendarId: 'work',
    eventId: 'lunch',
    title: 'Lunch',
    start: '2025-06-03T12:00:00+02:00',
    madeAt: new Date(0),
    state: 'waiting',
    ...parts,
  };
}

describe('writeText', () => {
  it('says what is done to which event, and when that is, in the zone of the page', () => {
    expect(writeText(write(), undefined, PLACE)).toBe('Changed “Lunch”, Tue 3 Jun, 12:00');
    const inTokyo = { ...PLACE, timeZone: 'Asia/Tokyo' };
    expect(writeText(write({ kind: 'insert' }), undefined, inTokyo)).toBe(
      'Added “Lunch”, Tue 3 Jun, 19:00',
    );
  });

  it('a change of nothing but the time is a move, also where it is refused', () => {
    const moved = write({ fields: ['times'] });
    expect(writeText(moved, undefined, PLACE)).toBe('Moved “Lunch”, Tue 3 Jun, 12:00');
    expect(refusalText(moved)).toBe('“Lunch” was not moved.');
    const renamed = write({ fields: ['title', 'times'] });
    expect(writeText(renamed, undefined, PLACE)).toContain('Changed');
    expect(refusalText(renamed)).toBe('“Lunch” was not saved.');
  });

  it('an all-day event keeps its day in every zone', () => {
    const place = { ...PLACE, timeZone: 'America/Los_Angeles' };
    const deleted = write({ kind: 'delete', start: '2025-06-03' });
    expect(writeText(deleted, undefined, place)).toBe('Deleted “Lunch”, Tue 3 Jun');
  });

  it('a move names the calendar, and a write of a series which dates it is for', () => {
    const moved = write({ kind: 'move' });
    expect(writeText(moved, 'Work', PLACE)).toBe(
      'Moved “Lunch”, Tue 3 Jun, 12:00 to the calendar “Work”',
    );
    expect(writeText(write({ scope: 'all' }), undefined, PLACE)).toContain('(all dates)');
    expect(writeText(write({ scope: 'following' }), undefined, PLACE)).toContain('(and all that');
  });

  it('an event without title or known start still has a sentence', () => {
    const unknown: PendingWrite = {
      id: '1',
      kind: 'delete',
      calendarId: 'work',
      eventId: 'lunch',
      title: ' ',
      madeAt: new Date(0),
      state: 'waiting',
    };
    expect(writeText(unknown, undefined, PLACE)).toBe('Deleted an event without a title');
  });
});

describe('writeStateText', () => {
  it('says what a write waits for', () => {
    expect(writeStateText(write())).toBe('Waiting to be sent');
    expect(writeStateText(write(), 'network')).toBe('Waiting for the network');
    expect(writeStateText(write(), 'sign-in')).toBe('Waiting for you to sign in again');
    const error = new CalendarSyncError('offline', 'status 0');
    expect(writeStateText(write({ error }))).toBe('Waiting for the network');
  });

  it('a write that is sent is on its way, but waits where there is no network', () => {
    expect(writeStateText(write({ state: 'sending' }))).toBe('On its way');
    expect(writeStateText(write({ state: 'sending' }), 'network')).toBe('Waiting for the network');
  });

  it('says why a write has failed, whatever the network does', () => {
    const error = new CalendarSyncError('forbidden', 'status 403');
    const text = 'Not saved: Your account is not allowed to do this in this calendar.';
    expect(writeStateText(write({ state: 'failed', error }), 'network')).toBe(text);
  });
});
