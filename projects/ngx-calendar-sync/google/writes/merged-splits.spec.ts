import type { GoogleCalendarApi } from '../runtime/api/google-calendar-api';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ReadResources } from '../runtime/mapping/read-resources';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';
import { GoogleEventWrites } from './google-event-writes';
import { type GoogleWrite, requestOf } from './google-request';

const WEEKLY: GoogleEvent = {
  id: 'weekly',
  etag: '"1"',
  start: { dateTime: '2026-06-01T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-06-01T10:00:00Z', timeZone: 'UTC' },
  recurrence: ['RRULE:FREQ=WEEKLY'],
};
const OCCURRENCE: GoogleEvent = {
  id: 'weekly_20260615T090000Z',
  recurringEventId: 'weekly',
  originalStartTime: { dateTime: '2026-06-15T09:00:00Z', timeZone: 'UTC' },
  start: { dateTime: '2026-06-15T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-06-15T10:00:00Z', timeZone: 'UTC' },
};

describe('Google event writes: a split that meets another state', () => {
  let writes: GoogleEventWrites;

  beforeEach(() => {
    // Nothing is sent here.
    const api: Partial<GoogleCalendarApi> = {};
    writes = new GoogleEventWrites(
      api as GoogleCalendarApi,
      new ReadResources(),
      () => EVENT_CONTEXT,
    );
  });

  const series = {
    scope: 'following',
    master: eventOf(WEEKLY),
    exceptions: [],
    cancelled: [],
    occurrence: eventOf(OCCURRENCE),
  } as const;
  const { calendarId } = series.master;
  const seen = series.occurrence;

  function split(): Promise<GoogleWrite> {
    const changes = { id: seen.id, title: 'Later' };
    return writes.planSeriesWrite({ kind: 'update', calendarId, changes, seen, series }, undefined);
  }

  for (const scope of ['all', 'following'] as const) {
    it(`event writes: a rule of every hour for ${scope} occurrences is refused before it is stored`, async () => {
      const changes = { id: seen.id, recurrence: ['RRULE:FREQ=HOURLY'] };
      const write = { kind: 'update', calendarId, changes, seen } as const;
      await expectAsync(
        writes.planSeriesWrite({ ...write, series: { ...series, scope } }, undefined),
      ).toBeRejectedWith(jasmine.objectContaining({ code: 'invalid-event' }));
    });
  }

  /** What is sent instead, in words. */
  function sentAfter(...merged: Parameters<typeof writes.mergeWrite>): string {
    const after = writes.mergeWrite(...merged);
    if (after.kind !== 'send') {
      return after.kind;
    }
    const request = requestOf(after.write);
    return `${request.kind} ${'eventId' in request ? request.eventId : ''}`;
  }

  function addedBy(plan: GoogleWrite): string {
    const request = requestOf(plan);
    return request.kind === 'split' ? (request.added?.resource.id ?? '') : '';
  }

  it('another rule, and theirs is to stay: the new series, which may be there by now, is deleted', async () => {
    const plan = await split();
    const daily = eventOf({ ...WEEKLY, etag: '"2"', recurrence: ['RRULE:FREQ=DAILY'] });
    expect(sentAfter(plan, daily, 'ask')).toBe('conflict');
    expect(sentAfter(plan, daily, 'theirs')).toBe(`delete ${addedBy(plan)}`);
    expect(sentAfter(plan, undefined, 'theirs')).toBe(`delete ${addedBy(plan)}`);
  });

  it('a deleted series, and the own change is to stay: the new series is added without the rest of the old one', async () => {
    const plan = await split();
    expect(sentAfter(plan, undefined, 'ask')).toBe('conflict');
    const kept = writes.mergeWrite(plan, undefined, 'mine');
    const { request = {} } = kept.kind === 'send' ? kept.write : {};
    expect(request).toEqual({ ...plan.request, isGone: true });
  });

  it('a deleted series of which the end was to be deleted: nothing is left to do', async () => {
    const event = { id: seen.id };
    const deletion = { kind: 'delete', calendarId, event, seen, series } as const;
    const plan = await writes.planSeriesWrite(deletion, undefined);
    expect(sentAfter(plan, undefined, 'ask')).toBe('done');
  });
});
