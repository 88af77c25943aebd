import type { EventInput } from '@fullcalendar/angular';
import { anApp } from './specs/emulator';

/** A copy of Mobiscroll's declaration of the events that its components accept. */
interface MbscCalendarEvent {
  id?: string | number;
  title?: string;
  start?: string | object | Date;
  end?: string | object | Date;
  allDay?: boolean;
  color?: string;
  editable?: boolean;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Mobiscroll declares it so
  [property: string]: any;
}

/** The compiler checks these assignments. They also need arrays that are not readonly, since the components write to them. */
describe('Types of events', () => {
  it('event types: they are assignable to those of FullCalendar and Mobiscroll without a conversion', async () => {
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
