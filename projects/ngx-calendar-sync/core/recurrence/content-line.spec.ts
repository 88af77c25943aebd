import { readContentLine } from './content-line';

describe('readContentLine', () => {
  it('no parameter: there is no time zone', () => {
    expect(readContentLine('exdate:20260101T100000')).toEqual({
      name: 'EXDATE',
      timeZone: undefined,
      value: '20260101T100000',
    });
  });

  it('TZID, also in quotes: is the time zone', () => {
    for (const line of [
      'EXDATE;TZID=Europe/Berlin:x',
      'EXDATE;VALUE=DATE;tzid="Europe/Berlin":x',
    ]) {
      expect(readContentLine(line)?.timeZone).toBe('Europe/Berlin');
    }
  });

  it('TZID in the quoted value of another parameter: is no time zone', () => {
    const line = readContentLine('EXDATE;X="a;TZID=Europe/Berlin:b":20270101T100000');
    expect(line).toEqual({ name: 'EXDATE', timeZone: undefined, value: '20270101T100000' });
  });

  it('any other text: is no content line', () => {
    expect(readContentLine('RRULE')).toBeUndefined();
  });
});
