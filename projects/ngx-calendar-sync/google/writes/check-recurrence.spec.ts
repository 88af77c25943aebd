import { SeededRandom } from '../specs/recurrence/seeded-random';
import { DAY_WEEK_AND_MONTH_EXAMPLES } from '../specs/recurrence/rfc-5545-day-week-month';
import { YEAR_AND_TIME_EXAMPLES } from '../specs/recurrence/rfc-5545-year-and-time';
import { unusualRule } from '../specs/recurrence/unusual-rule';
import { checkRecurrence } from './check-recurrence';

const DAILY = 'RRULE:FREQ=DAILY';
const IS_WITHIN_A_DAY = /FREQ=(HOURLY|MINUTELY|SECONDLY)/;

describe('checkRecurrence', () => {
  /** The words in which a recurrence is refused; `undefined` where it passes. */
  const refusalOf = (lines: unknown, hasTimes?: boolean) => {
    try {
      checkRecurrence(lines, hasTimes);
      return undefined;
    } catch (error) {
      expect(error).toEqual(jasmine.objectContaining({ code: 'invalid-event' }));
      return String(error);
    }
  };

  for (const [what, lines, words] of [
    ['FREQ=HOURLY', ['RRULE:FREQ=HOURLY'], /FREQ of DAILY, WEEKLY/],
    ['FREQ=MINUTELY', ['RRULE:FREQ=MINUTELY;COUNT=3'], /FREQ/],
    ['FREQ=SECONDLY', ['RRULE:FREQ=SECONDLY'], /FREQ/],
    ['an EXRULE of hours', [DAILY, 'EXRULE:FREQ=HOURLY'], /FREQ/],
    ['a rule without FREQ', ['RRULE:COUNT=3'], /has a FREQ/],
    ['an empty rule', ['RRULE:'], /has a FREQ/],
    ['COUNT with UNTIL', [`${DAILY};COUNT=3;UNTIL=20260705`], /exclude each other/],
    [
      'UNTIL with COUNT in lower case',
      ['rrule:until=20260705;freq=daily;count=3'],
      /exclude each other/,
    ],
    ['UNTIL of no day', [`${DAILY};UNTIL=20260231`], /UNTIL is a day/],
    ['UNTIL as RFC 3339 writes it', [`${DAILY};UNTIL=2026-07-05`], /UNTIL is a day/],
    ['INTERVAL=0', [`${DAILY};INTERVAL=0`], /INTERVAL/],
    ['a negative INTERVAL', [`${DAILY};INTERVAL=-2`], /INTERVAL/],
    ['an INTERVAL of 310 digits', [`${DAILY};INTERVAL=${'9'.repeat(310)}`], /INTERVAL/],
    ['COUNT=0', [`${DAILY};COUNT=0`], /COUNT/],
    ['a month 13', ['RRULE:FREQ=YEARLY;BYMONTH=13'], /BYMONTH/],
    ['a day 0 of the month', ['RRULE:FREQ=MONTHLY;BYMONTHDAY=0'], /BYMONTHDAY/],
    ['an hour 24', [`${DAILY};BYHOUR=24`], /BYHOUR/],
    ['a weekday by its name', ['RRULE:FREQ=WEEKLY;BYDAY=Monday'], /BYDAY/],
    ['another calendar', ['RRULE:RSCALE=CHINESE;FREQ=YEARLY'], /RSCALE/],
    ['a rule without its name', ['FREQ=DAILY'], /lines are RRULE/],
    ['DTSTART', ['DTSTART:20260608T130000Z', DAILY], /lines are RRULE/],
    ['a property that is not known', [DAILY, 'X-RULE:FREQ=DAILY'], /lines are RRULE/],
    ['an EXDATE of no day', [DAILY, 'EXDATE;VALUE=DATE:20260231'], /EXDATE has days/],
    ['an EXDATE as RFC 3339 writes it', [DAILY, 'EXDATE:2026-06-09T09:00:00Z'], /EXDATE/],
    ['an RDATE of no date', ['RDATE:tomorrow'], /RDATE/],
    ['a text in place of lines', DAILY, /array of lines/],
    ['a line that is no text', [undefined], /array of lines/],
    ['an RDATE without an end of its PERIOD', ['RDATE;VALUE=PERIOD:20260610T140000Z/'], /RDATE/],
  ] as const) {
    it(`checkRecurrence: ${what} is refused in words`, () => {
      expect(refusalOf(lines)).toMatch(words);
    });
  }

  it('checkRecurrence: UNTIL without Z is refused in an event with times alone', () => {
    const local = [`${DAILY};UNTIL=20260705T000000`];
    expect(refusalOf(local, true)).toMatch(/UNTIL is a day/);
    expect(refusalOf(local, false)).toBeUndefined();
    expect(refusalOf(local)).toBeUndefined();
  });

  // What Google has itself, or takes, as the spec of the emulator attests it.
  for (const lines of [
    [],
    [''],
    [`${DAILY};UNTIL=20260705T235960Z`],
    [`${DAILY};UNTIL=20260609`],
    [`${DAILY};UNTIL=20110701T100000-07:00`],
    ['RRULE:RSCALE=GREGORIAN;FREQ=YEARLY'],
    ['RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=MO,-1TU;X-NAME=1;'],
    ['rrule:freq=yearly; bymonth = 6 ; byday=+1su'],
    ['RRULE;X-A="a:b;c":FREQ=MONTHLY;BYMONTHDAY=-1,31;BYSETPOS=-366,366'],
    ['RRULE:FREQ=WEEK\r\n LY\r\nEXDATE:20260609'],
    ['RRULE:DATE;TZID=Europe/Warsaw:20240618T020000'],
    ['EXDATE;TZID=Europe/Berlin:20260608T130000'],
    ['EXDATE;TZID=GMT+01:00:20261103T090000', 'EXDATE;TZID="GMT+01:00":20261103T090000'],
    ['RDATE;TZID="Somewhere: else":20260612T000000,20260613'],
    ['RDATE;VALUE=PERIOD:20260610T140000Z/PT3H,20260610T140000Z/20260610T150000Z'],
    ['EXRULE:FREQ=WEEKLY', 'RDATE:20240229'],
  ]) {
    it(`checkRecurrence: ${JSON.stringify(lines)} passes`, () => {
      expect(refusalOf(lines, true)).toBeUndefined();
    });
  }

  it('checkRecurrence: the examples of RFC 5545 pass, and are refused where they repeat within a day', () => {
    for (const { rule, exdate } of [...DAY_WEEK_AND_MONTH_EXAMPLES, ...YEAR_AND_TIME_EXAMPLES]) {
      const refusal = refusalOf([`RRULE:${rule}`, exdate ?? ''], true);
      expect(refusal !== undefined)
        .withContext(rule)
        .toBe(IS_WITHIN_A_DAY.test(rule));
    }
  });

  it('checkRecurrence: 2,000 unusual rules pass, and are refused where they repeat within a day', () => {
    const random = new SeededRandom(20260601);
    for (let each = 0; each < 2000; each++) {
      const rule = unusualRule(random, each % 2 === 0);
      const refusal = refusalOf([`RRULE:${rule}`], true);
      expect(refusal !== undefined)
        .withContext(rule)
        .toBe(IS_WITHIN_A_DAY.test(rule));
    }
  });
});
