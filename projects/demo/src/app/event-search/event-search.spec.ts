import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync';
import { Accounts } from '../accounts/accounts';
import { EventSearch } from './event-search';

const LUNCH = {
  id: 'lunch',
  calendarId: 'of-google',
  title: 'Lunch with Ada',
  start: '2026-11-22T12:00:00Z',
  end: '2026-11-22T13:00:00Z',
  allDay: false,
  status: 'confirmed',
  editable: true,
};

/** An account whose search finds these events, or fails with this code. */
function account(name: string, answer: readonly object[] | CalendarSyncErrorCode) {
  const search = () =>
    typeof answer === 'string'
      ? Promise.reject(new CalendarSyncError(answer, 'Told to nobody.'))
      : Promise.resolve(answer);
  return { name, service: { search, calendars: () => [] } };
}

describe('EventSearch', () => {
  type FakeAccount = ReturnType<typeof account>;

  /** Searches these accounts for a word; resolves to what the dialog says of it. */
  async function answerOf(...accounts: readonly FakeAccount[]): Promise<string[]> {
    const { said } = await searched(accounts);
    return said();
  }

  /** Searches these accounts for a word; `open` are those that are signed in now. */
  async function searched(accounts: readonly FakeAccount[]) {
    const open = signal(accounts);
    const fake = { open, all: open, google: accounts[0], areSeveral: () => open().length > 1 };
    TestBed.configureTestingModule({ providers: [{ provide: Accounts, useValue: fake }] });
    const fixture = TestBed.createComponent(EventSearch);
    const page = fixture.nativeElement as HTMLElement;
    fixture.autoDetectChanges();
    const input = page.querySelector('input');
    if (input) {
      input.value = 'lunch';
      input.dispatchEvent(new Event('input'));
    }
    const { state } = fixture.componentInstance;
    while (state().phase !== 'found') {
      await new Promise(requestAnimationFrame);
    }
    const said = async () => {
      await fixture.whenStable();
      return Array.from(page.querySelectorAll('[role=status] p, .what'), ({ textContent }) =>
        textContent.trim(),
      );
    };
    return { open, said };
  }

  it('where one of two accounts cannot be searched: names it, beside what the other one has', async () => {
    expect(await answerOf(account('Google', [LUNCH]), account('Outlook', 'offline'))).toEqual([
      '1 event',
      'Outlook could not be searched. There is no connection. Check your network and try again.',
      'Lunch with Ada',
    ]);
  });

  it('where one of two accounts cannot be searched and the other one has nothing: says both', async () => {
    const [nothing, failure] = await answerOf(account('Google', 'expired'), account('Outlook', []));
    expect(nothing).toBe('Nothing found.');
    expect(failure).toContain('Google could not be searched.');
  });

  it('where no account can be searched: names each, and does not say that there is nothing', async () => {
    const said = await answerOf(account('Google', 'unavailable'), account('Outlook', 'expired'));
    expect(said.map((text) => text.split('.')[0])).toEqual([
      'Google could not be searched',
      'Outlook could not be searched',
    ]);
  });

  it('where an account is signed out or opened after the search: says of the search what it said before', async () => {
    const [google, outlook] = [account('Google', []), account('Outlook', 'offline')];
    const { open, said } = await searched([google, outlook]);
    const before = await said();
    expect(before.map((text) => text.split('.')[0])).toEqual([
      'Nothing found',
      'Outlook could not be searched',
    ]);
    open.set([google]);
    expect(await said()).toEqual(before);
  });

  it('where a second account is opened after the only one failed: does not say that there is nothing', async () => {
    const google = account('Google', 'offline');
    const { open, said } = await searched([google]);
    open.set([google, account('Outlook', [])]);
    expect(await said()).toEqual(['There is no connection. Check your network and try again.']);
  });

  it('where there is a single account: says why it cannot be searched, without its name', async () => {
    expect(await answerOf(account('Google', 'offline'))).toEqual([
      'There is no connection. Check your network and try again.',
    ]);
  });
});
