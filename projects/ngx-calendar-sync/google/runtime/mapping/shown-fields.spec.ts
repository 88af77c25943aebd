import type { GoogleConferenceData, GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { EventContext } from './event-mapping';
import { toPatch } from '../../writes/event-patch';
import { EVENT_CONTEXT, eventOf } from './specs/event-of';

const MEETING: GoogleEvent = {
  id: 'e',
  etag: '"1"',
  summary: 'Meeting',
  start: { dateTime: '2026-06-10T09:00:00Z' },
  end: { dateTime: '2026-06-10T10:00:00Z' },
  attendees: [
    { email: 'me@example.com', self: true, responseStatus: 'accepted' },
    { email: 'b@example.com', responseStatus: 'needsAction', optional: true },
  ],
  organizer: { email: 'me@example.com', self: true },
  reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] },
  visibility: 'private',
  transparency: 'transparent',
  eventType: 'default',
  attachments: [{ fileUrl: 'https://drive.example/slides', title: 'Slides' }],
  source: { title: 'Ticket 7', url: 'https://tickets.example/7' },
  htmlLink: 'https://calendar.example/e',
};

const MEET: GoogleConferenceData = {
  conferenceSolution: { name: 'Google Meet' },
  createRequest: { requestId: 'r', status: { statusCode: 'success' } },
  entryPoints: [
    { entryPointType: 'phone', uri: 'tel:+1' },
    { entryPointType: 'video', uri: 'https://meet.example/abc' },
  ],
};

const conferenceOf = (conferenceData: GoogleConferenceData) =>
  eventOf({ ...MEETING, conferenceData }).conference;

describe('Fields of Google that an event shows', () => {
  it('event mapping: guests, reminders, visibility and Google’s own fields are Google’s very objects', () => {
    const event = eventOf(MEETING);
    for (const name of [
      'attendees',
      'organizer',
      'reminders',
      'visibility',
      'transparency',
      'eventType',
      'attachments',
      'source',
      'htmlLink',
    ] as const) {
      expect(event[name] as unknown)
        .withContext(name)
        .toBe(MEETING[name]);
    }
  });

  it('event mapping: a field that Google does not send is absent', () => {
    const event = eventOf({ id: 'e', start: { date: '2026-06-10' } });
    for (const name of ['attendees', 'reminders', 'visibility', 'conference', 'eventType']) {
      expect(name in event)
        .withContext(name)
        .toBeFalse();
    }
  });

  it('event mapping: values that this version does not know are left out, and not written back', () => {
    const unknown: GoogleEvent = {
      ...MEETING,
      attendees: [{ email: 'b@example.com', responseStatus: 'perhaps' }],
      visibility: 'friends',
      transparency: 'hazy',
      eventType: 'lunch',
    };
    const event = eventOf(unknown);
    expect(event.attendees).toEqual([{ email: 'b@example.com', responseStatus: 'needsAction' }]);
    expect([event.visibility, event.transparency, event.eventType]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(toPatch({ ...event, title: 'x' }, EVENT_CONTEXT, unknown)).toEqual({ summary: 'x' });
  });

  it('event mapping: a conference has its state, the address for video and the name of its service', () => {
    expect(conferenceOf(MEET)).toEqual({
      status: 'success',
      uri: 'https://meet.example/abc',
      name: 'Google Meet',
    });
    const createRequest = { requestId: 'r' };
    expect(conferenceOf({ createRequest })).toEqual({ status: 'pending' });
    for (const [statusCode, status] of [
      ['pending', 'pending'],
      ['failure', 'failure'],
      ['undecided', 'pending'],
    ] as const) {
      expect(conferenceOf({ createRequest: { requestId: 'r', status: { statusCode } } })).toEqual({
        status,
      });
    }
    const { conferenceSolution, entryPoints = [] } = MEET;
    const ofAddOn = { ...(conferenceSolution && { conferenceSolution }), entryPoints };
    expect(conferenceOf(ofAddOn)?.status).toBe('success');
  });

  it('event mapping: status events can be edited in a calendar that can be written, birthdays and events from Gmail not', () => {
    const calendar = { writable: true, googleCalendar: {} } as EventContext['calendar'];
    const editable = (eventType: string) =>
      eventOf(
        { ...MEETING, eventType, workingLocationProperties: { type: 'homeOffice' } },
        { ...EVENT_CONTEXT, calendar },
      ).editable;
    const types = ['focusTime', 'outOfOffice', 'workingLocation', 'birthday', 'fromGmail'];
    expect(types.map(editable)).toEqual([true, true, true, false, false]);
  });
});

describe('Own properties that an event shows', () => {
  const stored = (text: string): GoogleEvent => ({
    ...MEETING,
    extendedProperties: { private: { patient: 'Ada', visits: text, other: 'x' } },
  });
  const ownProperties = new Map([
    ['patient', 'text'],
    ['visits', 'json'],
    ['absent', 'text'],
  ] as const);
  const shown = (resource: GoogleEvent) => {
    const { patient, visits, absent, other } = eventOf(resource, {
      ...EVENT_CONTEXT,
      ownProperties,
    }) as object as Record<string, unknown>;
    return { patient, visits, absent, other };
  };

  it('event mapping: a text is shown as it is stored, JSON as its value, and nothing else', () => {
    expect(shown(stored('{"count":3}'))).toEqual({
      patient: 'Ada',
      visits: { count: 3 },
      absent: undefined,
      other: undefined,
    });
  });

  it('event mapping: what should be JSON and is not is left out', () => {
    expect(shown(stored('{count')).visits).toBeUndefined();
    expect('visits' in eventOf(stored('{count'), { ...EVENT_CONTEXT, ownProperties })).toBeFalse();
  });

  it('event mapping: a JSON null is left out, so that an edit of the event does not remove it', () => {
    expect('visits' in eventOf(stored('null'), { ...EVENT_CONTEXT, ownProperties })).toBeFalse();
  });
});
