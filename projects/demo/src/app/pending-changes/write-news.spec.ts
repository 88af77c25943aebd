import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CalendarSyncError, type PendingWrite } from 'ngx-calendar-sync';
import { Accounts } from '../accounts/accounts';
import { Leaving } from '../accounts/leaving';
import { UserCalendars } from '../accounts/user-calendars';
import { Toasts } from '../toasts/toasts';
import { PendingChanges } from './pending-changes';
import { WriteNews } from './write-news';

const WAITING: PendingWrite = {
  id: '1',
  kind: 'update',
  calendarId: 'work',
  eventId: 'lunch',
  title: 'Lunch',
  start: '2025-06-03',
  madeAt: new Date(0),
  state: 'waiting',
};

function start(initial: readonly PendingWrite[] = []) {
  const writes = signal(initial);
  const address = signal<string | undefined>('mira@example.com');
  const isMarked = signal(false);
  const isOpen = signal(false);
  const isLeaving = signal(false);
  const takenBack = new Set<string>();
  const isTakenBack = (id: string) => takenBack.has(id);
  const calendars = { pendingWrites: writes, conflicts: signal([]) };
  TestBed.configureTestingModule({
    providers: [
      { provide: UserCalendars, useValue: calendars },
      { provide: Accounts, useValue: { open: signal([{ address }]) } },
      { provide: Leaving, useValue: { isLeaving } },
      { provide: PendingChanges, useValue: { isMarked, isOpen, isTakenBack } },
    ],
  });
  TestBed.inject(WriteNews).start();
  TestBed.tick();
  const follow = (now: readonly PendingWrite[]) => {
    writes.set(now);
    TestBed.tick();
  };
  const texts = () =>
    TestBed.inject(Toasts)
      .toasts()
      .map(({ text }) => text);
  return { follow, texts, address, isMarked, isOpen, isLeaving, takenBack };
}

describe('WriteNews', () => {
  it('all saved: it is told once, and only where the user has seen the changes wait', () => {
    const { follow, texts, isMarked } = start();
    follow([WAITING]);
    follow([]);
    expect(texts()).toEqual([]);
    follow([WAITING]);
    isMarked.set(true);
    TestBed.tick();
    follow([]);
    expect(texts()).toEqual(['All changes are saved.']);
    follow([]);
    expect(texts()).toHaveSize(1);
  });

  it('all saved: it is not told of changes that were taken back or given up with the session', () => {
    const { follow, texts, isMarked, takenBack, isLeaving } = start([WAITING]);
    isMarked.set(true);
    TestBed.tick();
    takenBack.add(WAITING.id);
    follow([]);
    follow([{ ...WAITING, id: '2' }]);
    isLeaving.set(true);
    follow([]);
    expect(texts()).toEqual([]);
  });

  it('a refused change: it is told with the reason, but not if it was refused before the page was opened', () => {
    const error = new CalendarSyncError('forbidden', 'status 403');
    const { follow, texts } = start([{ ...WAITING, state: 'failed', error }]);
    expect(texts()).toEqual([]);
    const second = { ...WAITING, id: '2', title: 'Tea' };
    follow([second]);
    follow([{ ...second, state: 'failed', error }]);
    expect(texts()).toEqual([
      '“Tea” was not saved. Your account is not allowed to do this in this calendar.',
    ]);
  });

  it('a refused change that is tried again or discarded: it is not said any more that it was not saved', () => {
    const error = new CalendarSyncError('forbidden', 'status 403');
    const refused = { ...WAITING, state: 'failed', error } as const;
    const { follow, texts, isOpen } = start([WAITING]);
    follow([refused]);
    expect(texts()).toHaveSize(1);
    isOpen.set(true);
    follow([]);
    expect(texts()).toEqual([]);
  });

  it('a conflict: it is told with a button that opens the changes', () => {
    const { follow, isOpen } = start([WAITING]);
    follow([{ ...WAITING, state: 'conflict' }]);
    const [toast] = TestBed.inject(Toasts).toasts();
    expect(toast?.text).toBe('Somebody else has changed “Lunch” too.');
    toast?.action?.run();
    expect(isOpen()).toBeTrue();
  });

  it('nothing is told while the changes are on screen, nor of another account’s', () => {
    const { follow, texts, isOpen, isMarked, address } = start([WAITING]);
    isMarked.set(true);
    isOpen.set(true);
    TestBed.tick();
    follow([]);
    isOpen.set(false);
    follow([WAITING]);
    address.set('jonas@example.com');
    follow([]);
    expect(texts()).toEqual([]);
  });
});
