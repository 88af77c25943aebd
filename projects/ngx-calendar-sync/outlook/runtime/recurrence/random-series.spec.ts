import fc from 'fast-check';
import { ɵaddDays as addDays } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { patternedRecurrenceOf } from '../../writes/body/rule-to-pattern';
import type { OutlookCalendarEvent } from '../mapping/outlook-calendar-event';
import { anAccount, CopiedCalendar, type OutlookAccount } from '../provider/specs/outlook-account';
import { ruleOf } from './pattern-to-rule';
import { independentStarts } from './specs/independent-starts';
import { type DrawnSeries, randomSeries } from './specs/random-series';

const SEED = 20261127;
const SERIES_PER_MAILBOX = 125;
const MAX_BATCH_PARTS = 20;

/** The clocks of Berlin and New York change in it. */
const FROM = new Date('2026-09-15T00:00:00Z');
const TO = new Date('2026-12-15T00:00:00Z');
/** Whether what lies at its edges is in a range of days is another question. */
const MARGIN_MS = 3 * 86_400_000;

const ZONES = ['Asia/Kolkata', 'America/New_York', 'Europe/Berlin', 'Pacific/Apia'];

/** None of these times is left out by a clock of these zones. */
const DRAW = {
  times: ['', 'T00:15:00', 'T09:00:00', 'T23:45:00'],
  timeZones: [...ZONES, 'America/Los_Angeles', 'Australia/Sydney', 'UTC'],
  starts: { first: '2025-12-01', days: 360 },
};

describe('Random series of Outlook', () => {
  ZONES.forEach((timeZone, number) => {
    const seed = SEED + number;

    it(`${SERIES_PER_MAILBOX} series of seed ${seed} in a mailbox in ${timeZone}: as rrule-temporal has them, with and without a copy`, async () => {
      const drawn = fc.sample(randomSeries(DRAW), { numRuns: SERIES_PER_MAILBOX, seed });
      const account = await anAccount({ timeZone });
      await addAll(account, drawn);
      const range = { start: FROM, end: TO, timeZone };
      const copy = new CopiedCalendar(account.calendarId, range);
      await copy.pull(account.provider);
      const shownBy = {
        'a list': startsBySeries(await account.list(range)),
        'the copy': startsBySeries(await copy.events(account.provider)),
      };
      for (const [index, series] of drawn.entries()) {
        const expected = independentStarts(series, {
          from: new Date(FROM.getTime() + MARGIN_MS),
          to: new Date(TO.getTime() - MARGIN_MS),
          viewZone: timeZone,
        }).map(({ instant, day }) => `${day} ${instant}`);
        for (const [name, shown] of Object.entries(shownBy)) {
          const starts = shown.get(`Series ${index}`) ?? [];
          if (starts.join() !== expected.join()) {
            fail(
              `${JSON.stringify(series)} of seed ${seed} in ${name}: ${starts.join()} instead of ${expected.join()}`,
            );
          }
        }
      }
      expect(shownBy['a list'].size).toBeGreaterThan(SERIES_PER_MAILBOX / 3);
    }, 120_000);
  });
});

/** Adds the series as the library would write them: as a rule, and that as a pattern. */
async function addAll(account: OutlookAccount, drawn: readonly DrawnSeries[]): Promise<void> {
  const bodies = drawn.map((series, index) => bodyOf(series, `Series ${index}`));
  for (let first = 0; first < bodies.length; first += MAX_BATCH_PARTS) {
    const requests = bodies.slice(first, first + MAX_BATCH_PARTS).map((body, index) => ({
      id: String(index),
      method: 'POST',
      url: '/me/events',
      headers: { 'Content-Type': 'application/json' },
      body,
    }));
    const { responses } = await account.graph<{ responses: readonly { status: number }[] }>(
      'POST',
      '$batch',
      { requests },
    );
    expect(responses.map(({ status }) => status)).toEqual(requests.map(() => 201));
  }
}

function bodyOf({ recurrence, start }: DrawnSeries, subject: string): OutlookEvent {
  const rule = ruleOf(recurrence, start) ?? '';
  const { wallTime, timeZone = 'UTC' } = start;
  const isAllDay = wallTime.length === 10;
  const at = (dateTime: string) => ({ dateTime, timeZone });
  return {
    subject,
    isAllDay,
    start: at(isAllDay ? `${wallTime}T00:00:00` : wallTime),
    // Of a minute, so that it never ends on a changed clock.
    end: at(isAllDay ? `${addDays(wallTime, 1)}T00:00:00` : wallTime.replace(/:\d\d$/, ':30')),
    recurrence: patternedRecurrenceOf([rule], start),
  };
}

/** Day and instant of each start, in order. */
function startsBySeries(
  events: readonly OutlookCalendarEvent[],
): ReadonlyMap<string, readonly string[]> {
  const starts = new Map<string, string[]>();
  for (const { title, start, originalStart } of events) {
    const instant = Date.parse(start);
    if (
      instant >= FROM.getTime() + MARGIN_MS &&
      instant < TO.getTime() - MARGIN_MS &&
      originalStart === start
    ) {
      starts.set(title, [...(starts.get(title) ?? []), `${start.slice(0, 10)} ${instant}`]);
    }
  }
  return new Map([...starts].map(([title, each]) => [title, each.sort(byInstant)]));
}

function byInstant(a: string, b: string): number {
  return Number(a.slice(11)) - Number(b.slice(11));
}
