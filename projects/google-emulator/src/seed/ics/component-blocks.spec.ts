import { calendarBlocksOf } from './component-blocks.ts';

describe('calendarBlocksOf', () => {
  it('unfolds lines, whatever ends them', () => {
    for (const end of ['\r\n', '\n', '\r']) {
      const text = ['BEGIN:VCALENDAR', 'X-WR-CALNAME:One ', ' and', '\t two', 'END:VCALENDAR'];
      expect(calendarBlocksOf(text.join(end))[0]?.lines).toEqual(['X-WR-CALNAME:One and two']);
    }
  });

  it('keeps components inside components with them', () => {
    const text = `BEGIN:VCALENDAR
BEGIN:VEVENT
BEGIN:VALARM
END:VALARM
END:VEVENT
END:VCALENDAR`;
    expect(calendarBlocksOf(text)[0]?.components).toEqual([
      {
        name: 'VEVENT',
        lines: ['BEGIN:VEVENT', 'BEGIN:VALARM', 'END:VALARM', 'END:VEVENT'],
        lineNumber: 2,
      },
    ]);
  });

  it('blames the component that was not closed, and no other', () => {
    const text = `BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:First
BEGIN:VEVENT
SUMMARY:Second
BEGIN:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Third
END:VEVENT
BEGIN:VEVENT
SUMMARY:Fourth
END:VCALENDAR`;
    expect(calendarBlocksOf(text)[0]?.components.map(({ fault }) => fault)).toEqual([
      'its end is missing (END:VEVENT)',
      'VALARM inside it is not closed',
      undefined,
      'its end is missing (END:VEVENT)',
    ]);
  });

  it('finds nothing in a text that is no calendar', () => {
    expect(calendarBlocksOf('')).toEqual([]);
    expect(calendarBlocksOf('BEGIN:VEVENT\nEND:VEVENT')).toEqual([]);
  });
});
