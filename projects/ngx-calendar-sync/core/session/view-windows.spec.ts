import { NEVER, type Observable } from 'rxjs';
import { ViewWindows } from './view-windows';

const range = { start: new Date('2026-06-01'), end: new Date('2026-07-01') };

describe('ViewWindows', () => {
  it('show: what leaves the view goes on being watched, and its watch is told that nobody sees it', () => {
    const told: string[] = [];
    const watch = (calendarId: string, _range: unknown, inView$: Observable<boolean>) => {
      inView$.subscribe((isInView) => told.push(`${calendarId} ${isInView}`));
      return NEVER;
    };
    const windows = new ViewWindows(watch, []);
    windows.show({ calendarIds: ['a', 'b'], range });
    windows.show({ calendarIds: ['a'], range });
    expect(told).toEqual(['a true', 'b true', 'b false']);
    windows.show({ calendarIds: ['b'], range });
    expect(told.slice(3)).toEqual(['a false', 'b true']);
  });
});
