import { all, days, type Example, from } from './rfc-5545-dates';

const EVERY_DAY_IN_JANUARY = all(
  days('98-01', ...from(1, 31)),
  days('99-01', ...from(1, 31)),
  days('00-01', ...from(1, 31)),
);
/** The examples of RFC 5545, 3.8.5.3, of days, weeks and months, in its order. */
export const DAY_WEEK_AND_MONTH_EXAMPLES: readonly Example[] = [
  {
    name: 'daily for 10 occurrences',
    rule: 'FREQ=DAILY;COUNT=10',
    starts: days('97-09', ...from(2, 11)),
  },
  {
    name: 'daily until 24 December 1997',
    rule: 'FREQ=DAILY;UNTIL=19971224T000000Z',
    starts: all(
      days('97-09', ...from(2, 30)),
      days('97-10', ...from(1, 31)),
      days('97-11', ...from(1, 30)),
      days('97-12', ...from(1, 23)),
    ),
  },
  {
    name: 'every other day, forever',
    rule: 'FREQ=DAILY;INTERVAL=2',
    starts: all(
      days('97-09', ...from(1, 15).map((each) => 2 * each)),
      days('97-10', ...from(1, 15).map((each) => 2 * each)),
      days('97-11', ...from(0, 14).map((each) => 2 * each + 1)),
      days('97-12', 1, 3),
    ),
    before: '97-12-04',
  },
  {
    name: 'every 10 days, 5 occurrences',
    rule: 'FREQ=DAILY;INTERVAL=10;COUNT=5',
    starts: all(days('97-09', 2, 12, 22), days('97-10', 2, 12)),
  },
  {
    name: 'every day in January, for 3 years, YEARLY',
    start: '98-01-01',
    rule: 'FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA',
    starts: EVERY_DAY_IN_JANUARY,
  },
  {
    name: 'every day in January, for 3 years, DAILY',
    start: '98-01-01',
    rule: 'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    starts: EVERY_DAY_IN_JANUARY,
  },
  {
    name: 'weekly for 10 occurrences',
    rule: 'FREQ=WEEKLY;COUNT=10',
    starts: all(days('97-09', 2, 9, 16, 23, 30), days('97-10', 7, 14, 21, 28), '97-11-04'),
  },
  {
    name: 'weekly until 24 December 1997',
    rule: 'FREQ=WEEKLY;UNTIL=19971224T000000Z',
    starts: all(
      days('97-09', 2, 9, 16, 23, 30),
      days('97-10', 7, 14, 21, 28),
      days('97-11', 4, 11, 18, 25),
      days('97-12', 2, 9, 16, 23),
    ),
  },
  {
    name: 'every other week, forever',
    rule: 'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    starts: all(
      days('97-09', 2, 16, 30),
      days('97-10', 14, 28),
      days('97-11', 11, 25),
      days('97-12', 9, 23),
      days('98-01', 6, 20),
      days('98-02', 3, 17),
    ),
    before: '98-03-01',
  },
  {
    name: 'weekly on Tuesday and Thursday for five weeks, UNTIL',
    rule: 'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    starts: all(days('97-09', 2, 4, 9, 11, 16, 18, 23, 25, 30), '97-10-02'),
  },
  {
    name: 'weekly on Tuesday and Thursday for five weeks, COUNT',
    rule: 'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    starts: all(days('97-09', 2, 4, 9, 11, 16, 18, 23, 25, 30), '97-10-02'),
  },
  {
    name: 'every other week on Monday, Wednesday and Friday until 24 December 1997',
    start: '97-09-01',
    rule: 'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    starts: all(
      days('97-09', 1, 3, 5, 15, 17, 19, 29),
      days('97-10', 1, 3, 13, 15, 17, 27, 29, 31),
      days('97-11', 10, 12, 14, 24, 26, 28),
      days('97-12', 8, 10, 12, 22),
    ),
  },
  {
    name: 'every other week on Tuesday and Thursday, for 8 occurrences',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    starts: all(days('97-09', 2, 4, 16, 18, 30), days('97-10', 2, 14, 16)),
  },
  {
    name: 'monthly on the first Friday for 10 occurrences',
    start: '97-09-05',
    rule: 'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    starts:
      '97-09-05 97-10-03 97-11-07 97-12-05 98-01-02 98-02-06 98-03-06 98-04-03 98-05-01 98-06-05',
  },
  {
    name: 'monthly on the first Friday until 24 December 1997',
    start: '97-09-05',
    rule: 'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
    starts: '97-09-05 97-10-03 97-11-07 97-12-05',
  },
  {
    name: 'every other month on the first and last Sunday for 10 occurrences',
    start: '97-09-07',
    rule: 'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    starts: all(
      days('97-09', 7, 28),
      days('97-11', 2, 30),
      days('98-01', 4, 25),
      days('98-03', 1, 29),
      days('98-05', 3, 31),
    ),
  },
  {
    name: 'monthly on the second-to-last Monday for 6 months',
    start: '97-09-22',
    rule: 'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    starts: '97-09-22 97-10-20 97-11-17 97-12-22 98-01-19 98-02-16',
  },
  {
    name: 'monthly on the third-to-the-last day, forever',
    start: '97-09-28',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-3',
    starts: '97-09-28 97-10-29 97-11-28 97-12-29 98-01-29 98-02-26',
    before: '98-03-01',
  },
  {
    name: 'monthly on the 2nd and 15th for 10 occurrences',
    rule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    starts: all(
      days('97-09', 2, 15),
      days('97-10', 2, 15),
      days('97-11', 2, 15),
      days('97-12', 2, 15),
      days('98-01', 2, 15),
    ),
  },
  {
    name: 'monthly on the first and last day for 10 occurrences',
    start: '97-09-30',
    rule: 'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    starts: all(
      '97-09-30',
      days('97-10', 1, 31),
      days('97-11', 1, 30),
      days('97-12', 1, 31),
      days('98-01', 1, 31),
      '98-02-01',
    ),
  },
  {
    name: 'every 18 months on the 10th to the 15th for 10 occurrences',
    start: '97-09-10',
    rule: 'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    starts: all(days('97-09', ...from(10, 15)), days('99-03', ...from(10, 13))),
  },
  {
    name: 'every Tuesday, every other month',
    rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    starts: all(
      days('97-09', 2, 9, 16, 23, 30),
      days('97-11', 4, 11, 18, 25),
      days('98-01', 6, 13, 20, 27),
      days('98-03', 3, 10, 17, 24, 31),
    ),
    before: '98-04-01',
  },
];
