import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { toEvent } from '../runtime/mapping/event-mapping';
import { patched, toPatch, toResource } from './event-patch';
import { checkedEvent, checkedPatch } from './event-rules';
import type { GoogleCalendarEventDraft } from '../runtime/mapping/google-calendar-event';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';

const MEETING: GoogleEvent = {
  id: 'e',
  etag: '"1"',
  eventType: 'default',
  summary: 'Meeting',
  start: { dateTime: '2026-06-10T09:00:00Z' },
  end: { dateTime: '2026-06-10T10:00:00Z' },
  attendees: [{ email: 'b@example.com', responseStatus: 'accepted' }],
  reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] },
  visibility: 'private',
};

const FOCUS_TIME: GoogleEvent = {
  ...eventOf(MEETING).googleEvent,
  attendees: [],
  eventType: 'focusTime',
};

const TIMES = { start: '2026-06-10T09:00:00Z', end: '2026-06-10T10:00:00Z' };
const HOME = { workingLocationProperties: { type: 'homeOffice' } };

/** The patch of a whole event that was read and edited. */
const patchOf = (resource: GoogleEvent, edit: object) => {
  const changes = { ...eventOf(resource), ...edit };
  return checkedPatch(toPatch(changes, EVENT_CONTEXT, resource), changes, resource);
};

const resourceOf = (edit: object) => {
  const draft: GoogleCalendarEventDraft = { ...TIMES, ...edit };
  return checkedEvent(toResource(draft, EVENT_CONTEXT), draft);
};

const refusal = (words: RegExp) =>
  jasmine.objectContaining({ code: 'invalid-event', message: jasmine.stringMatching(words) });

describe('Guests, reminders and visibility in an edit', () => {
  it('event patch: an event that is spread with a new title sends the title alone', () => {
    expect(patchOf(MEETING, { title: 'x' })).toEqual({ summary: 'x' });
  });

  it('event patch: null removes a field that the event has, and sends nothing for one that it has not', () => {
    expect(patchOf(MEETING, { attendees: null, visibility: null, transparency: null })).toEqual({
      attendees: null,
      visibility: null,
    });
  });

  it('event patch: reminders are sent whole, so that no override stays beside the calendar’s reminders', () => {
    expect(patchOf(MEETING, { reminders: { useDefault: true } })).toEqual({
      reminders: { useDefault: true, overrides: null },
    });
    expect(resourceOf({ reminders: { useDefault: true } }).reminders).toEqual({ useDefault: true });
  });

  for (const [what, attendees] of [
    ['without an email', [{ displayName: 'Ada' }]],
    ['with an empty email', [{ email: '' }]],
  ] as const) {
    it(`event patch: a guest ${what} is refused with invalid-event`, () => {
      expect(() => resourceOf({ attendees })).toThrow(refusal(/needs an email/));
      expect(() => patchOf(MEETING, { attendees })).toThrow(refusal(/needs an email/));
    });
  }

  it('event patch: a guest whom Google knows by an id alone can stay', () => {
    const attendees = [{ id: '7', responseStatus: 'accepted' }];
    const withGuest: GoogleEvent = { ...MEETING, attendees };
    const more = [...(eventOf(withGuest).attendees ?? []), { email: 'c@example.com' }];
    expect(patchOf(withGuest, { attendees: more })).toEqual({ attendees: more });
  });

  const popup = (minutes: unknown) => ({ method: 'popup', minutes });
  for (const [what, reminders] of [
    ['six overrides', { useDefault: false, overrides: Array(6).fill(popup(1)) }],
    ['minutes below 0', { useDefault: false, overrides: [popup(-1)] }],
    ['minutes above four weeks', { useDefault: false, overrides: [popup(40_321)] }],
    ['a part of a minute', { useDefault: false, overrides: [popup(0.5)] }],
    ['minutes as a text', { useDefault: false, overrides: [popup('10')] }],
    ['no minutes', { useDefault: false, overrides: [{ method: 'popup' }] }],
    ['another method', { useDefault: false, overrides: [{ method: 'sms', minutes: 1 }] }],
    ['overrides beside useDefault', { useDefault: true, overrides: [popup(1)] }],
  ] as const) {
    it(`event patch: reminders with ${what} are refused with invalid-event`, () => {
      expect(() => resourceOf({ reminders })).toThrow(refusal(/^Set reminders to/));
      expect(() => patchOf(MEETING, { reminders })).toThrow(refusal(/^Set reminders to/));
    });
  }

  it('event patch: reminders at their limits are sent, and those that were read never refuse an edit', () => {
    const overrides = [0, 1, 2, 3, 40_320].map(popup);
    expect(
      resourceOf({ reminders: { useDefault: false, overrides } }).reminders?.overrides,
    ).toEqual(overrides as object[]);
    const odd: GoogleEvent = { ...MEETING, reminders: { overrides: [{ method: 'sms' }] } };
    expect(patchOf(odd, { title: 'x' })).toEqual({ summary: 'x' });
  });
});

describe('A conference in an edit', () => {
  const createRequest = {
    requestId: 'request-1',
    conferenceSolutionKey: { type: 'hangoutsMeet' },
  };
  const withMeet: GoogleEvent = {
    ...MEETING,
    conferenceData: {
      createRequest: { requestId: 'earlier', status: { statusCode: 'success' } },
      entryPoints: [{ entryPointType: 'video', uri: 'https://meet.example/old' }],
    },
  };

  it('event patch: conference create asks for a Meet link, which shows as pending at once', () => {
    expect(resourceOf({ conference: 'create' }).conferenceData).toEqual({ createRequest });
    for (const resource of [MEETING, withMeet]) {
      const patch = patchOf(resource, { conference: 'create' });
      expect(patch).toEqual({ conferenceData: { createRequest } });
      const event = toEvent(patched(resource, patch), EVENT_CONTEXT);
      expect(event?.conference).toEqual({ status: 'pending' });
    }
  });

  it('event patch: conference null removes it, and sends nothing where there is none', () => {
    const patch = patchOf(withMeet, { conference: null });
    expect(patch).toEqual({ conferenceData: null });
    expect(toEvent(patched(withMeet, patch), EVENT_CONTEXT)?.conference).toBeUndefined();
    expect(patchOf(MEETING, { conference: null })).toEqual({});
  });

  it('event patch: a conference as it was read changes nothing, also one that was read earlier', () => {
    expect(patchOf(withMeet, { title: 'x' })).toEqual({ summary: 'x' });
    expect(patchOf(withMeet, { conference: { status: 'pending' } })).toEqual({});
  });

  it('event patch: conference has precedence over conferenceData in googleEvent', () => {
    const conferenceData = { createRequest: { requestId: 'by-hand' } };
    const googleEvent = { ...MEETING, conferenceData };
    expect(patchOf(MEETING, { googleEvent })).toEqual({ conferenceData });
    expect(patchOf(MEETING, { googleEvent, conference: 'create' })).toEqual({
      conferenceData: { createRequest },
    });
  });

  it('event patch: another text as conference is refused with invalid-event', () => {
    expect(() => resourceOf({ conference: 'make' })).toThrow(
      refusal(/^Set conference to 'create'/),
    );
  });
});

describe('Status events in an edit', () => {
  it('event resource: a status event gets what Google demands of its type', () => {
    expect(resourceOf({ eventType: 'focusTime' })).toEqual(
      jasmine.objectContaining({
        eventType: 'focusTime',
        transparency: 'opaque',
        focusTimeProperties: { autoDeclineMode: 'declineNone' },
      }),
    );
    expect(resourceOf({ eventType: 'outOfOffice' })).toEqual(
      jasmine.objectContaining({
        transparency: 'opaque',
        outOfOfficeProperties: { autoDeclineMode: 'declineNone' },
      }),
    );
    expect(resourceOf({ eventType: 'workingLocation', ...HOME })).toEqual(
      jasmine.objectContaining({ visibility: 'public', transparency: 'transparent', ...HOME }),
    );
  });

  it('event resource: what the draft says of a status event stays', () => {
    const focusTimeProperties = { chatStatus: 'doNotDisturb' };
    expect(resourceOf({ eventType: 'focusTime', focusTimeProperties }).focusTimeProperties).toEqual(
      focusTimeProperties,
    );
    expect(
      resourceOf({ eventType: 'workingLocation', ...HOME, visibility: 'private' }).visibility,
    ).toBe('private');
  });

  const attendees = [{ email: 'b@example.com' }];
  const day = { start: '2026-06-10', end: '2026-06-11' };
  for (const [what, draft] of [
    ['an all-day focus time', { eventType: 'focusTime', ...day }],
    ['a focus time with guests', { eventType: 'focusTime', attendees }],
    ['an all-day out of office', { eventType: 'outOfOffice', ...day }],
    ['an out of office with guests', { eventType: 'outOfOffice', attendees }],
    ['an out of office with a description', { eventType: 'outOfOffice', description: 'x' }],
    ['a working location without a place', { eventType: 'workingLocation' }],
    ['a working location with guests', { eventType: 'workingLocation', ...HOME, attendees }],
    [
      'a working location of two whole days',
      { eventType: 'workingLocation', ...HOME, start: '2026-06-10', end: '2026-06-12' },
    ],
  ] as const) {
    it(`event resource: ${what} is refused with invalid-event`, () => {
      expect(() => resourceOf(draft)).toThrow(refusal(new RegExp(draft.eventType)));
    });
  }

  it('event resource: a working location of one whole day is written', () => {
    const { start, end } = resourceOf({ eventType: 'workingLocation', ...HOME, ...day });
    expect([start, end]).toEqual([{ date: '2026-06-10' }, { date: '2026-06-11' }]);
  });

  it('event patch: the type of an event cannot be changed: invalid-event', () => {
    const refused = refusal(/^An event of the eventType default keeps it/);
    expect(() => patchOf(MEETING, { eventType: 'focusTime' })).toThrow(refused);
  });

  it('event patch: a focus time can be renamed and moved, and is refused when it becomes all-day or gets guests', () => {
    expect(patchOf(FOCUS_TIME, { title: 'x' })).toEqual({ summary: 'x' });
    const start = '2026-06-10T08:00:00Z';
    expect(Object.keys(patchOf(FOCUS_TIME, { start }))).toEqual(['start']);
    for (const edit of [{ ...day, allDay: true }, { attendees }]) {
      expect(() => patchOf(FOCUS_TIME, edit)).toThrow(refusal(/focusTime/));
    }
  });
});
