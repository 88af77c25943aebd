import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { EVENT_CONTEXT, eventOf } from '../runtime/mapping/specs/event-of';
import type { GoogleCalendarEventDraft } from '../runtime/mapping/google-calendar-event';
import { toPatch, toResource } from './event-patch';
import { checkedEvent, checkedPatch } from './event-rules';

/** The patch of a whole event that was read and edited. */
const patchOf = (resource: GoogleEvent, edit: object) => {
  const changes = { ...eventOf(resource), ...edit };
  return checkedPatch(toPatch(changes, EVENT_CONTEXT, resource), changes, resource);
};

const resourceOf = (draft: GoogleCalendarEventDraft) =>
  checkedEvent(toResource(draft, EVENT_CONTEXT), draft);

const refusal = (words: RegExp) =>
  jasmine.objectContaining({ code: 'invalid-event', message: jasmine.stringMatching(words) });

describe('Events that Google makes itself, in an edit', () => {
  const day = { start: { date: '2026-06-10' }, end: { date: '2026-06-11' } };
  const BIRTHDAY: GoogleEvent = {
    id: 'e',
    etag: '"1"',
    eventType: 'birthday',
    summary: 'Ada',
    ...day,
    recurrence: ['RRULE:FREQ=YEARLY'],
    transparency: 'transparent',
    visibility: 'private',
    birthdayProperties: { type: 'birthday' },
  };
  const OF_CONTACT: GoogleEvent = {
    ...BIRTHDAY,
    birthdayProperties: { type: 'anniversary', contact: 'people/c1' },
  };
  const FLIGHT: GoogleEvent = {
    id: 'e',
    etag: '"1"',
    eventType: 'fromGmail',
    summary: 'Flight to Lisbon',
    start: { dateTime: '2026-06-10T09:00:00Z' },
    end: { dateTime: '2026-06-10T10:00:00Z' },
    location: 'Gate 7',
    extendedProperties: { private: { seat: '12A' } },
  };

  for (const [what, resource, edit, words] of [
    ['the title of an event from Gmail', FLIGHT, { title: 'x' }, /keeps the summary/],
    ['the place of an event from Gmail', FLIGHT, { location: 'Gate 8' }, /keeps the location/],
    ['the text of an event from Gmail', FLIGHT, { description: 'x' }, /keeps the description/],
    ['the end of an event from Gmail', FLIGHT, { end: '2026-06-10T11:00:00Z' }, /keeps the end/],
    [
      'the rule of an event from Gmail',
      FLIGHT,
      { recurrence: ['RRULE:FREQ=DAILY'] },
      /keeps the recurrence/,
    ],
    ['the text of a birthday', BIRTHDAY, { description: 'x' }, /keeps the description/],
    ['the place of a birthday', BIRTHDAY, { location: 'x' }, /keeps the location/],
    [
      'the guests of a birthday',
      BIRTHDAY,
      { attendees: [{ email: 'b@example.com' }] },
      /keeps the attendees/,
    ],
    ['the visibility of a birthday', BIRTHDAY, { visibility: 'public' }, /keeps the visibility/],
    ['whether a birthday blocks time', BIRTHDAY, { transparency: 'opaque' }, /the transparency/],
    ['the conference of a birthday', BIRTHDAY, { conference: 'create' }, /the conferenceData/],
    [
      'the properties of a birthday',
      BIRTHDAY,
      { extendedProperties: { private: { a: '1' } } },
      /keeps the extendedProperties/,
    ],
    [
      'a birthday into one of some hours',
      BIRTHDAY,
      { start: '2026-06-10T09:00:00Z', end: '2026-06-10T10:00:00Z', allDay: false },
      /^A birthday has one whole day/,
    ],
    ['a birthday into two days', BIRTHDAY, { end: '2026-06-12' }, /^A birthday has one whole day/],
    [
      'a birthday into one of every week',
      BIRTHDAY,
      { recurrence: ['RRULE:FREQ=WEEKLY'] },
      /FREQ=YEARLY/,
    ],
    [
      'the day of a contact’s birthday',
      OF_CONTACT,
      { start: '2026-06-11', end: '2026-06-12' },
      /^The birthday of a contact/,
    ],
  ] as const) {
    it(`event patch: changing ${what} is refused with invalid-event`, () => {
      expect(() => patchOf(resource, edit)).toThrow(refusal(words));
    });
  }

  it('event patch: an event from Gmail takes colour, reminders, guests, properties and what it shows as', () => {
    const reminders = { useDefault: false, overrides: [{ method: 'popup', minutes: 30 }] };
    const edit = {
      colorId: '5',
      reminders,
      attendees: [{ email: 'c@example.com' }],
      visibility: 'public',
      transparency: 'transparent',
      extendedProperties: { private: { seat: '12B' } },
    };
    expect(Object.keys(patchOf(FLIGHT, edit)).sort()).toEqual(Object.keys(edit).sort());
  });

  it('event patch: a birthday takes title, colour, reminders and another day', () => {
    const edit = {
      title: 'Ada L.',
      colorId: '5',
      reminders: { useDefault: true },
      start: '2026-06-11',
      end: '2026-06-12',
    };
    expect(Object.keys(patchOf({ ...BIRTHDAY, reminders: { useDefault: false } }, edit))).toEqual(
      jasmine.arrayWithExactContents(['summary', 'colorId', 'reminders', 'start', 'end']),
    );
    expect(patchOf(OF_CONTACT, { title: 'Ada L.' })).toEqual({ summary: 'Ada L.' });
  });

  it('event patch: what such an event has already may be written again', () => {
    const rewrite = (resource: GoogleEvent, edit: Partial<GoogleCalendarEventDraft>) => () =>
      checkedPatch(toPatch(edit, EVENT_CONTEXT, resource), {}, resource);
    expect(
      rewrite(FLIGHT, {
        title: 'Flight to Lisbon',
        location: 'Gate 7',
        description: '',
        start: '2026-06-10T11:00:00+02:00',
        end: '2026-06-10T12:00:00+02:00',
      }),
    ).not.toThrow();
    expect(
      rewrite(BIRTHDAY, {
        title: 'x',
        visibility: 'private',
        transparency: 'transparent',
        attendees: [],
        description: null,
      }),
    ).not.toThrow();
  });

  it('event resource: a new birthday gets what Google demands, and one of a contact or from Gmail is refused', () => {
    const draft = { start: '2026-06-10', end: '2026-06-11', eventType: 'birthday' } as const;
    const recurrence = ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1'];
    expect(resourceOf({ ...draft, recurrence })).toEqual(
      jasmine.objectContaining({ visibility: 'private', transparency: 'transparent', recurrence }),
    );
    for (const refused of [
      { ...draft, eventType: 'fromGmail' },
      { ...draft, birthdayProperties: { contact: 'people/c1' } },
      { ...draft, birthdayProperties: { type: 'anniversary' } },
    ] as const) {
      expect(() => resourceOf(refused)).toThrow(refusal(/^Google alone adds/));
    }
  });
});
