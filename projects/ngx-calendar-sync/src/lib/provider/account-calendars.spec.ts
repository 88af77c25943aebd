import { aCalendar } from 'ngx-calendar-sync/testing';
import { AccountCalendars } from './account-calendars';

describe('AccountCalendars', () => {
  it('replace: a list that says the same is not emitted', () => {
    const calendars = new AccountCalendars();
    let emissions = 0;
    calendars.list$.subscribe(() => (emissions += 1));
    calendars.replace([aCalendar('work')]);
    const { list } = calendars;
    calendars.replace([aCalendar('work')]);
    expect(emissions).toBe(2);
    expect(calendars.list).toBe(list);
    calendars.replace([aCalendar('home')]);
    expect([calendars.has('work'), calendars.get('home')?.name]).toEqual([false, 'home']);
  });

  it('idOf: primary is the primary calendar of the list', () => {
    const calendars = new AccountCalendars('me@example.com');
    calendars.replace([aCalendar('work'), aCalendar('own', { primary: true })]);
    expect(['primary', 'work'].map((name) => calendars.idOf(name))).toEqual(['own', 'work']);
  });

  it('idOf: primary is the id that is known before any list is', () => {
    expect(new AccountCalendars('me@example.com').idOf('primary')).toBe('me@example.com');
  });

  it('idOf: primary stays as it is while nobody is signed in', () => {
    expect(new AccountCalendars().idOf('primary')).toBe('primary');
  });
});
