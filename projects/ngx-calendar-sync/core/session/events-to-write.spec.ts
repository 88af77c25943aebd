import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import type { SeriesEventsOf } from '../provider/calendar-provider';
import type { Overlay } from '../provider/event-write';
import { writtenSeries } from '../outbox/written-series';
import { EventsToWrite } from './events-to-write';
import type { SessionOutbox } from './session-outbox';

const MASTER: CalendarEvent = { ...anEvent('weekly'), recurrence: ['RRULE:FREQ=WEEKLY'] };
const RENAMED: CalendarEvent = {
  ...anEvent('weekly_20260511'),
  title: 'Excursion',
  seriesId: 'weekly',
  originalStart: '2026-05-11',
};

describe('EventsToWrite', () => {
  it('knownSeries: a write that is shown while the series is read is in it', async () => {
    const held: SeriesEventsOf<CalendarEvent>[] = [];
    let overlays: readonly Overlay[] = [{ kind: 'put', event: RENAMED }];
    const outbox: Pick<SessionOutbox<CalendarEvent>, 'overlays' | 'writtenSeries'> = {
      get overlays() {
        return overlays;
      },
      writtenSeries: (calendarId, seriesId, read) =>
        writtenSeries(overlays, { calendarId, seriesId }, read),
    };
    const series = () => {
      const exceptions = held.length === 0 ? [] : [RENAMED];
      const read = { master: MASTER, exceptions, cancelled: [] };
      held.push(read);
      // What was read is from before a pull, after which the events show the write.
      overlays = [];
      return Promise.resolve(read);
    };
    const events = new EventsToWrite(
      { backend: { series } } as unknown as ConstructorParameters<typeof EventsToWrite>[0],
      () => outbox as SessionOutbox<CalendarEvent>,
    );
    const known = await events.knownSeries(MASTER.calendarId, 'weekly');
    expect(known?.exceptions).toEqual([RENAMED]);
    expect(held.length).toBe(2);
  });

  it('knownSeries: while the writes of a series are shown one after the other, it is read a few times and has all of them', async () => {
    const written = Array.from({ length: 100 }, (_, index) => ({
      ...RENAMED,
      id: `weekly_${index}`,
    }));
    let reads = 0;
    const overlays = () => written.slice(reads).map((event): Overlay => ({ kind: 'put', event }));
    const outbox: Pick<SessionOutbox<CalendarEvent>, 'overlays' | 'writtenSeries'> = {
      get overlays() {
        return overlays();
      },
      writtenSeries: (calendarId, seriesId, read, shown = []) =>
        writtenSeries([...shown, ...overlays()], { calendarId, seriesId }, read),
    };
    const series = () => {
      const read = { master: MASTER, exceptions: written.slice(0, reads), cancelled: [] };
      reads += 1;
      return Promise.resolve(read);
    };
    const events = new EventsToWrite(
      { backend: { series } } as unknown as ConstructorParameters<typeof EventsToWrite>[0],
      () => outbox as SessionOutbox<CalendarEvent>,
    );
    const known = await events.knownSeries(MASTER.calendarId, 'weekly');
    expect(known?.exceptions.map(({ id }) => id)).toEqual(written.map(({ id }) => id));
    expect(reads).toBeLessThan(10);
  });
});
