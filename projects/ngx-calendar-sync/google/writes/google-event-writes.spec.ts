import { firstValueFrom, of } from 'rxjs';
import type { GoogleEventPatch } from '../runtime/api/api-request';
import type { GoogleCalendarApi } from '../runtime/api/google-calendar-api';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { ReadResources } from '../runtime/mapping/read-resources';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';
import { GoogleEventWrites } from './google-event-writes';
import type { GoogleWrite } from './google-request';

const MEETING: GoogleEvent = { id: 'e', etag: '"1"', start: { date: '2026-06-10' } };

const UNSEEN = { kind: 'update', calendarId: 'a', seen: undefined } as const;

const REMINDER_OF_NO_TIME = {
  useDefault: false,
  overrides: [{ method: 'popup', minutes: -1 }],
} as const;

describe('Google event writes', () => {
  let sent: GoogleEventPatch[];
  let writes: GoogleEventWrites;

  beforeEach(() => {
    sent = [];
    const answer = (body: GoogleEventPatch) => {
      sent.push(body);
      return of(MEETING);
    };
    const api: Pick<GoogleCalendarApi, 'insert' | 'patch'> = {
      insert: (_calendarId, body) => answer(body),
      patch: (_calendarId, _eventId, body) => answer(body),
    };
    writes = new GoogleEventWrites(
      api as GoogleCalendarApi,
      new ReadResources(),
      () => EVENT_CONTEXT,
    );
  });

  const send = (plan: GoogleWrite) => firstValueFrom(writes.sendWrite(plan, undefined));

  const requestIds = () =>
    sent.map(
      ({ conferenceData }) => (conferenceData as GoogleEvent['conferenceData'])?.createRequest,
    );

  for (const [what, write] of [
    [
      'insert',
      {
        kind: 'insert',
        calendarId: 'a',
        draft: { start: '2026-06-10', conference: 'create' },
      },
    ],
    [
      'update of an event in view',
      {
        kind: 'update',
        calendarId: 'a',
        changes: { id: 'e', conference: 'create' },
        seen: eventOf(MEETING),
      },
    ],
    [
      'update of an event that is not in view',
      {
        kind: 'update',
        calendarId: 'a',
        changes: { id: 'e', conference: 'create' },
        seen: undefined,
      },
    ],
  ] as const) {
    it(`event writes: a conference is asked for under the same id when the same ${what} is sent again, and under another one by the next write`, async () => {
      const plan = writes.planWrite(write, undefined);
      await send(plan);
      await send(structuredClone(plan));
      await send(writes.planWrite(write, undefined));
      const [first, again, next] = requestIds();
      expect(first?.requestId).toMatch(/^[0-9a-f]{32}$/);
      expect(again).toEqual(first);
      expect(next?.requestId).not.toBe(first?.requestId);
    });
  }

  for (const [what, write] of [
    [
      'a new event with a reminder of no time',
      {
        kind: 'insert',
        calendarId: 'a',
        draft: { start: '2026-06-10', reminders: REMINDER_OF_NO_TIME },
      },
    ],
    [
      'a change of the type of an event in view',
      {
        kind: 'update',
        calendarId: 'a',
        changes: { id: 'e', eventType: 'focusTime' },
        seen: eventOf(MEETING),
      },
    ],
    [
      'a guest without an email for an event that is not in view',
      {
        kind: 'update',
        calendarId: 'a',
        changes: { id: 'e', attendees: [{ email: '' }] },
        seen: undefined,
      },
    ],
    [
      'an all-day time for a focus time in view',
      {
        kind: 'update',
        calendarId: 'a',
        changes: { id: 'e', start: '2026-06-11' },
        seen: eventOf({ ...MEETING, eventType: 'focusTime' }),
      },
    ],
    [
      'a new event of every hour',
      {
        kind: 'insert',
        calendarId: 'a',
        draft: { start: '2026-06-10', recurrence: ['RRULE:FREQ=HOURLY'] },
      },
    ],
    [
      'a new event whose googleEvent has COUNT and UNTIL',
      {
        kind: 'insert',
        calendarId: 'a',
        draft: {
          start: '2026-06-10',
          googleEvent: { recurrence: ['RRULE:FREQ=DAILY;COUNT=3;UNTIL=20260701'] },
        },
      },
    ],
    [
      'an unreadable rule for an event in view',
      {
        kind: 'update',
        calendarId: 'a',
        changes: { id: 'e', recurrence: ['FREQ=DAILY'] },
        seen: eventOf(MEETING),
      },
    ],
    [
      'an unreadable rule for an event that is not in view',
      { ...UNSEEN, changes: { id: 'e', recurrence: ['FREQ=DAILY'] } },
    ],
    [
      'an unreadable EXDATE beside times that need an event that is not in view',
      {
        ...UNSEEN,
        changes: {
          id: 'e',
          start: '2026-06-10',
          recurrence: ['RRULE:FREQ=DAILY', 'EXDATE:20260231'],
        },
      },
    ],
    [
      'an end before the start for an event that is not in view',
      { ...UNSEEN, changes: { id: 'e', start: '2026-06-10', end: '2026-06-09' } },
    ],
    [
      'an end before the start in an earlier copy of an event that is not in view',
      {
        ...UNSEEN,
        changes: {
          id: 'e',
          end: '2026-06-09T08:00:00Z',
          googleEvent: { id: 'e', etag: '"0"', start: { dateTime: '2026-06-10T09:00:00Z' } },
        },
      },
    ],
    [
      'a property with too long a name for an earlier copy of an event that is not in view',
      {
        ...UNSEEN,
        changes: {
          id: 'e',
          extendedProperties: { private: { ['x'.repeat(45)]: '1' } },
          googleEvent: { id: 'e', etag: '"0"' },
        },
      },
    ],
    [
      'a whole day for an earlier copy of a focus time that is not in view',
      {
        ...UNSEEN,
        changes: {
          id: 'e',
          start: '2026-06-10',
          googleEvent: { id: 'e', etag: '"0"', eventType: 'focusTime' },
        },
      },
    ],
    [
      'a new place of an event from Gmail in view',
      {
        kind: 'update',
        calendarId: 'a',
        changes: { id: 'e', location: 'Gate 7' },
        seen: eventOf({ ...MEETING, eventType: 'fromGmail' }),
      },
    ],
  ] as const) {
    it(`event writes: ${what} is refused with invalid-event before it is stored or sent`, () => {
      expect(() => writes.planWrite(write, undefined)).toThrow(
        jasmine.objectContaining({ code: 'invalid-event' }),
      );
    });
  }

  it('event writes: a new status event is sent with what Google demands of its type', async () => {
    const draft = { start: '2026-06-10T09:00:00Z', eventType: 'focusTime' } as const;
    await send(writes.planWrite({ kind: 'insert', calendarId: 'a', draft }, undefined));
    expect(sent).toEqual([
      jasmine.objectContaining({
        transparency: 'opaque',
        focusTimeProperties: { autoDeclineMode: 'declineNone' },
      }),
    ]);
  });

  it('event writes: a conflict of an edit of an unseen event names what was written, and mine is sent whatever the version is', () => {
    const changes = {
      id: 'e',
      title: 'Mine',
      googleEvent: { id: 'e', etag: '"0"', location: 'x' },
    };
    const plan = writes.planWrite(
      { kind: 'update', calendarId: 'a', changes, seen: undefined },
      undefined,
    );
    const theirs = eventOf(MEETING);
    expect(writes.mergeWrite(plan, theirs, 'ask')).toEqual({
      kind: 'conflict',
      fields: ['title', 'googleEvent'],
    });
    const mine = writes.mergeWrite(plan, theirs, { title: 'mine', googleEvent: 'theirs' });
    expect(mine.kind === 'send' && mine.write.request).toEqual(
      jasmine.objectContaining({ changes: { id: 'e', title: 'Mine' } }),
    );
    const all = writes.mergeWrite(plan, theirs, 'mine');
    expect(all.kind === 'send' && all.write.request).toEqual(
      jasmine.objectContaining({
        changes: { id: 'e', title: 'Mine', googleEvent: { id: 'e', location: 'x' } },
      }),
    );
    expect(writes.mergeWrite(plan, theirs, 'theirs')).toEqual({ kind: 'done' });
  });

  for (const [what, id, first] of [
    ['an occurrence', 'weekly_20260601T090000Z', 'weekly'],
    ['an occurrence of a day', 'weekly_20260601', 'weekly'],
    ['a series that Google has split off', 'weekly_R20260601T090000', 'weekly'],
    ['a single event', 'e', undefined],
  ] as const) {
    it(`event writes: ${what} that was never loaded is written in the order of its series`, () => {
      const changes = { id, title: 'Mine' };
      const write = { kind: 'update', calendarId: 'a', changes, seen: undefined } as const;
      const deletion = { kind: 'delete', calendarId: 'a', event: { id }, seen: undefined } as const;
      for (const plan of [write, deletion].map((each) => writes.planWrite(each, undefined))) {
        expect(plan.ordersWith).toEqual(first === undefined ? undefined : [first]);
      }
    });
  }

  it('event writes: a write of a series that came back under another id is one of that, and of its occurrences', () => {
    const changes = { id: 'old_20260610', title: 'Mine' };
    const seen = eventOf({ ...MEETING, id: 'old_20260610', recurringEventId: 'old' });
    const plan = writes.planWrite({ kind: 'update', calendarId: 'a', changes, seen }, undefined);
    const renamed = JSON.stringify(writes.renameWrite(plan, 'old', 'new'));
    expect(renamed).not.toContain('"old');
    expect(renamed).toContain('"eventId":"new_20260610"');
    expect(renamed).toContain('"recurringEventId":"new"');
  });
});
