import { describeRecurrence } from './describe-recurrence';

/** A Tuesday. */
const START = '2026-11-24T09:00:00+01:00';

const LOCALES = ['en-GB', 'de', 'hu', 'ar-u-nu-latn'] as const;

/** The lines of a recurrence, and what it is in English, German, Hungarian and Arabic. */
const SENTENCES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  DAILY: ['every day', 'jeden Tag', 'minden nap', 'كل يوم'],
  'DAILY;INTERVAL=2': ['every 2 days', 'alle 2 Tage', 'kétnaponta', 'كل يومين'],
  'DAILY;INTERVAL=3': ['every 3 days', 'alle 3 Tage', 'háromnaponta', 'كل 3 أيام'],
  'DAILY;INTERVAL=12': ['every 12 days', 'alle 12 Tage', '12 naponta', 'كل 12 يومًا'],
  'DAILY;INTERVAL=100': ['every 100 days', 'alle 100 Tage', '100 naponta', 'كل 100 يوم'],
  'DAILY;BYMONTH=1': [
    'every day in January',
    'jeden Tag im Januar',
    'minden nap januárban',
    'كل يوم في يناير',
  ],
  WEEKLY: ['every Tuesday', 'jeden Dienstag', 'minden kedden', 'كل يوم ثلاثاء'],
  'WEEKLY;BYDAY=MO': ['every Monday', 'jeden Montag', 'minden hétfőn', 'كل يوم اثنين'],
  'WEEKLY;BYDAY=MO,WE,FR': [
    'every Monday, Wednesday and Friday',
    'jeden Montag, Mittwoch und Freitag',
    'minden hétfőn, szerdán és pénteken',
    'كل يوم اثنين وأربعاء وجمعة',
  ],
  'WEEKLY;INTERVAL=2;BYDAY=MO,WE': [
    'every 2 weeks on Monday and Wednesday',
    'alle 2 Wochen am Montag und Mittwoch',
    'kéthetente hétfőn és szerdán',
    'كل أسبوعين يومي الاثنين والأربعاء',
  ],
  'WEEKLY;INTERVAL=3;BYDAY=MO,WE,SA': [
    'every 3 weeks on Monday, Wednesday and Saturday',
    'alle 3 Wochen am Montag, Mittwoch und Samstag',
    'háromhetente hétfőn, szerdán és szombaton',
    'كل 3 أسابيع أيام الاثنين والأربعاء والسبت',
  ],
  'WEEKLY;INTERVAL=11;BYDAY=SU': [
    'every 11 weeks on Sunday',
    'alle 11 Wochen am Sonntag',
    '11 hetente vasárnap',
    'كل 11 أسبوعًا يوم الأحد',
  ],
  'WEEKLY;BYDAY=MO,TU,WE,TH,FR': [
    'every weekday',
    'jeden Tag von Montag bis Freitag',
    'minden hétköznap',
    'كل يوم من الاثنين إلى الجمعة',
  ],
  'WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR': [
    'every 2 weeks on weekdays',
    'alle 2 Wochen von Montag bis Freitag',
    'kéthetente hétköznap',
    'كل أسبوعين من الاثنين إلى الجمعة',
  ],
  'WEEKLY;BYDAY=TU;BYMONTH=1,9': [
    'every Tuesday in January and September',
    'jeden Dienstag im Januar und September',
    'minden kedden januárban és szeptemberben',
    'كل يوم ثلاثاء في يناير وسبتمبر',
  ],
  'MONTHLY;BYMONTHDAY=31': [
    'monthly on day 31',
    'monatlich am 31.',
    'minden hónap 31-én',
    'كل شهر في اليوم 31',
  ],
  'MONTHLY;BYMONTHDAY=1,15': [
    'monthly on days 1 and 15',
    'monatlich am 1. und 15.',
    'minden hónap 1-jén és 15-én',
    'كل شهر في اليوم 1 واليوم 15',
  ],
  'MONTHLY;BYMONTHDAY=15,-1': [
    'monthly on day 15 and the last day',
    'monatlich am 15. und letzten Tag',
    'minden hónap 15-én és utolsó napján',
    'كل شهر في اليوم 15 وآخر يوم',
  ],
  'MONTHLY;BYMONTHDAY=-1': [
    'monthly on the last day',
    'monatlich am letzten Tag',
    'minden hónap utolsó napján',
    'كل شهر في آخر يوم',
  ],
  'MONTHLY;BYMONTHDAY=-2': [
    'monthly on the second to last day',
    'monatlich am vorletzten Tag',
    'minden hónap utolsó előtti napján',
    'كل شهر في اليوم قبل الأخير',
  ],
  'MONTHLY;BYMONTHDAY=-3': [
    'monthly on the third to last day',
    'monatlich am drittletzten Tag',
    'minden hónap hátulról számított harmadik napján',
    'كل شهر في ثالث يوم من آخر الشهر',
  ],
  'MONTHLY;INTERVAL=2;BYMONTHDAY=8': [
    'every 2 months on day 8',
    'alle 2 Monate am 8.',
    'kéthavonta, a hónap 8-án',
    'كل شهرين في اليوم 8',
  ],
  'MONTHLY;INTERVAL=2;BYMONTHDAY=8;BYMONTH=1,3,5': [
    'every 2 months on day 8 in January, March and May',
    'alle 2 Monate am 8. im Januar, März und Mai',
    'kéthavonta januárban, márciusban és májusban, a hónap 8-án',
    'كل شهرين في اليوم 8 من يناير ومارس ومايو',
  ],
  'MONTHLY;BYDAY=2TU': [
    'monthly on the second Tuesday',
    'monatlich am zweiten Dienstag',
    'minden hónap második keddjén',
    'كل شهر في ثاني يوم ثلاثاء',
  ],
  'MONTHLY;BYDAY=-1FR': [
    'monthly on the last Friday',
    'monatlich am letzten Freitag',
    'minden hónap utolsó péntekén',
    'كل شهر في آخر يوم جمعة',
  ],
  'MONTHLY;BYDAY=-2MO': [
    'monthly on the second to last Monday',
    'monatlich am vorletzten Montag',
    'minden hónap utolsó előtti hétfőjén',
    'كل شهر في يوم الاثنين قبل الأخير',
  ],
  'MONTHLY;BYDAY=1WE,-1WE': [
    'monthly on the first and last Wednesday',
    'monatlich am ersten und letzten Mittwoch',
    'minden hónap első és utolsó szerdáján',
    'كل شهر في أول وآخر يوم أربعاء',
  ],
  'MONTHLY;BYDAY=1MO,3TH': [
    'monthly on the first Monday and the third Thursday',
    'monatlich am ersten Montag und dritten Donnerstag',
    'minden hónap első hétfőjén és harmadik csütörtökén',
    'كل شهر في أول يوم اثنين وثالث يوم خميس',
  ],
  'MONTHLY;INTERVAL=3;BYDAY=-1SU': [
    'every 3 months on the last Sunday',
    'alle 3 Monate am letzten Sonntag',
    'háromhavonta, a hónap utolsó vasárnapján',
    'كل 3 أشهر في آخر يوم أحد',
  ],
  'MONTHLY;INTERVAL=2;BYDAY=MO,TH': [
    'every 2 months on every Monday and Thursday',
    'alle 2 Monate an jedem Montag und Donnerstag',
    'kéthavonta, a hónap minden hétfőjén és csütörtökén',
    'كل شهرين في كل يوم اثنين وخميس',
  ],
  'MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR': [
    'every 2 months on every weekday',
    'alle 2 Monate an jedem Tag von Montag bis Freitag',
    'kéthavonta, a hónap minden hétköznapján',
    'كل شهرين في كل يوم من الاثنين إلى الجمعة',
  ],
  'MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1': [
    'monthly on the last weekday',
    'monatlich am letzten Tag von Montag bis Freitag',
    'minden hónap utolsó hétköznapján',
    'كل شهر في آخر يوم من الاثنين إلى الجمعة',
  ],
  'MONTHLY;BYDAY=SA,SU;BYSETPOS=1': [
    'monthly on the first weekend day',
    'monatlich am ersten Samstag oder Sonntag',
    'minden hónap első hétvégi napján',
    'كل شهر في أول يوم سبت أو أحد',
  ],
  'MONTHLY;BYDAY=FR;BYMONTHDAY=13': [
    'monthly on day 13 if it is a Friday',
    'monatlich am 13., falls das ein Freitag ist',
    'minden hónap 13-án, ha az péntek',
    'كل شهر في اليوم 13، إذا كان يوم جمعة',
  ],
  'YEARLY;BYMONTH=12;BYMONTHDAY=24': [
    'yearly on 24 December',
    'jährlich am 24. Dezember',
    'minden év december 24-én',
    'كل سنة في 24 ديسمبر',
  ],
  'YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=1': [
    'every 2 years on 1 May',
    'alle 2 Jahre am 1. Mai',
    'kétévente május 1-jén',
    'كل سنتين في 1 مايو',
  ],
  'YEARLY;BYMONTH=3,9;BYMONTHDAY=25': [
    'yearly on 25 March and 25 September',
    'jährlich am 25. März und 25. September',
    'minden év március 25-én és szeptember 25-én',
    'كل سنة في 25 مارس و25 سبتمبر',
  ],
  'YEARLY;BYMONTH=2;BYMONTHDAY=-1': [
    'yearly on the last day in February',
    'jährlich am letzten Tag im Februar',
    'minden év február utolsó napján',
    'كل سنة في آخر يوم من فبراير',
  ],
  'YEARLY;BYMONTH=11;BYDAY=4TH': [
    'yearly on the fourth Thursday in November',
    'jährlich am vierten Donnerstag im November',
    'minden év november negyedik csütörtökén',
    'كل سنة في رابع يوم خميس من نوفمبر',
  ],
  'YEARLY;BYMONTH=3,11;BYDAY=1SU': [
    'yearly on the first Sunday in March and November',
    'jährlich am ersten Sonntag im März und November',
    'minden évben márciusban és novemberben, a hónap első vasárnapján',
    'كل سنة في أول يوم أحد من مارس ونوفمبر',
  ],
  'YEARLY;INTERVAL=4;BYMONTH=10;BYDAY=TU;BYMONTHDAY=1,2': [
    'every 4 years on days 1 and 2 in October if it is a Tuesday',
    'alle 4 Jahre am 1. und 2. im Oktober, falls das ein Dienstag ist',
    'négyévente október 1-jén és 2-án, ha az kedd',
    'كل 4 سنوات في اليوم 1 واليوم 2 من أكتوبر، إذا كان يوم ثلاثاء',
  ],
  'YEARLY;BYDAY=20MO': [
    'yearly on the 20th Monday of the year',
    'jährlich am 20. Montag des Jahres',
    'minden év 20. hétfőjén',
    'كل سنة في يوم الاثنين رقم 20 من السنة',
  ],
  'YEARLY;BYYEARDAY=100': [
    'yearly on day 100 of the year',
    'jährlich am 100. Tag des Jahres',
    'minden év 100. napján',
    'كل سنة في اليوم 100 من السنة',
  ],
  'YEARLY;BYYEARDAY=-1': [
    'yearly on the last day of the year',
    'jährlich am letzten Tag des Jahres',
    'minden év utolsó napján',
    'كل سنة في آخر يوم من السنة',
  ],
  'YEARLY;BYWEEKNO=20': [
    'yearly on Tuesday of week 20',
    'jährlich am Dienstag in Kalenderwoche 20',
    'minden év 20. hetében kedden',
    'كل سنة يوم الثلاثاء من الأسبوع 20',
  ],
  'YEARLY;INTERVAL=3;BYWEEKNO=20,-1;BYDAY=MO,TU': [
    'every 3 years on Monday and Tuesday of week 20 and the last week',
    'alle 3 Jahre am Montag und Dienstag in Kalenderwoche 20 und der letzten Kalenderwoche',
    'háromévente, az év 20. és utolsó hetében hétfőn és kedden',
    'كل 3 سنوات يومي الاثنين والثلاثاء من الأسبوع 20 والأسبوع الأخير',
  ],
  HOURLY: ['every hour', 'jede Stunde', 'óránként', 'كل ساعة'],
  'HOURLY;INTERVAL=2;BYDAY=MO,TU': [
    'every 2 hours on Monday and Tuesday',
    'alle 2 Stunden am Montag und Dienstag',
    'kétóránként hétfőn és kedden',
    'كل ساعتين يومي الاثنين والثلاثاء',
  ],
  'MINUTELY;INTERVAL=15': ['every 15 minutes', 'alle 15 Minuten', '15 percenként', 'كل 15 دقيقة'],
  'SECONDLY;INTERVAL=30': [
    'every 30 seconds',
    'alle 30 Sekunden',
    '30 másodpercenként',
    'كل 30 ثانية',
  ],
  'DAILY;BYHOUR=9,17': [
    'every day at 09:00 and 17:00',
    'jeden Tag um 09:00 und 17:00 Uhr',
    'minden nap 9:00-kor és 17:00-kor',
    'كل يوم الساعة 9:00 ص والساعة 5:00 م',
  ],
  'DAILY;COUNT=1': [
    'every day, once',
    'jeden Tag, einmal',
    'minden nap, egy alkalommal',
    'كل يوم، مرة واحدة',
  ],
  'DAILY;COUNT=2': [
    'every day, 2 times',
    'jeden Tag, 2-mal',
    'minden nap, 2 alkalommal',
    'كل يوم، مرتين',
  ],
  'DAILY;COUNT=10': [
    'every day, 10 times',
    'jeden Tag, 10-mal',
    'minden nap, 10 alkalommal',
    'كل يوم، 10 مرات',
  ],
  'DAILY;COUNT=12': [
    'every day, 12 times',
    'jeden Tag, 12-mal',
    'minden nap, 12 alkalommal',
    'كل يوم، 12 مرة',
  ],
  'DAILY;COUNT=100': [
    'every day, 100 times',
    'jeden Tag, 100-mal',
    'minden nap, 100 alkalommal',
    'كل يوم، 100 مرة',
  ],
  'WEEKLY;BYDAY=MO;UNTIL=20270503T215959Z': [
    'every Monday until 3 May 2027',
    'jeden Montag bis zum 3. Mai 2027',
    'minden hétfőn, 2027. május 3-ig',
    'كل يوم اثنين حتى 3 مايو 2027',
  ],
  'HOURLY;UNTIL=20270503T215959Z': [
    'every hour until 3 May 2027 at 23:59',
    'jede Stunde bis zum 3. Mai 2027, 23:59 Uhr',
    'óránként, 2027. május 3. 23:59-ig',
    'كل ساعة حتى 3 مايو 2027 الساعة 11:59 م',
  ],
  'MONTHLY;BYDAY=MO,WE;BYSETPOS=2': [
    'repeats by a rule of its own',
    'wiederholt sich nach einer eigenen Regel',
    'egyéni szabály szerint ismétlődik',
    'يتكرر وفق قاعدة خاصة به',
  ],
  'RDATE:20261201T080000Z': ['on 2 dates', 'an 2 Terminen', '2 időpontban', 'في موعدين'],
  'RDATE:20261201T080000Z,20261202T080000Z': [
    'on 3 dates',
    'an 3 Terminen',
    '3 időpontban',
    'في 3 مواعيد',
  ],
  'DAILY EXDATE:20261201T080000Z': [
    'every day, except on 1 date',
    'jeden Tag, außer an einem Termin',
    'minden nap, egy időpont kivételével',
    'كل يوم، باستثناء موعد واحد',
  ],
  'DAILY EXDATE:20261201T080000Z,20261202T080000Z RDATE:20261125T120000Z': [
    'every day, and on 1 additional date, except on 2 dates',
    'jeden Tag und an einem weiteren Termin, außer an 2 Terminen',
    'minden nap és további egy időpontban, 2 időpont kivételével',
    'كل يوم، وفي موعد إضافي، باستثناء موعدين',
  ],
  'DAILY RDATE:20261125T120000Z,20261126T120000Z EXDATE:20261201T080000Z,20261202T080000Z,20261203T080000Z':
    [
      'every day, and on 2 additional dates, except on 3 dates',
      'jeden Tag und an 2 weiteren Terminen, außer an 3 Terminen',
      'minden nap és további 2 időpontban, 3 időpont kivételével',
      'كل يوم، وفي موعدين إضافيين، باستثناء 3 مواعيد',
    ],
  'DAILY EXRULE:FREQ=WEEKLY;BYDAY=SU': [
    'every day, except every Sunday',
    'jeden Tag, außer jeden Sonntag',
    'minden nap, kivéve minden vasárnap',
    'كل يوم، باستثناء كل يوم أحد',
  ],
  'DAILY EXRULE:FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=2': [
    'every day, with exceptions',
    'jeden Tag, mit Ausnahmen',
    'minden nap, kivételekkel',
    'كل يوم، مع استثناءات',
  ],
  'WEEKLY;BYDAY=SU MONTHLY;BYMONTHDAY=5': [
    'every Sunday; monthly on day 5',
    'jeden Sonntag; monatlich am 5.',
    'minden vasárnap; minden hónap 5-én',
    'كل يوم أحد؛ كل شهر في اليوم 5',
  ],
};

describe('Sentences of recurrences', () => {
  for (const [recurrence, sentences] of Object.entries(SENTENCES)) {
    it(`describeRecurrence in each language: ${recurrence}`, async () => {
      const event = {
        start: START,
        timeZone: 'Europe/Berlin',
        recurrence: recurrence
          .split(' ')
          .map((line) => (line.includes(':') ? line : `RRULE:FREQ=${line}`)),
      };
      const said = await Promise.all(LOCALES.map((locale) => describeRecurrence(event, locale)));
      expect(said).toEqual([...sentences]);
    });
  }
});
