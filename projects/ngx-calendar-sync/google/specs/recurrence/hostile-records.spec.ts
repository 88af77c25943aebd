import fc from 'fast-check';
import { expandSeries } from '../../../core/recurrence/expand-series';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { toEvent } from '../../runtime/mapping/event-mapping';
import { toOccurrence } from '../../offline/occurrence-mapping';
import { ɵtoPulledChange as toPulledChange } from 'ngx-calendar-sync/google/worker';

// Generators of what other clients may have written into an event, both valid and invalid.

const anyWord = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));
const anyTime = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('2026-06-10T09:00:00Z', '2026-06-10', '2020-01-31') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...['0000-00-00', '2026-99-99', '2026-02-31', '0000-01-01', '0001-01-01', '0999-12-31'],
      ...['9999-12-31', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z'],
      ...['-000001-01-01', '2026-06-10T24:00:00Z', '2026-06-10T09:00:00+99:00', '', 'NaN', '1e400'],
    ),
  },
  anyWord,
);
const anyTimeZone = fc.oneof(
  fc.constantFrom('Europe/Berlin', 'GMT+05:30', 'UTC+99', 'Etc/Unknown', '', 'constructor'),
  anyWord,
);
const anyRuleValue = fc.oneof(
  fc.constantFrom('1', '-1', '0', '5', '1,2', '9'.repeat(310), '1e9', '9007199254740991', '-0'),
  fc.constantFrom('MO', '-1SU', '53FR', 'MO,TU', '99991231T235959Z', '00010101', '20260231'),
  anyWord,
);
const anyRulePart = fc
  .tuple(
    fc.constantFrom(
      ...['INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'BYSETPOS', 'BYHOUR'],
      ...['BYYEARDAY', 'BYWEEKNO', 'BYSECOND', 'WKST', 'RSCALE', 'FREQ', '__proto__', 'X-A', ''],
    ),
    anyRuleValue,
  )
  .map((pair) => pair.join('='));
const anyFrequency = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', 'SECONDLY');
const anyRule = fc
  .tuple(anyFrequency, fc.array(anyRulePart, { maxLength: 3 }))
  .map(([name, parts]) => [`FREQ=${name}`, ...parts].join(';'));
const anyDates = fc.array(
  fc.oneof(
    fc.constantFrom('20260612T090000Z', '20260613', '00000000', '20269999T999999Z'),
    anyWord,
  ),
  { maxLength: 3 },
);
const anyRecurrenceLine = fc.oneof(
  anyRule.map((text) => `RRULE:${text}`),
  anyRule.map((text) => `EXRULE:${text}`),
  fc
    .tuple(fc.constantFrom('RDATE', 'EXDATE', 'RRULE:DATE'), anyTimeZone, anyDates, anyRuleValue)
    .map(([name, tzid, each, end]) => `${name};TZID="${tzid}":${each.join()}/${end}`),
  anyWord,
);
const anyDateTime = fc.oneof(
  fc.record({ date: anyTime }),
  fc.record({ dateTime: anyTime }),
  fc.record({ dateTime: anyTime, timeZone: anyTimeZone }),
  fc.constant({}),
);
const anyRecord: fc.Arbitrary<GoogleEvent> = fc.record(
  {
    id: fc.oneof(fc.constantFrom('abc', 'abc_R20260511T090000'), anyWord),
    htmlLink: fc.oneof(fc.constantFrom('https://x/?eid=YWJjIG1lQG0', 'eid=____'), anyWord),
    status: fc.constantFrom('confirmed', 'cancelled', '?'),
    start: anyDateTime,
    end: anyDateTime,
    recurringEventId: anyWord,
    originalStartTime: anyDateTime,
    recurrence: fc.array(anyRecurrenceLine, { maxLength: 3 }),
  },
  { requiredKeys: ['id', 'start', 'recurrence'] },
);

describe('Events with hostile content', () => {
  const range = { start: new Date('2026-06-08T00:00:00Z'), end: new Date('2026-06-15T00:00:00Z') };
  const context = { calendarId: 'c', calendar: undefined, palette: {}, timeZone: undefined };
  const validSeries: GoogleEvent = {
    id: 'valid',
    start: { dateTime: '2026-06-01T09:00:00Z', timeZone: 'UTC' },
    end: { dateTime: '2026-06-01T10:00:00Z', timeZone: 'UTC' },
    recurrence: ['RRULE:FREQ=DAILY'],
  };

  it('hostile events: pull, mapping and expansion never throw, and a valid series beside them is still expanded', async () => {
    const property = fc.asyncProperty(
      anyRecord,
      fc.option(anyTimeZone, { nil: undefined }),
      // Only known time zones: the time zone of the configuration is checked when the app starts.
      fc.constantFrom(undefined, 'Asia/Kolkata', 'America/St_Johns'),
      async (hostile, calendarZone, timeZone) => {
        expect(() => toPulledChange(hostile)).not.toThrow();
        expect(() => toEvent(hostile, { ...context, timeZone })).not.toThrow();
        const masters = [hostile, validSeries].flatMap((each) => toEvent(each, context) ?? []);
        const { events, problems } = await expandSeries(
          masters.map((master) => ({ master, changed: [master], cancelled: [] })),
          {
            range,
            occurrenceOf: toOccurrence,
            ...(calendarZone === undefined ? {} : { timeZone: calendarZone }),
          },
        );
        expect(problems.map(({ problem }) => problem)).not.toContain(
          'It could not be expanded: its occurrences do not show.',
        );
        expect(events.filter(({ seriesId }) => seriesId === 'valid').length).toBe(7);
      },
    );
    await fc.assert(property, { numRuns: 600 });
  }, 120_000);
});
