import { ErrorHandler, Injector, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Calendar as CalendarOf7 } from 'fullcalendar';
import interactionOf7 from 'fullcalendar/interaction';
import themeOf7 from 'fullcalendar/themes/classic';
import timeGridOf7 from 'fullcalendar/timegrid';
import { Calendar as CalendarOf6 } from 'fullcalendar-6';
import { CalendarSyncError } from 'ngx-calendar-sync';
import type {
  GoogleCalendarEvent,
  GoogleCalendarService,
  GoogleEvent,
  GoogleEventDateTime,
} from 'ngx-calendar-sync/google';
import { until } from '../core/specs/until';
import { aUser, control, signedIn, storedEvent } from '../google/specs/emulator';
import { calendarEventOf } from './full-calendar-event';
import { type FullCalendarBinding, fullCalendarOptions } from './full-calendar-options';
import type { FullCalendarOptions } from './full-calendar-types';
import { ignoreResizeReports } from './specs/ignore-resize-reports';

ignoreResizeReports();

const DISPLAY = { initialView: 'timeGridWeek', initialDate: '2026-06-10', timeZone: 'UTC' };

/** What these specs use of FullCalendar, which 6 and 7 have alike. The compiler checks that both take the options. */
const VERSIONS = {
  'FullCalendar 6': (element: HTMLElement, options: FullCalendarOptions) =>
    new CalendarOf6(element, { ...DISPLAY, ...options }),
  'FullCalendar 7': (element: HTMLElement, options: FullCalendarOptions) =>
    new CalendarOf7(element, {
      plugins: [themeOf7, timeGridOf7, interactionOf7],
      ...DISPLAY,
      ...options,
    }),
};

/** The types of this method differ in 6 and 7, and what it does is the same. */
function setTimeZone(calendar: CalendarOf6 | CalendarOf7, timeZone: string): void {
  (calendar as CalendarOf7).setOption('timeZone', timeZone);
}

const timed = (id: string, day: number, hour: number) => ({
  id,
  summary: `Event ${id}`,
  start: { dateTime: `2026-06-${day}T${hour}:00:00Z` },
  end: { dateTime: `2026-06-${day}T${hour + 1}:00:00Z` },
});
const WHOLE_DAY = {
  id: 'fair',
  summary: 'Fair',
  start: { date: '2026-06-09' },
  end: { date: '2026-06-11' },
};

/** Waits until the emulator holds the event so. */
async function untilStored(email: string, id: string, isSo: (event: GoogleEvent) => boolean) {
  while (!isSo(await storedEvent(email, id))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const isAt = (time: GoogleEventDateTime | undefined, expected: string) =>
  Date.parse(time?.dateTime ?? '') === Date.parse(expected);

for (const [version, createCalendar] of Object.entries(VERSIONS)) {
  describe(`fullCalendarOptions with ${version}`, () => {
    let element: HTMLElement;
    let end = () => {
      // Nothing is shown yet.
    };

    beforeEach(() => {
      element = document.body.appendChild(document.createElement('div'));
    });
    afterEach(() => {
      end();
      element.remove();
      document.dispatchEvent(new PointerEvent('pointerup'));
    });

    function show(service: GoogleCalendarService, binding: FullCalendarBinding = {}) {
      const options = fullCalendarOptions(service, {
        injector: TestBed.inject(Injector),
        ...binding,
      });
      const calendar = createCalendar(element, options);
      calendar.render();
      end = () => {
        calendar.destroy();
      };
      const shown = (id: string) =>
        calendar.getEvents().find((event) => calendarEventOf(event)?.id === id);
      return { calendar, options, shown };
    }

    /** Moves an event on screen, as FullCalendar does it in a drag before it calls the handler. */
    function drag(
      { shown, options }: ReturnType<typeof show>,
      id: string,
      by: { readonly days: number } | { readonly hours: number },
    ) {
      const event = shown(id);
      if (!event) {
        throw new Error(`${id} is not on screen.`);
      }
      event.moveDates(by);
      options.eventDrop({ event });
    }

    it('shows the events of the calendars that are switched on, all-day ones on their days, series as occurrences', async () => {
      const series = {
        ...timed('daily', 10, 12),
        recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
      };
      const email = await aUser([timed('one', 10, 10), WHOLE_DAY, series]);
      const service = await signedIn(email);
      const { calendar, shown } = show(service);
      await until(() => calendar.getEvents().length === 4);
      expect(service.events().map(({ title }) => title)).toEqual([
        'Fair',
        'Event one',
        'Event daily',
        'Event daily',
      ]);
      expect(element.textContent).toContain('Event one');
      const fair = shown('fair');
      expect([fair?.allDay, fair?.startStr, fair?.endStr]).toEqual([
        true,
        '2026-06-09',
        '2026-06-11',
      ]);
      expect(new Set(calendar.getEvents().map(({ id }) => id)).size).toBe(4);
      expect(shown('one')?.startStr).toBe('2026-06-10T10:00:00Z');
      expect(shown('one')?.startEditable).toBeTrue();
    });

    it('follows the dates on screen, and the calendars of a signal', async () => {
      const email = await aUser([timed('one', 10, 10), timed('later', 17, 10)]);
      const ids = signal([email]);
      const { calendar, shown } = show(await signedIn(email), { calendarIds: () => ids() });
      await until(() => shown('one') !== undefined);
      calendar.next();
      await until(() => shown('later') !== undefined);
      ids.set([]);
      await until(() => calendar.getEvents().length === 0);
      expect(element.textContent).not.toContain('Event later');
    });

    it('eventDrop: a drag is written to Google, and shows once', async () => {
      const email = await aUser([timed('one', 10, 10)]);
      const board = show(await signedIn(email));
      await until(() => board.shown('one') !== undefined);
      drag(board, 'one', { hours: 2 });
      await untilStored(email, 'one', ({ start }) => isAt(start, '2026-06-10T12:00:00Z'));
      await until(() => board.calendar.getEvents().length === 1);
      expect(board.shown('one')?.startStr).toBe('2026-06-10T12:00:00Z');
    });

    it('eventDrop: a drag over a change of the clocks keeps the hour of the zone on screen', async () => {
      const beforeChange = {
        id: 'one',
        start: { dateTime: '2026-10-24T09:00:00+02:00', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-10-24T10:00:00+02:00', timeZone: 'Europe/Berlin' },
      };
      const email = await aUser([beforeChange], 'Europe/Berlin');
      const board = show(await signedIn(email, { timeZone: 'Europe/Berlin' }));
      setTimeZone(board.calendar, 'Europe/Berlin');
      board.calendar.gotoDate('2026-10-24');
      await until(() => board.shown('one') !== undefined);
      drag(board, 'one', { days: 2 });
      await untilStored(
        email,
        'one',
        ({ start }) => start?.dateTime?.startsWith('2026-10-26') ?? false,
      );
      const { start, end: stored } = await storedEvent(email, 'one');
      expect(isAt(start, '2026-10-26T09:00:00+01:00')).toBeTrue();
      expect(isAt(stored, '2026-10-26T10:00:00+01:00')).toBeTrue();
    });

    it('timeZone: events show at the times of the zone on screen, also after it has changed', async () => {
      const email = await aUser([timed('one', 10, 10), WHOLE_DAY]);
      const board = show(await signedIn(email));
      await until(() => board.shown('one') !== undefined);
      setTimeZone(board.calendar, 'Asia/Tokyo');
      await until(() => board.shown('one')?.startStr.slice(0, 16) === '2026-06-10T19:00');
      expect(board.shown('one')?.endStr.slice(0, 16)).toBe('2026-06-10T20:00');
      expect(board.shown('fair')?.startStr).toBe('2026-06-09');
      drag(board, 'one', { hours: 1 });
      await untilStored(email, 'one', ({ start }) => !isAt(start, '2026-06-10T10:00:00Z'));
      expect(isAt((await storedEvent(email, 'one')).start, '2026-06-10T11:00:00Z')).toBeTrue();
    });

    for (const [change, day, hours] of [
      ['skips', '2026-03-29', 1],
      // As it is drawn: from the first 02:30 to 03:30.
      ['repeats', '2026-10-25', 2],
    ] as const) {
      it(`eventDrop: on an hour that the zone on screen ${change}, the event keeps its own zone and has a length`, async () => {
        const inTokyo = (time: string) => ({
          dateTime: `${day}T${time}:00Z`,
          timeZone: 'Asia/Tokyo',
        });
        const email = await aUser([
          { id: 'one', summary: 'Event one', start: inTokyo('09:30'), end: inTokyo('10:30') },
        ]);
        const board = show(await signedIn(email));
        setTimeZone(board.calendar, 'Europe/Berlin');
        board.calendar.gotoDate(day);
        await until(() => board.shown('one') !== undefined);
        const from = board.shown('one')?.startStr.slice(11, 13) ?? '';
        drag(board, 'one', { hours: 2 - Number(from) });
        await untilStored(email, 'one', ({ start }) => !isAt(start, `${day}T09:30:00Z`));
        const { start, end: stored } = await storedEvent(email, 'one');
        const [starts, ends] = [start, stored].map((time) => Date.parse(time?.dateTime ?? ''));
        expect([start?.timeZone, (Number(ends) - Number(starts)) / 3_600_000]).toEqual([
          'Asia/Tokyo',
          hours,
        ]);
      });
    }

    it('eventResize: the new end is written, the start stays', async () => {
      const email = await aUser([timed('one', 10, 10)]);
      const { shown, options } = show(await signedIn(email));
      await until(() => shown('one') !== undefined);
      const event = shown('one');
      event?.moveEnd({ hours: 1 });
      if (event) {
        options.eventResize({ event });
      }
      await untilStored(email, 'one', ({ end: stored }) => isAt(stored, '2026-06-10T12:00:00Z'));
      const { start } = await storedEvent(email, 'one');
      expect(isAt(start, '2026-06-10T10:00:00Z')).toBeTrue();
    });

    it('eventDrop: where Google refuses it, the event is at its old time again, once, and the app is told', async () => {
      const email = await aUser([timed('one', 10, 10)]);
      const errors: [CalendarSyncError, GoogleCalendarEvent | undefined][] = [];
      const board = show(await signedIn(email), {
        onError: (error, event) => errors.push([error, event]),
      });
      await until(() => board.shown('one') !== undefined);
      await control('fault', {
        user: email,
        method: 'PATCH',
        path: '/calendar/v3/calendars/*/events/*',
        // However often: a browser sends a request whose connection was lost a second time by itself.
        times: 0,
        status: 403,
        reason: 'forbidden',
      });
      drag(board, 'one', { hours: 2 });
      await until(() => errors.length > 0);
      await until(() => board.shown('one')?.startStr === '2026-06-10T10:00:00Z');
      expect(board.calendar.getEvents().length).toBe(1);
      expect(errors.map(([error, event]) => [error.code, event?.id])).toEqual([
        ['forbidden', 'one'],
      ]);
    });

    it('eventDrop: a change that is refused before it is shown jumps back, and goes to the ErrorHandler by default', async () => {
      const email = await aUser([timed('one', 10, 10)]);
      const service = await signedIn(email);
      const board = show(service);
      await until(() => board.shown('one') !== undefined);
      const handled = spyOn(TestBed.inject(ErrorHandler), 'handleError');
      const event = board.shown('one');
      event?.moveDates({ hours: 2 });
      board.options.eventDrop({
        event: {
          startStr: 'never',
          endStr: '',
          allDay: false,
          extendedProps: event?.extendedProps ?? {},
        },
      });
      await until(() => handled.calls.count() > 0);
      await until(() => board.shown('one')?.startStr === '2026-06-10T10:00:00Z');
      expect(handled.calls.argsFor(0)).toEqual([
        jasmine.objectContaining({ code: 'invalid-event' }),
      ]);
    });

    it('eventDrop: a change that is cancelled jumps back, and the app is not told', async () => {
      const email = await aUser([timed('one', 10, 10)]);
      const service = await signedIn(email);
      const errors: CalendarSyncError[] = [];
      const board = show(service, { onError: (error) => errors.push(error) });
      await until(() => board.shown('one') !== undefined);
      spyOn(service, 'updateEvent').and.rejectWith(new CalendarSyncError('cancelled', 'Given up.'));
      drag(board, 'one', { hours: 2 });
      await until(() => board.shown('one')?.startStr === '2026-06-10T10:00:00Z');
      expect(errors).toEqual([]);
    });

    it('events of others show after a refresh, but not while a pointer is down', async () => {
      const email = await aUser([timed('one', 10, 10)]);
      const service = await signedIn(email);
      const { calendar, shown } = show(service);
      await until(() => shown('one') !== undefined);
      document.dispatchEvent(new PointerEvent('pointerdown'));
      await control('as', {
        email,
        method: 'POST',
        path: 'calendars/primary/events',
        body: timed('other', 11, 10),
      });
      await service.sync();
      expect(service.events().length).toBe(2);
      expect(calendar.getEvents().length).toBe(1);
      document.dispatchEvent(new PointerEvent('pointerup'));
      await until(() => shown('other') !== undefined);
      expect(calendar.getEvents().length).toBe(2);
    });

    it('select: what onSelect returns is added, by default to the primary calendar; undefined adds nothing', async () => {
      const email = await aUser([]);
      const answers = [undefined, { title: 'Lunch' }];
      const { calendar } = show(await signedIn(email), {
        onSelect: (times) => {
          const answer = answers.shift();
          return Promise.resolve(answer && { ...times, ...answer });
        },
      });
      calendar.select('2026-06-10T09:00:00Z', '2026-06-10T09:30:00Z');
      await until(() => answers.length === 1);
      calendar.select('2026-06-10T12:00:00Z', '2026-06-10T12:30:00Z');
      await until(() => calendar.getEvents().length === 1);
      const [event] = calendar.getEvents();
      expect([event?.title, event?.startStr]).toEqual(['Lunch', '2026-06-10T12:00:00Z']);
      await until(() => calendar.getEvents().every((one) => calendarEventOf(one)?.version));
      const [added] = calendar.getEvents().map(calendarEventOf);
      expect((await storedEvent(email, added?.id ?? '')).summary).toBe('Lunch');
    });

    it('select: a time without an offset counts in the zone on screen', async () => {
      const email = await aUser([]);
      const service = await signedIn(email);
      const { calendar, options } = show(service, {
        onSelect: (times) => ({ ...times, title: 'Tea' }),
      });
      const { view } = calendar;
      const week = { startStr: '2026-06-07T00:00:00', endStr: '2026-06-14T00:00:00' };
      options.datesSet({ ...week, timeZone: 'Asia/Tokyo', view });
      const [startStr, endStr] = ['2026-06-10T09:00:00', '2026-06-10T10:00:00'];
      options.select({ startStr, endStr, allDay: false, view });
      await until(() => service.events().some(({ version }) => version !== undefined));
      const [tea] = service.events();
      expect(Date.parse(tea?.start ?? '')).toBe(Date.parse('2026-06-10T00:00:00Z'));
    });
  });
}

describe('fullCalendarOptions', () => {
  it('selectable: without onSelect no time can be selected', async () => {
    const service = await signedIn(await aUser([]));
    const injector = TestBed.inject(Injector);
    expect(fullCalendarOptions(service, { injector }).selectable).toBeFalse();
    expect(
      fullCalendarOptions(service, { injector, onSelect: () => undefined }).selectable,
    ).toBeTrue();
  });

  it('eventDrop: an event that is not of the service is left to the app', async () => {
    const service = await signedIn(await aUser([]));
    const { eventDrop } = fullCalendarOptions(service, { injector: TestBed.inject(Injector) });
    const written = spyOn(service, 'updateEvent');
    eventDrop({ event: { startStr: '2026-06-10', endStr: '', allDay: true, extendedProps: {} } });
    expect(written).not.toHaveBeenCalled();
  });
});
