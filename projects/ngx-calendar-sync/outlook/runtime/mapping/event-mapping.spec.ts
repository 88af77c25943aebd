import type { OutlookCalendarResource, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { TimeZoneNames } from '../time-zones/time-zone-names';
import { type AccountFacts, toCalendar } from './calendar-mapping';
import { categoryColorsOf } from './category-colors';
import { type EventContext, toEvent } from './event-mapping';

const ADA = 'ada@example.com';
const OWN: OutlookCalendarResource = {
  id: 'AQ-cal',
  name: 'Calendar',
  hexColor: '',
  color: 'lightBlue',
  canEdit: true,
  isDefaultCalendar: true,
  owner: { name: 'Ada', address: 'Ada@example.com' },
};
const FACTS: AccountFacts = {
  addresses: [ADA],
  mayWrite: (role) => role !== 'reader',
  timeZone: 'Europe/Berlin',
};

async function aContext(more: Partial<EventContext> = {}): Promise<EventContext> {
  const names = new TimeZoneNames();
  await names.load();
  return {
    calendarId: 'AQ-cal',
    calendar: toCalendar(OWN, FACTS),
    categories: categoryColorsOf([
      { displayName: 'Work', color: 'preset7' },
      { displayName: 'Plain', color: 'none' },
    ]),
    timeZone: 'Europe/Berlin',
    draftZone: 'Europe/Berlin',
    names,
    ...more,
  };
}

/** 1 June 2026, 09:00 to 10:00 in Berlin, as Graph sends it where it is not asked for a zone. */
const MEETING: OutlookEvent = {
  '@odata.etag': 'W/"abc"',
  id: 'AQ-event',
  subject: 'Planning',
  type: 'singleInstance',
  isAllDay: false,
  isOrganizer: true,
  originalStartTimeZone: 'W. Europe Standard Time',
  start: { dateTime: '2026-06-01T07:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-06-01T08:00:00.0000000', timeZone: 'UTC' },
};
const DAY: OutlookEvent = {
  ...MEETING,
  isAllDay: true,
  start: { dateTime: '2026-06-01T00:00:00.0000000', timeZone: 'Pacific Standard Time' },
  end: { dateTime: '2026-06-03T00:00:00.0000000', timeZone: 'Pacific Standard Time' },
};

describe('Outlook event mapping', () => {
  let context: EventContext;

  beforeEach(async () => {
    context = await aContext();
  });

  const shown = (more: OutlookEvent, base = MEETING) => toEvent({ ...base, ...more }, context);

  it('a timed event: its instant in the zone of the view, with its own zone beside it', () => {
    expect(shown({})).toEqual({
      id: 'AQ-event',
      calendarId: 'AQ-cal',
      title: 'Planning',
      status: 'confirmed',
      editable: true,
      start: '2026-06-01T09:00:00+02:00',
      end: '2026-06-01T10:00:00+02:00',
      allDay: false,
      color: '#a6d1f5',
      textColor: '#000000',
      contrastColor: '#000000',
      timeZone: 'Europe/Berlin',
      visibility: 'default',
      version: 'W/"abc"',
      outlookEvent: MEETING,
    });
  });

  it('wall times in a zone of Windows: read with its clock', () => {
    const start = { dateTime: '2026-01-05T09:00:00.0000000', timeZone: 'Pacific Standard Time' };
    expect(shown({ start })?.start).toBe('2026-01-05T18:00:00+01:00');
  });

  it('an all-day event: the ten digits, whatever zone Graph names', () => {
    expect(shown({}, DAY)).toEqual(
      jasmine.objectContaining({ start: '2026-06-01', end: '2026-06-03', allDay: true }),
    );
  });

  it('without an id or a readable start: none', () => {
    expect(shown({ id: '' })).toBeUndefined();
    expect(shown({ start: { dateTime: '2026-02-31T09:00:00', timeZone: 'UTC' } })).toBeUndefined();
    expect(shown({ start: null })).toBeUndefined();
  });

  it('a colour: of the first category that has one, else of the calendar', () => {
    expect(shown({ categories: ['Plain', 'Work'] })?.color).toBe('#9db7e8');
    expect(shown({ categories: ['Plain', 'Gone'] })?.color).toBe('#a6d1f5');
  });

  it('status: cancelled, tentative by the organizer or by the own answer', () => {
    expect(shown({ isCancelled: true, showAs: 'tentative' })?.status).toBe('cancelled');
    expect(shown({ showAs: 'tentative' })?.status).toBe('tentative');
    expect(shown({ responseStatus: { response: 'tentativelyAccepted' } })?.status).toBe(
      'tentative',
    );
    expect(shown({ showAs: 'busy' })?.status).toBe('confirmed');
  });

  it('editable: only for the organizer, in a calendar that can be written', () => {
    expect(shown({ isOrganizer: false })?.editable).toBeFalse();
    const reader = toCalendar({ ...OWN, canEdit: false }, FACTS);
    expect(toEvent(MEETING, { ...context, calendar: reader })?.editable).toBeFalse();
    const hidden = toCalendar({ ...OWN, canViewPrivateItems: false }, FACTS);
    const secret: OutlookEvent = { ...MEETING, sensitivity: 'private' };
    expect(toEvent(secret, { ...context, calendar: hidden })?.editable).toBeFalse();
  });

  it('guests: answers, kinds, who is the organizer and who reads', () => {
    const attendee = (
      address: string,
      response: 'none' | 'accepted',
      type: 'required' | 'optional' | 'resource',
    ) => ({
      emailAddress: { address, name: address },
      status: { response },
      type,
    });
    const event = shown({
      isOrganizer: false,
      organizer: { emailAddress: { address: 'ben@example.com', name: 'Ben' } },
      responseStatus: { response: 'declined' },
      attendees: [
        attendee('ADA@example.com', 'none', 'required'),
        attendee('Ben@example.com', 'accepted', 'optional'),
        attendee('room@example.com', 'none', 'resource'),
      ],
    });
    expect(event?.attendees).toEqual([
      {
        email: 'ADA@example.com',
        displayName: 'ADA@example.com',
        responseStatus: 'declined',
        self: true,
      },
      {
        email: 'Ben@example.com',
        displayName: 'Ben@example.com',
        responseStatus: 'accepted',
        optional: true,
        organizer: true,
      },
      {
        email: 'room@example.com',
        displayName: 'room@example.com',
        responseStatus: 'needsAction',
        resource: true,
      },
    ]);
    expect(event?.organizer).toEqual({ email: 'ben@example.com', displayName: 'Ben' });
  });

  it('reminder, visibility, transparency, description: in the words of the model', () => {
    expect(shown({ isReminderOn: true, reminderMinutesBeforeStart: 15 })?.reminders).toEqual({
      useDefault: false,
      overrides: [{ method: 'popup', minutes: 15 }],
    });
    expect(shown({ isReminderOn: false })?.reminders).toEqual({ useDefault: false });
    expect(shown({ sensitivity: 'personal' })?.visibility).toBe('private');
    expect(shown({ showAs: 'workingElsewhere' })?.transparency).toBe('transparent');
    expect(shown({ showAs: 'oof' })?.transparency).toBe('opaque');
    expect(shown({ showAs: 'oof' })?.showAs).toBe('oof');
    expect(
      shown({ body: { contentType: 'text', content: 'Bring <b>slides</b>' } })?.description,
    ).toBe('Bring <b>slides</b>');
    expect(shown({ location: { displayName: '' } })?.location).toBeUndefined();
  });

  it('a conference: pending until it has an address', () => {
    const meeting: OutlookEvent = {
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
    };
    expect(shown(meeting)?.conference).toEqual({ status: 'pending', name: 'Microsoft Teams' });
    const joinUrl = 'https://teams.example.com/1';
    expect(shown({ ...meeting, onlineMeeting: { joinUrl } })?.conference).toEqual({
      status: 'success',
      uri: joinUrl,
      name: 'Microsoft Teams',
    });
  });

  it('a series: its rule in the zone of the series; occurrences have none, and their original start', () => {
    const series: OutlookEvent = {
      type: 'seriesMaster',
      recurrence: {
        pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'], firstDayOfWeek: 'monday' },
        range: {
          type: 'endDate',
          startDate: '2026-06-01',
          endDate: '2026-12-31',
          recurrenceTimeZone: 'W. Europe Standard Time',
        },
      },
    };
    expect(shown(series)?.recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T225959Z',
    ]);
    expect(shown({ type: 'occurrence', seriesMasterId: 'AQ-series' })).toEqual(
      jasmine.objectContaining({
        seriesId: 'AQ-series',
        originalStart: '2026-06-01T09:00:00+02:00',
      }),
    );
    const moved = shown({
      type: 'exception',
      seriesMasterId: 'AQ-series',
      originalStart: '2026-05-31T07:00:00Z',
    });
    expect(moved?.originalStart).toBe('2026-05-31T09:00:00+02:00');
  });

  it('an all-day exception: the day of its original start, in whatever zone that is midnight', () => {
    const original = (originalStart: string, originalStartTimeZone?: string) =>
      shown(
        {
          type: 'exception',
          originalStart,
          ...(originalStartTimeZone ? { originalStartTimeZone } : {}),
        },
        DAY,
      )?.originalStart;
    // Midnight of Los Angeles, told of an event whose zone is another.
    expect(original('2026-05-30T07:00:00Z')).toBe('2026-05-30');
    expect(original('2026-05-29T22:00:00Z')).toBe('2026-05-30');
    expect(original('2026-05-29T11:00:00Z', 'New Zealand Standard Time')).toBe('2026-05-29');
    expect(original('2026-01-29T11:00:00Z', 'New Zealand Standard Time')).toBe('2026-01-30');
  });

  it('own properties: those of the extension; absent where it was not asked for', () => {
    const extensionName = 'io.github.ngx-calendar-sync.properties';
    expect(
      shown({ extensions: [{ id: 'x', extensionName, ticket: '7' }] })?.extendedProperties,
    ).toEqual({
      private: { ticket: '7' },
    });
    expect(
      shown({ extensions: [{ extensionName: 'other', a: '1' }] })?.extendedProperties,
    ).toBeUndefined();
  });

  it('calendars: own, shared for writing, shared for reading', () => {
    expect(toCalendar(OWN, FACTS)).toEqual(
      jasmine.objectContaining({
        accessRole: 'owner',
        writable: true,
        primary: true,
        timeZone: 'Europe/Berlin',
      }),
    );
    const shared = { ...OWN, owner: { address: 'ben@example.com' }, hexColor: '#112233' };
    expect(toCalendar(shared, FACTS)).toEqual(
      jasmine.objectContaining({
        accessRole: 'writer',
        primary: false,
        color: '#112233',
        textColor: '#ffffff',
      }),
    );
    expect(toCalendar({ ...shared, canEdit: false }, FACTS)?.writable).toBeFalse();
    expect(toCalendar(OWN, { ...FACTS, mayWrite: () => false })?.writable).toBeFalse();
  });
});
