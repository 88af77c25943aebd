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
  /** Searches these accounts for a word; resolves to what the dialog says of it. */
  async function answerOf(...accounts: readonly ReturnType<typeof account>[]): Promise<string[]> {
    const open = signal(accounts);
    const fake = { open, all: open, google: accounts[0], areSeveral: () => accounts.length > 1 };
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
    await fixture.whenStable();
    return Array.from(page.querySelectorAll('[role=status] p, .what'), ({ textContent }) =>
      textContent.trim(),
    );
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

  it('where there is a single account: says why it cannot be searched, without its name', async () => {
    expect(await answerOf(account('Google', 'offline'))).toEqual([
      'There is no connection. Check your network and try again.',
    ]);
  });
});
