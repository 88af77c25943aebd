import { inject, type Signal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { Account } from './account';
import { Accounts } from './accounts';
import type { AnyCalendarService, AnyEvent } from './any-account';
import { Leaving } from './leaving';
import { UserCalendars } from './user-calendars';

const RANGE = { start: new Date(2026, 0, 1), end: new Date(2027, 0, 1) };
const SIGNED_IN = {
  status: 'signed-in',
  account: 'ada@example.com',
  grantedScopes: [],
  missingScopes: [],
  expiresAt: new Date(0),
} as const;

/** The service of one account with a single calendar, whose commands a spec answers. */
class ServiceInSpec {
  readonly authState = signal(SIGNED_IN);
  readonly calendars = signal<readonly { readonly id: string }[]>([]);
  readonly events = signal<readonly { readonly title: string }[]>([]);
  readonly pendingWrites = signal<readonly { readonly id: string }[]>([]);
  readonly conflicts = signal([]);
  readonly undoableWrites = signal<readonly { readonly madeAt: Date }[]>([]);
  readonly syncState = signal({ phase: 'idle' });
  readonly search = jasmine.createSpy('search').and.resolveTo([]);
  readonly sync = jasmine.createSpy('sync').and.resolveTo();
  readonly refresh = jasmine.createSpy('refresh').and.resolveTo();
  readonly setView = jasmine.createSpy('setView');
  readonly addEvent = jasmine.createSpy('addEvent').and.resolveTo({});
  readonly undoLastWrite = jasmine.createSpy('undoLastWrite').and.resolveTo();
  readonly retryWrite = jasmine.createSpy('retryWrite').and.resolveTo();

  constructor(calendarId: string) {
    this.calendars.set([{ id: calendarId }]);
  }
}

function accountsOf(google: ServiceInSpec, outlook: ServiceInSpec, isOutlookOpen: Signal<boolean>) {
  const leaving = inject(Leaving);
  const [first, second] = [
    new Account('google', google as unknown as AnyCalendarService, leaving),
    new Account('outlook', outlook as unknown as AnyCalendarService, leaving),
  ];
  const all = () => [first, second];
  const open = () => (isOutlookOpen() ? [first, second] : [first]);
  return { google: first, all, open, areSeveral: isOutlookOpen };
}

describe('UserCalendars', () => {
  let google: ServiceInSpec;
  let outlook: ServiceInSpec;
  let calendars: UserCalendars;
  const isOutlookOpen = signal(true);

  beforeEach(() => {
    isOutlookOpen.set(true);
    google = new ServiceInSpec('of-google');
    outlook = new ServiceInSpec('of-outlook');
    TestBed.configureTestingModule({
      providers: [
        { provide: Accounts, useFactory: () => accountsOf(google, outlook, isOutlookOpen) },
      ],
    });
    calendars = TestBed.inject(UserCalendars);
  });

  const offline = new CalendarSyncError('offline', 'No network.');
  const titles = (events: readonly Pick<AnyEvent, 'title'>[]) => events.map(({ title }) => title);

  it('calendars and events of all accounts are one list', () => {
    google.events.set([{ title: 'At Google' }]);
    outlook.events.set([{ title: 'In Outlook' }]);
    expect(titles(calendars.events())).toEqual(['At Google', 'In Outlook']);
    expect(calendars.calendars().map(({ id }) => id)).toEqual(['of-google', 'of-outlook']);
  });

  it('outlinedIds: the calendars of the second account; none where there is a single one', () => {
    expect([...calendars.outlinedIds()]).toEqual(['of-outlook']);
    isOutlookOpen.set(false);
    expect([...calendars.outlinedIds()]).toEqual([]);
  });

  it('fullNameOf: says the account where there are several', () => {
    const calendar = { id: 'of-outlook', name: 'Birthdays' };
    expect(calendars.fullNameOf(calendar)).toBe('Birthdays · Outlook');
    isOutlookOpen.set(false);
    expect(calendars.fullNameOf(calendar)).toBe('Birthdays');
  });

  it('setView: each account is asked for its own calendars alone', () => {
    calendars.setView({ calendarIds: ['of-outlook', 'of-google'], ...RANGE });
    expect(google.setView).toHaveBeenCalledWith({ calendarIds: ['of-google'], ...RANGE });
    expect(outlook.setView).toHaveBeenCalledWith({ calendarIds: ['of-outlook'], ...RANGE });
  });

  it('a command goes to the account of its calendar, and one of a write to the account of that', async () => {
    const draft = { title: 'Lunch', start: '2026-06-01T12:00' };
    await calendars.addEvent('of-outlook', draft);
    expect([google.addEvent.calls.count(), outlook.addEvent.calls.count()]).toEqual([0, 1]);
    outlook.pendingWrites.set([{ id: 'waiting' }]);
    await calendars.retryWrite('waiting');
    expect([google.retryWrite.calls.count(), outlook.retryWrite.calls.count()]).toEqual([0, 1]);
  });

  it('undoLastWrite: takes back the write that was made last, whichever account it is of', async () => {
    google.undoableWrites.set([{ madeAt: new Date(2026, 0, 1) }]);
    outlook.undoableWrites.set([{ madeAt: new Date(2026, 0, 2) }]);
    await calendars.undoLastWrite();
    expect([google.undoLastWrite.calls.count(), outlook.undoLastWrite.calls.count()]).toEqual([
      0, 1,
    ]);
  });

  it('search: finds in all accounts; where one fails, what the others have is found all the same', async () => {
    google.search.and.resolveTo([{ title: 'At Google' }]);
    outlook.search.and.resolveTo([{ title: 'In Outlook' }]);
    const both = await calendars.search('x', RANGE);
    expect([titles(both.events), both.failures]).toEqual([['At Google', 'In Outlook'], []]);
    google.search.and.rejectWith(offline);
    const { events, failures, accountCount } = await calendars.search('x', RANGE);
    expect([titles(events), accountCount]).toEqual([['In Outlook'], 2]);
    expect(failures.map(({ account, error }) => [account.name, error])).toEqual([
      ['Google', offline],
    ]);
  });

  it('search: where no account could be searched, it says of each why', async () => {
    const expired = new CalendarSyncError('expired', 'Renew.');
    google.search.and.rejectWith(offline);
    outlook.search.and.rejectWith(expired);
    const { events, failures } = await calendars.search('x', RANGE);
    expect(events).toEqual([]);
    expect(failures.map(({ account, error }) => [account.name, error])).toEqual([
      ['Google', offline],
      ['Outlook', expired],
    ]);
  });

  it('sync: rejects where one account could not be read, once all have been tried', async () => {
    google.sync.and.rejectWith(offline);
    await expectAsync(calendars.sync()).toBeRejectedWith(offline);
    expect(outlook.sync).toHaveBeenCalled();
  });
});
