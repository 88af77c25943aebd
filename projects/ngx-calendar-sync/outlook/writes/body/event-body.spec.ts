import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { TimeZoneNames } from '../../runtime/time-zones/time-zone-names';
import { toCalendar } from '../../runtime/mapping/calendar-mapping';
import { categoryColorsOf } from '../../runtime/mapping/category-colors';
import { descriptionWithMeeting, htmlWithoutMeeting, textWithoutMeeting } from './description-body';
import { eventPatch, newEventBody } from './event-body';
import { type EventContext, toEvent } from '../../runtime/mapping/event-mapping';
import type {
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
} from '../../runtime/mapping/outlook-calendar-event';

const STORED: OutlookEvent = {
  id: 'AQ-event',
  subject: 'Planning',
  type: 'singleInstance',
  isAllDay: false,
  isOrganizer: true,
  showAs: 'busy',
  categories: ['Work', 'Plain'],
  body: { contentType: 'text', content: 'Agenda' },
  originalStartTimeZone: 'W. Europe Standard Time',
  start: { dateTime: '2026-06-01T07:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-06-01T08:00:00.0000000', timeZone: 'UTC' },
  attendees: [{ emailAddress: { address: 'ben@example.com', name: 'Ben' }, type: 'required' }],
};
const SERIES: OutlookEvent = {
  ...STORED,
  type: 'seriesMaster',
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'endDate', startDate: '2026-06-01', endDate: '2026-06-30' },
  },
};
const MEETING: OutlookEvent = {
  ...STORED,
  isOnlineMeeting: true,
  onlineMeeting: { joinUrl: 'https://teams.example.com/1' },
};
const MEETING_HTML =
  '<html><body>Agenda<div class="me-email-text"><a href="https://teams.example.com/1">Join</a></div></body></html>';

describe('Outlook event bodies', () => {
  let context: EventContext;

  beforeEach(async () => {
    const names = new TimeZoneNames();
    await names.load();
    context = {
      calendarId: 'AQ-cal',
      calendar: toCalendar(
        {
          id: 'AQ-cal',
          canEdit: true,
          hexColor: '#0078d4',
          defaultOnlineMeetingProvider: 'teamsForBusiness',
        },
        { addresses: [], mayWrite: () => true, timeZone: undefined },
      ),
      categories: categoryColorsOf([
        { displayName: 'Work', color: 'preset7' },
        { displayName: 'Red', color: 'preset15' },
      ]),
      timeZone: 'Europe/Berlin',
      draftZone: 'Europe/Berlin',
      names,
    };
  });

  function read(stored: OutlookEvent): OutlookCalendarEvent {
    const event = toEvent(stored, context);
    if (!event) {
      throw new Error('The event cannot be read.');
    }
    return event;
  }

  const patch = (changes: Partial<OutlookCalendarEventDraft>, stored = STORED) =>
    eventPatch({ id: 'AQ-event', ...changes }, read(stored), context).body;
  const added = (draft: Partial<OutlookCalendarEventDraft>) =>
    newEventBody({ start: '2026-06-10T09:00', ...draft }, context, 't-1');

  function refusal(work: () => unknown): string {
    try {
      work();
    } catch (error) {
      return error instanceof CalendarSyncError ? error.code : String(error);
    }
    return 'no refusal';
  }

  it('a new event: wall times beside a zone of Windows, and the id of the transaction', () => {
    expect(added({ title: 'Lunch' })).toEqual({
      subject: 'Lunch',
      isAllDay: false,
      start: { dateTime: '2026-06-10T09:00:00', timeZone: 'W. Europe Standard Time' },
      end: { dateTime: '2026-06-10T10:00:00', timeZone: 'W. Europe Standard Time' },
      transactionId: 't-1',
    });
    expect(added({ start: '2026-06-10T09:00:00Z', timeZone: 'Asia/Kolkata' }).start).toEqual({
      dateTime: '2026-06-10T14:30:00',
      timeZone: 'India Standard Time',
    });
  });

  it('a new all-day event: midnights of one zone', () => {
    const { isAllDay, start, end } = added({ start: '2026-06-10', end: '2026-06-12' });
    expect({ isAllDay, start, end }).toEqual({
      isAllDay: true,
      start: { dateTime: '2026-06-10T00:00:00', timeZone: 'W. Europe Standard Time' },
      end: { dateTime: '2026-06-12T00:00:00', timeZone: 'W. Europe Standard Time' },
    });
  });

  it('a new series with own properties: one body with rule and extension', () => {
    const body = added({
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
      extendedProperties: { private: { ticket: '7' } },
    });
    expect(body.recurrence).toEqual({
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-06-10', numberOfOccurrences: 3 },
    });
    expect(body.extensions).toEqual([
      {
        '@odata.type': '#microsoft.graph.openTypeExtension',
        extensionName: 'io.github.ngx-calendar-sync.properties',
        ticket: '7',
      },
    ]);
  });

  it('an event as it was read: nothing is sent', () => {
    for (const stored of [STORED, SERIES, MEETING]) {
      expect(eventPatch(read(stored) as never, read(stored), context)).toEqual({ body: {} });
    }
  });

  it('a patch: only what has changed', () => {
    expect(patch({ ...(read(STORED) as object), title: 'New' })).toEqual({ subject: 'New' });
    expect(patch({ description: null, location: 'Room 1' })).toEqual({
      body: { contentType: 'text', content: '' },
      location: { displayName: 'Room 1' },
    });
    expect(patch({ visibility: 'public', importance: 'high' })).toEqual({
      sensitivity: 'normal',
      importance: 'high',
    });
  });

  it('times: in the zone of the event; with a day instead of a time, and back', () => {
    const { start, end, isAllDay } = patch({
      start: '2026-06-01T08:00:00Z',
      end: '2026-06-01T09:00:00Z',
    });
    expect([start?.dateTime, end?.dateTime, start?.timeZone, isAllDay]).toEqual([
      '2026-06-01T10:00:00',
      '2026-06-01T11:00:00',
      'W. Europe Standard Time',
      false,
    ]);
    expect(patch({ start: '2026-06-02', end: null })).toEqual(
      jasmine.objectContaining({
        isAllDay: true,
        end: { dateTime: '2026-06-03T00:00:00', timeZone: 'W. Europe Standard Time' },
      }),
    );
    expect(refusal(() => patch({ end: '2026-06-01T06:00:00Z' }))).toBe('invalid-event');
    expect(refusal(() => patch({ timeZone: 'Nowhere/At_All' }))).toBe('invalid-event');
  });

  it('another time of a series: with the rule, whose first day is that of the start', () => {
    const { recurrence } = patch(
      { start: '2026-06-02T07:00:00Z', end: '2026-06-02T08:00:00Z' },
      SERIES,
    );
    expect(recurrence?.range).toEqual({
      type: 'endDate',
      startDate: '2026-06-02',
      endDate: '2026-06-30',
    });
    expect(patch({ recurrence: null }, SERIES)).toEqual({ recurrence: null });
  });

  it('guests: all of them, names that are known included, answers left out', () => {
    expect(
      patch({
        attendees: [
          { email: 'BEN@example.com', responseStatus: 'accepted' },
          { email: 'cy@example.com', optional: true },
        ],
      }),
    ).toEqual({
      attendees: [
        { emailAddress: { address: 'BEN@example.com', name: 'Ben' }, type: 'required' },
        { emailAddress: { address: 'cy@example.com' }, type: 'optional' },
      ],
    });
    expect(patch({ attendees: null })).toEqual({ attendees: [] });
    expect(refusal(() => patch({ attendees: [{ email: '' }] }))).toBe('invalid-event');
  });

  it('a colour: the nearest category before those without a colour; the calendar’s removes it', () => {
    expect(patch({ color: '#cc0000' })).toEqual({ categories: ['Red', 'Plain'] });
    expect(patch({ color: '#0078d4' })).toEqual({ categories: ['Plain'] });
    expect(patch({ color: null })).toEqual({ categories: ['Plain'] });
    expect(patch({ categories: null })).toEqual({ categories: [] });
    expect(refusal(() => patch({ color: 'no colour' }))).toBe('invalid-event');
    context = { ...context, categories: new Map() };
    expect(refusal(() => patch({ color: '#cc0000' }))).toBe('invalid-event');
  });

  it('status and transparency: one field of Outlook', () => {
    expect(patch({ transparency: 'transparent' })).toEqual({ showAs: 'free' });
    expect(patch({ status: 'tentative' })).toEqual({ showAs: 'tentative' });
    expect(patch({ showAs: 'oof', transparency: 'transparent' })).toEqual({ showAs: 'oof' });
    expect(patch({ transparency: null }, { ...STORED, showAs: 'free' })).toEqual({
      showAs: 'busy',
    });
    expect(refusal(() => patch({ status: 'cancelled' }))).toBe('invalid-event');
  });

  it('reminders: one, none, or that of the account', () => {
    expect(
      patch({ reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] } }),
    ).toEqual({
      isReminderOn: true,
      reminderMinutesBeforeStart: 5,
    });
    expect(patch({ reminders: { useDefault: false } })).toEqual({ isReminderOn: false });
    expect(patch({ reminders: null })).toEqual({ isReminderOn: true });
    expect(
      refusal(() =>
        patch({ reminders: { useDefault: false, overrides: [{ method: 'email', minutes: 5 }] } }),
      ),
    ).toBe('invalid-event');
  });

  it('a conference: made once, and not removed', () => {
    expect(patch({ conference: 'create' })).toEqual({
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
    });
    expect(patch({ conference: 'create' }, MEETING)).toEqual({});
    expect(refusal(() => patch({ conference: null }, MEETING))).toBe('invalid-event');
  });

  it('the description of a meeting: the part by which one joins stays, and text is no markup', () => {
    const { body, isMeetingDescription } = eventPatch(
      { id: 'AQ-event', description: 'a <b>\nc' },
      read(MEETING),
      context,
    );
    expect(isMeetingDescription).toBeTrue();
    const joinUrl = 'https://teams.example.com/1';
    expect(descriptionWithMeeting(body.body?.content ?? '', MEETING_HTML, joinUrl)).toEqual({
      contentType: 'html',
      content:
        '<html><body><div>a &lt;b&gt;<br>c</div><div class="me-email-text">' +
        '<a href="https://teams.example.com/1">Join</a></div></body></html>',
    });
    const unknown = '<html><body>Agenda https://teams.example.com/1</body></html>';
    expect(descriptionWithMeeting('x', unknown, joinUrl).content).toBe(
      '<html><body><div>x</div>Agenda https://teams.example.com/1</body></html>',
    );
    expect(eventPatch({ id: 'AQ-event', title: 'New' }, read(MEETING), context)).toEqual({
      body: { subject: 'New' },
    });
  });

  it('the description of a meeting with lines of underscores: all that people have written stays', () => {
    const joinUrl = 'https://teams.example.com/1?a=1&b=2';
    const line = '_'.repeat(80);
    const own = `Agenda\n${line}\nNotes`;
    const part = `${line}\nJoin<${joinUrl}>\n${line}`;
    expect(textWithoutMeeting(`${own}\n\n${part}`, joinUrl)).toBe(own);
    expect(textWithoutMeeting(own, joinUrl)).toBe(own);
    const html = (text: string) =>
      `<html><body>${text}<p>${line}</p><a href="${joinUrl.replace('&', '&amp;')}">Join</a></body></html>`;
    const ownHtml = `<p>Agenda</p><p>${line}</p><p>Notes</p>`;
    expect(htmlWithoutMeeting(html(ownHtml), joinUrl)).toBe(`<html><body>${ownHtml}</body></html>`);
    expect(descriptionWithMeeting(`New\n${part}`, html(ownHtml), joinUrl).content).toBe(
      html('<div>New</div>'),
    );
  });

  it('own properties: an extension beside the body; shared ones are refused', () => {
    const changes = { id: 'AQ-event', extendedProperties: { private: { ticket: '8' } } };
    const { body, extension } = eventPatch(changes, read(STORED), context);
    expect(body).toEqual({});
    expect(extension?.['ticket']).toBe('8');
    expect(refusal(() => added({ extendedProperties: { shared: { a: '1' } } }))).toBe(
      'invalid-event',
    );
    expect(refusal(() => added({ extendedProperties: { private: { 'a.b': '1' } } }))).toBe(
      'invalid-event',
    );
  });
});
