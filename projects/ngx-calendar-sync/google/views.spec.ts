import {
  ApplicationRef,
  Component,
  computed,
  createEnvironmentInjector,
  EnvironmentInjector,
  inject,
  Injector,
  provideZonelessChangeDetection,
  runInInjectionContext,
  signal,
} from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { config } from 'rxjs';
import type { CalendarView } from 'ngx-calendar-sync/core';
import {
  anEvent,
  CalendarSyncTesting,
  provideCalendarSyncTesting,
} from 'ngx-calendar-sync/testing';
import { until } from '../core/specs/until';
import { GoogleCalendarService } from './google-calendar.service';

const weekOf = (start: string, end: string): CalendarView => ({
  calendarIds: ['primary'],
  start,
  end,
});
const FIRST_WEEK = weekOf('2026-06-01', '2026-06-08');
const SECOND_WEEK = weekOf('2026-06-08', '2026-06-15');
const EMPTY_RANGE = weekOf('2026-06-08', '2026-06-08');

@Component({
  selector: 'ncs-week',
  template: `@for (event of events(); track event.id) {
    {{ event.title }}
  }`,
})
class WatchingWeek {
  readonly week = signal<CalendarView | undefined>(FIRST_WEEK);
  readonly events = inject(GoogleCalendarService).watchEvents(this.week);
}

@Component({ selector: 'ncs-viewing-week', template: '' })
class ViewingWeek {
  readonly week = signal(FIRST_WEEK);

  constructor() {
    inject(GoogleCalendarService).setView(this.week);
  }
}

describe('GoogleCalendarService: views that follow signals', () => {
  let service: GoogleCalendarService;
  let testing: CalendarSyncTesting;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideCalendarSyncTesting({
          events: [
            anEvent('first', { start: '2026-06-02T09:00:00Z' }),
            anEvent('second', { start: '2026-06-09T09:00:00Z' }),
          ],
        }),
      ],
    });
    service = TestBed.inject(GoogleCalendarService);
    testing = TestBed.inject(CalendarSyncTesting);
  });

  const textOf = async (fixture: ComponentFixture<unknown>) => {
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).textContent.trim();
  };

  const shown = async (fixture: ComponentFixture<unknown>) => {
    await fixture.whenStable();
    return service.events().map(({ id }) => id);
  };

  it('watchEvents: the signal has the events of the range that the function returns now', async () => {
    const fixture = TestBed.createComponent(WatchingWeek);
    expect(await textOf(fixture)).toBe('first');
    fixture.componentInstance.week.set(SECOND_WEEK);
    expect(await textOf(fixture)).toBe('second');
  });

  it('watchEvents: two components show ranges of their own, and a third view is not disturbed', async () => {
    service.setView(weekOf('2026-06-01', '2026-07-01'));
    const one = TestBed.createComponent(WatchingWeek);
    const other = TestBed.createComponent(WatchingWeek);
    other.componentInstance.week.set(SECOND_WEEK);
    expect(await textOf(other)).toBe('second');
    expect(await textOf(one)).toBe('first');
    expect(await shown(one)).toEqual(['first', 'second']);
  });

  it('watchEvents: a write of somebody else shows, and an own one at once', async () => {
    const fixture = TestBed.createComponent(WatchingWeek);
    await textOf(fixture);
    testing.put(anEvent('third', { start: '2026-06-03T09:00:00Z' }));
    expect(await textOf(fixture)).toBe('first  third');
    service
      .addEvent('primary', { title: 'mine', start: '2026-06-04T09:00:00Z' })
      .catch(() => undefined);
    expect(fixture.componentInstance.events().at(-1)?.title).toBe('mine');
    await fixture.whenStable();
  });

  it('watchEvents: where the function returns undefined there are no events, and nothing is asked for', async () => {
    const fixture = TestBed.createComponent(WatchingWeek);
    fixture.componentInstance.week.set(undefined);
    expect(await textOf(fixture)).toBe('');
    expect(testing.requests.filter((request) => request.startsWith('list'))).toEqual([]);
  });

  it('watchEvents: from a range to undefined the events go, and from there to a range they come', async () => {
    const fixture = TestBed.createComponent(WatchingWeek);
    expect(await textOf(fixture)).toBe('first');
    fixture.componentInstance.week.set(undefined);
    expect(await textOf(fixture)).toBe('');
    testing.put(anEvent('third', { start: '2026-06-03T09:00:00Z' }));
    expect(await textOf(fixture)).toBe('');
    fixture.componentInstance.week.set(SECOND_WEEK);
    expect(await textOf(fixture)).toBe('second');
  });

  it('watchEvents: the signal throws invalid-request while the range is empty, and goes on with the next range', async () => {
    const injector = TestBed.inject(Injector);
    const week = signal(EMPTY_RANGE);
    const events = service.watchEvents(() => week(), { injector });
    TestBed.tick();
    expect(() => events()).toThrow(jasmine.objectContaining({ code: 'invalid-request' }));
    week.set(FIRST_WEEK);
    const fixture = TestBed.createComponent(ViewingWeek);
    await fixture.whenStable();
    expect(events().map(({ id }) => id)).toEqual(['first']);
  });

  it('watchEvents: with another range nothing of the one before stays, also while Google does not answer', async () => {
    const fixture = TestBed.createComponent(WatchingWeek);
    expect(await textOf(fixture)).toBe('first');
    testing.failNext('offline');
    fixture.componentInstance.week.set(SECOND_WEEK);
    expect(await textOf(fixture)).toBe('');
    fixture.componentInstance.week.set(FIRST_WEEK);
    fixture.componentInstance.week.set(weekOf('2026-06-01', '2026-06-15'));
    expect(await textOf(fixture)).toBe('first  second');
  });

  it('watchEvents: the signal throws what the function throws, and goes on when it throws no more', async () => {
    const isBroken = signal(true);
    const events = service.watchEvents(
      () => {
        if (isBroken()) {
          throw new Error('not loaded yet');
        }
        return FIRST_WEEK;
      },
      { injector: TestBed.inject(Injector) },
    );
    TestBed.tick();
    expect(() => events()).toThrowError('not loaded yet');
    isBroken.set(false);
    const fixture = TestBed.createComponent(ViewingWeek);
    await fixture.whenStable();
    expect(events().map(({ id }) => id)).toEqual(['first']);
  });

  it('watchEvents: ends with the component', async () => {
    const fixture = TestBed.createComponent(WatchingWeek);
    await fixture.whenStable();
    const { events } = fixture.componentInstance;
    fixture.destroy();
    testing.put(anEvent('third', { start: '2026-06-03T09:00:00Z' }));
    await TestBed.createComponent(ViewingWeek).whenStable();
    expect(events().map(({ id }) => id)).toEqual(['first']);
  });

  it('watchEvents, setView: outside of an injection context a function needs an injector', async () => {
    await TestBed.inject(ApplicationRef).whenStable();
    expect(() => service.watchEvents(() => FIRST_WEEK)).toThrowError(/NG0203/);
    expect(() => {
      service.setView(() => FIRST_WEEK);
    }).toThrowError(/NG0203/);
  });

  it('setView: the view follows the function', async () => {
    const fixture = TestBed.createComponent(ViewingWeek);
    expect(await shown(fixture)).toEqual(['first']);
    fixture.componentInstance.week.set(SECOND_WEEK);
    expect(await shown(fixture)).toEqual(['second']);
  });

  it('setView: of two components the last to come is shown, also when the other one changes, and then the one before', async () => {
    const one = TestBed.createComponent(ViewingWeek);
    await one.whenStable();
    const other = TestBed.createComponent(ViewingWeek);
    other.componentInstance.week.set(SECOND_WEEK);
    expect(await shown(other)).toEqual(['second']);
    one.componentInstance.week.set(weekOf('2026-06-02', '2026-06-08'));
    expect(await shown(one)).toEqual(['second']);
    other.destroy();
    expect(await shown(one)).toEqual(['first']);
  });

  it('setView: the calendars of a function are in view again when somebody signs in again', async () => {
    const injector = TestBed.inject(Injector);
    service.setView(
      () => {
        return { ...FIRST_WEEK, calendarIds: ['primary', 'team'] };
      },
      { injector },
    );
    const fixture = TestBed.createComponent(WatchingWeek);
    await fixture.whenStable();
    await service.signOut();
    await fixture.whenStable();
    await service.signIn();
    await fixture.whenStable();
    expect(testing.requests.filter((request) => request === 'list team').length).toBe(2);
  });

  it('setView: an empty range is the fault of its own component, also where another one is shown', async () => {
    const one = TestBed.createComponent(ViewingWeek);
    await one.whenStable();
    const other = TestBed.createComponent(ViewingWeek);
    other.componentInstance.week.set(SECOND_WEEK);
    await shown(other);
    const thrown: unknown[] = [];
    config.onUnhandledError = (error: unknown) => thrown.push(error);
    one.componentInstance.week.set(EMPTY_RANGE);
    await until(() => thrown.length > 0);
    config.onUnhandledError = null;
    expect(thrown).toEqual([jasmine.objectContaining({ code: 'invalid-request' })]);
    other.destroy();
  });

  it('setView: called with a view it is shown in place of those of components', async () => {
    const fixture = TestBed.createComponent(ViewingWeek);
    await fixture.whenStable();
    service.setView(SECOND_WEEK);
    expect(await shown(fixture)).toEqual(['second']);
  });

  it('setView: a computed view whose injector is destroyed is shown no more', async () => {
    const injector = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    service.setView(FIRST_WEEK);
    const start = signal('2026-06-08');
    runInInjectionContext(injector.get(Injector), () => {
      service.setView(computed(() => weekOf(start(), '2026-06-15')));
    });
    const fixture = TestBed.createComponent(WatchingWeek);
    expect(await shown(fixture)).toEqual(['second']);
    injector.destroy();
    expect(await shown(fixture)).toEqual(['first']);
  });
});
