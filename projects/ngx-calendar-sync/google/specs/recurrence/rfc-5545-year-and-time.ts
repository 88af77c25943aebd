import { all, days, type Example, from } from './rfc-5545-dates';

/** `hours` on each of the days. */
const at = (list: string, ...hours: readonly string[]) =>
  list
    .split(' ')
    .flatMap((day) => hours.map((hour) => `${day}T${hour}`))
    .join(' ');
const EVERY_20_MINUTES = ['00', '20', '40'];
const EVERY_20_MINUTES_FROM_9_TO_16 = from(9, 16).flatMap((hour) =>
  EVERY_20_MINUTES.map((minute) => `${String(hour).padStart(2, '0')}:${minute}`),
);

/** The examples of RFC 5545, 3.8.5.3, that follow those of days, weeks and months. */
export const YEAR_AND_TIME_EXAMPLES: readonly Example[] = [
  {
    name: 'yearly in June and July for 10 occurrences',
    start: '97-06-10',
    rule: 'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    starts:
      '97-06-10 97-07-10 98-06-10 98-07-10 99-06-10 99-07-10 00-06-10 00-07-10 01-06-10 01-07-10',
  },
  {
    name: 'every other year in January, February and March for 10 occurrences',
    start: '97-03-10',
    rule: 'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    starts:
      '97-03-10 99-01-10 99-02-10 99-03-10 01-01-10 01-02-10 01-03-10 03-01-10 03-02-10 03-03-10',
  },
  {
    name: 'every third year on the 1st, 100th and 200th day for 10 occurrences',
    start: '97-01-01',
    rule: 'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    starts:
      '97-01-01 97-04-10 97-07-19 00-01-01 00-04-09 00-07-18 03-01-01 03-04-10 03-07-19 06-01-01',
  },
  {
    name: 'every 20th Monday of the year, forever',
    start: '97-05-19',
    rule: 'FREQ=YEARLY;BYDAY=20MO',
    starts: '97-05-19 98-05-18 99-05-17',
    before: '00-01-01',
  },
  {
    name: 'Monday of week 20, forever',
    start: '97-05-12',
    rule: 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    starts: '97-05-12 98-05-11 99-05-17',
    before: '00-01-01',
  },
  {
    name: 'every Thursday in March, forever',
    start: '97-03-13',
    rule: 'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    starts: all(
      days('97-03', 13, 20, 27),
      days('98-03', 5, 12, 19, 26),
      days('99-03', 4, 11, 18, 25),
    ),
    before: '00-01-01',
  },
  {
    name: 'every Thursday in June, July and August, forever',
    start: '97-06-05',
    rule: 'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    starts: all(
      days('97-06', 5, 12, 19, 26),
      days('97-07', 3, 10, 17, 24, 31),
      days('97-08', 7, 14, 21, 28),
      days('98-06', 4, 11, 18, 25),
      days('98-07', 2, 9, 16, 23, 30),
      days('98-08', 6, 13, 20, 27),
      days('99-06', 3, 10, 17, 24),
      days('99-07', 1, 8, 15, 22, 29),
      days('99-08', 5, 12, 19, 26),
    ),
    before: '00-01-01',
  },
  {
    name: 'every Friday the 13th, forever, without the first start',
    rule: 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
    exdate: 'EXDATE;TZID=America/New_York:19970902T090000',
    starts: '98-02-13 98-03-13 98-11-13 99-08-13 00-10-13',
    before: '01-01-01',
  },
  {
    name: 'the first Saturday after the first Sunday of the month, forever',
    start: '97-09-13',
    rule: 'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    starts:
      '97-09-13 97-10-11 97-11-08 97-12-13 98-01-10 98-02-07 98-03-07 98-04-11 98-05-09 98-06-13',
    before: '98-07-01',
  },
  {
    name: 'every 4 years, the first Tuesday after a Monday in November',
    start: '96-11-05',
    rule: 'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    starts: '96-11-05 00-11-07 04-11-02',
    before: '05-01-01',
  },
  {
    name: 'the third of Tuesday, Wednesday and Thursday, for three months',
    start: '97-09-04',
    rule: 'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    starts: '97-09-04 97-10-07 97-11-06',
  },
  {
    name: 'the second-to-last weekday of the month',
    start: '97-09-29',
    rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    starts: '97-09-29 97-10-30 97-11-27 97-12-30 98-01-29 98-02-26 98-03-30',
    before: '98-04-01',
  },
  {
    name: 'every 3 hours from 9:00 to 17:00 on a day',
    // 17:00 in New York is 21:00 UTC; the RFC writes 170000Z by mistake.
    rule: 'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z',
    starts: at('97-09-02', '09:00', '12:00', '15:00'),
  },
  {
    name: 'every 15 minutes for 6 occurrences',
    rule: 'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
    starts: at('97-09-02', '09:00', '09:15', '09:30', '09:45', '10:00', '10:15'),
  },
  {
    name: 'every hour and a half for 4 occurrences',
    rule: 'FREQ=MINUTELY;INTERVAL=90;COUNT=4',
    starts: at('97-09-02', '09:00', '10:30', '12:00', '13:30'),
  },
  {
    name: 'every 20 minutes from 9:00 to 16:40 every day, DAILY',
    rule: 'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
    starts: at(days('97-09', 2, 3), ...EVERY_20_MINUTES_FROM_9_TO_16),
    before: '97-09-04',
  },
  {
    name: 'every 20 minutes from 9:00 to 16:40 every day, MINUTELY',
    rule: 'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
    starts: at(days('97-09', 2, 3), ...EVERY_20_MINUTES_FROM_9_TO_16),
    before: '97-09-04',
  },
  {
    name: 'where WKST makes a difference, MO',
    start: '97-08-05',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    starts: days('97-08', 5, 10, 19, 24),
  },
  {
    name: 'where WKST makes a difference, SU',
    start: '97-08-05',
    rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    starts: days('97-08', 5, 17, 19, 31),
  },
  {
    name: 'a day that does not exist, such as 30 February, is ignored and not counted',
    start: '07-01-15',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    starts: '07-01-15 07-01-30 07-02-15 07-03-15 07-03-30',
  },
];
