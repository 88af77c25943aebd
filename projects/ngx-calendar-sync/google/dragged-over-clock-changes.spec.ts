import { until } from '../core/specs/until';
import type { GoogleCalendarService } from './google-calendar.service';
import type { GoogleCalendarEvent } from './runtime/mapping/google-calendar-event';
import { aUser, loaded, signedIn, storedEvent } from './specs/emulator';

const BERLIN = 'Europe/Berlin';
const inBerlin = (start: string, end: string, more: object = {}) => ({
  id: 'event0',
  summary: 'Event',
  start: { dateTime: start, timeZone: BERLIN },
  end: { dateTime: end, timeZone: BERLIN },
  ...more,
});
const IN_MARCH = inBerlin('2026-03-27T09:00:00+01:00', '2026-03-27T10:00:00+01:00');
const IN_OCTOBER = inBerlin('2026-10-23T09:00:00+02:00', '2026-10-23T10:00:00+02:00');

/** In Berlin 02:00 to 03:00 does not exist on 29 March 2026, and comes twice on 25 October. */
describe('Events of a zone other than that of the view, dragged over a change of its clocks', () => {
  let email: string;
  let service: GoogleCalendarService;

  async function show(event: object): Promise<GoogleCalendarEvent> {
    email = await aUser([event]);
    service = await signedIn(email, { timeZone: 'Asia/Tokyo' });
    service.setView({ calendarIds: [email], start: '2026-03-01', end: '2026-11-01' });
    await until(() => service.events().length > 0);
    await loaded(service);
    return shown();
  }

  function shown(): GoogleCalendarEvent {
    const [event] = service.events();
    if (!event) {
      throw new Error('Nothing is shown.');
    }
    return event;
  }

  /** As it is stored: instants in UTC, and the zone. */
  async function stored() {
    const { start, end } = await storedEvent(email, 'event0');
    const instants = [start, end].map((time) => new Date(time?.dateTime ?? '').toISOString());
    return [...instants, start?.timeZone, end?.timeZone];
  }

  it('to an instant after the skipped hour: it keeps its zone and its length', async () => {
    const seen = await show(IN_MARCH);
    expect(seen.start).toBe('2026-03-27T17:00:00+09:00');
    await service.updateEvent(email, {
      ...seen,
      start: new Date('2026-03-29T01:30:00Z'),
      end: new Date('2026-03-29T02:30:00Z'),
    });
    const expected = ['2026-03-29T01:30:00.000Z', '2026-03-29T02:30:00.000Z', BERLIN, BERLIN];
    expect(await stored()).toEqual(expected);
    expect(shown().start).toBe('2026-03-29T10:30:00+09:00');
    expect(shown().timeZone).toBe(BERLIN);
  });

  it('to a wall time that is skipped: it starts an hour later, and keeps its length', async () => {
    const { id } = await show(IN_MARCH);
    await service.updateEvent(email, { id, start: '2026-03-29T02:30', end: '2026-03-29T03:30' });
    const expected = ['2026-03-29T01:30:00.000Z', '2026-03-29T02:30:00.000Z', BERLIN, BERLIN];
    expect(await stored()).toEqual(expected);
  });

  it('to the second of two equal hours: it stays there, also when something else of it is changed', async () => {
    const seen = await show(IN_OCTOBER);
    await service.updateEvent(email, {
      ...seen,
      start: '2026-10-25T10:30:00+09:00',
      end: '2026-10-25T11:30:00+09:00',
    });
    await service.updateEvent(email, { ...shown(), title: 'Renamed' });
    const expected = ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00.000Z', BERLIN, BERLIN];
    expect(await stored()).toEqual(expected);
    expect(shown().start).toBe('2026-10-25T10:30:00+09:00');
  });

  it('to a wall time that comes twice: it is the first', async () => {
    const { id } = await show(IN_OCTOBER);
    await service.updateEvent(email, { id, start: '2026-10-25T02:15', end: '2026-10-25T02:45' });
    const expected = ['2026-10-25T00:15:00.000Z', '2026-10-25T00:45:00.000Z', BERLIN, BERLIN];
    expect(await stored()).toEqual(expected);
  });

  it('a series that is dragged as a whole keeps its new hour in its own zone after the change', async () => {
    const weekly = { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] };
    const seen = await show(
      inBerlin('2026-03-16T09:00:00+01:00', '2026-03-16T10:00:00+01:00', weekly),
    );
    // By an hour, in the view's zone.
    expect(seen.start).toBe('2026-03-16T17:00:00+09:00');
    await service.updateEvent(
      email,
      { ...seen, start: '2026-03-16T18:00:00+09:00', end: '2026-03-16T19:00:00+09:00' },
      { scope: 'all' },
    );
    const starts = (await service.getEvents(email, '2026-03-01', '2026-05-01')).map(({ start }) =>
      new Date(start).toISOString(),
    );
    // 10:00 in Berlin, before and after.
    expect(starts).toEqual([
      '2026-03-16T09:00:00.000Z',
      '2026-03-23T09:00:00.000Z',
      '2026-03-30T08:00:00.000Z',
    ]);
  });
});
