import type { EventInput } from '@fullcalendar/angular';
import { anApp } from './specs/emulator';

/** As Mobiscroll declares the events that its calendars take. */
interface MbscCalendarEvent {
  id?: string | number;
  title?: string;
  start?: string | object | Date;
  end?: string | object | Date;
  allDay?: boolean;
  color?: string;
  editable?: boolean;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- so it is declared there
  [property: string]: any;
}

/** These compile, or the build fails: the arrays of components may be written to. */
describe('The types of events', () => {
  it('fit FullCalendar’s events and Mobiscroll’s data as they are', async () => {
    const service = anApp({ apiKey: 'emulator-api-key' });
    const ofFullCalendar: EventInput[] = service.events();
    const ofMobiscroll: MbscCalendarEvent[] = service.events();
    expect([ofFullCalendar, ofMobiscroll]).toEqual([[], []]);
    const range = { start: '2026-06-01', end: '2026-06-02', calendarIds: [] };
    const listed: EventInput[] = await service.getEvents([], range.start, range.end);
    const found: MbscCalendarEvent[] = await service.search('x', range);
    expect([listed, found]).toEqual([[], []]);
    service.events$.subscribe((events: EventInput[]) => {
      expect(events).toEqual([]);
    });
    service.watchEvents(range).subscribe((events: MbscCalendarEvent[]) => {
      expect(events).toEqual([]);
    });
  });
});
