import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleEventPatch } from '../runtime/api/api-request';
import { mergeEdit } from './merge-edit';

const BASE: GoogleEvent = {
  id: 'e',
  etag: '"1"',
  summary: 'Meeting',
  location: 'Room 1',
  start: { dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-10T10:00:00+02:00', timeZone: 'Europe/Berlin' },
  colorId: '5',
  recurrence: ['RRULE:FREQ=DAILY'],
  source: { title: 'Page', url: 'https://example.com/page' },
};

const LATER_END = {
  end: { date: null, dateTime: '2026-06-10T11:00:00+02:00', timeZone: 'Europe/Berlin' },
};

const ZONE = 'Europe/Berlin';

interface MergeCase {
  readonly name: string;
  readonly base?: GoogleEvent;
  readonly patch: GoogleEventPatch;
  /** What they have changed. */
  readonly theirs: GoogleEvent;
  readonly sent: GoogleEventPatch;
}

describe('mergeEdit without a conflict', () => {
  const cases: readonly MergeCase[] = [
    {
      name: 'a title is sent where they changed the place',
      patch: { summary: 'Mine' },
      theirs: { location: 'Room 2' },
      sent: { summary: 'Mine' },
    },
    {
      name: 'a guest’s member that the list leaves out is sent where they changed something else',
      base: { attendees: [{ email: 'a@example.com', optional: true }] },
      patch: { attendees: [{ email: 'a@example.com' }] },
      theirs: { summary: 'Theirs' },
      sent: { attendees: [{ email: 'a@example.com' }] },
    },
    {
      name: 'a flag of partial guests without guests removes none',
      base: { attendees: [{ email: 'a@example.com' }] },
      patch: { attendeesOmitted: false },
      theirs: { attendees: [{ email: 'b@example.com' }], attendeesOmitted: true },
      sent: { attendeesOmitted: false },
    },
    {
      name: 'a title that they wrote as well is not sent',
      patch: { summary: 'Same', location: null },
      theirs: { summary: 'Same' },
      sent: { location: null },
    },
    {
      name: 'a place that is removed and that they emptied is not sent',
      patch: { location: null },
      theirs: { location: '' },
      sent: {},
    },
    {
      name: 'a value that Google leaves out is the same as its default',
      base: { ...BASE, transparency: 'transparent' },
      patch: { transparency: 'opaque' },
      theirs: { transparency: 'opaque' },
      sent: {},
    },
    {
      name: 'a value was left out before and is written as its default by them',
      patch: { visibility: 'private', guestsCanInviteOthers: false },
      theirs: { visibility: 'default', guestsCanInviteOthers: true },
      sent: { visibility: 'private', guestsCanInviteOthers: false },
    },
    {
      name: 'times that Google tells with another offset are no change',
      patch: LATER_END,
      theirs: { start: { dateTime: '2026-06-10T07:00:00Z', timeZone: ZONE }, summary: 'Theirs' },
      sent: LATER_END,
    },
    {
      name: 'a day is the same day, whether Google sends a zone with it or not',
      base: { start: { date: '2026-06-10' }, end: { date: '2026-06-11' } },
      patch: { end: { date: '2026-06-12', dateTime: null, timeZone: null } },
      theirs: { start: { date: '2026-06-10', timeZone: 'UTC' }, end: { date: '2026-06-11' } },
      sent: { end: { date: '2026-06-12', dateTime: null, timeZone: null } },
    },
    {
      name: 'an end that they moved to the same time is not sent',
      patch: LATER_END,
      theirs: { end: { dateTime: '2026-06-10T09:00:00Z', timeZone: ZONE } },
      sent: {},
    },
    {
      name: 'rules in another order are no change',
      base: { recurrence: ['RRULE:FREQ=DAILY', 'EXDATE:20260611T070000Z'] },
      patch: { recurrence: ['RRULE:FREQ=WEEKLY'] },
      theirs: { recurrence: ['EXDATE:20260611T070000Z', 'RRULE:FREQ=DAILY'] },
      sent: { recurrence: ['RRULE:FREQ=WEEKLY'] },
    },
    {
      name: 'a conference that Google has finished meanwhile can be removed',
      base: { conferenceData: { createRequest: { requestId: 'r' } } },
      patch: { conferenceData: null },
      theirs: {
        conferenceData: {
          conferenceId: 'abc',
          createRequest: { requestId: 'r', status: { statusCode: 'success' } },
        },
      },
      sent: { conferenceData: null },
    },
    {
      name: 'a conference that was asked for and is there is not asked for again',
      patch: { conferenceData: { createRequest: { requestId: 'r' } } },
      theirs: {
        conferenceData: {
          conferenceId: 'abc',
          createRequest: { requestId: 'r', status: { statusCode: 'success' } },
        },
      },
      sent: {},
    },
    {
      name: 'a label that is removed and is not there is not sent',
      base: { eventLabelId: 'label' },
      patch: { colorId: null, eventLabelId: '' },
      theirs: { eventLabelId: '' },
      sent: {},
    },
    {
      name: 'a colour is sent where they changed the title',
      patch: { colorId: '7' },
      theirs: { summary: 'Theirs' },
      sent: { colorId: '7' },
    },
    {
      name: 'a sequence that Google has counted past is not sent',
      base: { sequence: 1 },
      patch: { sequence: 2, summary: 'Mine' },
      theirs: { sequence: 3 },
      sent: { summary: 'Mine' },
    },
    {
      name: 'a member of an object that they did not change is sent alone',
      patch: { source: { title: 'Mine' } },
      theirs: { summary: 'Theirs' },
      sent: { source: { title: 'Mine' } },
    },
  ];

  for (const { name, base = BASE, patch, theirs, sent } of cases) {
    it(`mergeEdit: ${name}`, () => {
      expect(mergeEdit(base, patch, { ...base, ...theirs, etag: '"2"' }, 'ask')).toEqual({
        patch: sent,
        fields: [],
      });
    });
  }
});
