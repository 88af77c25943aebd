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

  it('put, remove: one calendar changes in its place, comes at the end, or goes', () => {
    const calendars = new AccountCalendars();
    calendars.replace([aCalendar('home'), aCalendar('work')]);
    calendars.put(aCalendar('home', { name: 'Home' }));
    calendars.put(aCalendar('club'));
    expect(calendars.list.map(({ name }) => name)).toEqual(['Home', 'work', 'club']);
    calendars.remove('work');
    expect(calendars.list.map(({ id }) => id)).toEqual(['home', 'club']);
    expect(calendars.has('work')).toBeFalse();
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
