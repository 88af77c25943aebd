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

describe('mergeEdit of what both have changed', () => {
  interface ConflictCase {
    readonly name: string;
    readonly base?: GoogleEvent;
    readonly patch: GoogleEventPatch;
    /** What they have changed. */
    readonly theirs: GoogleEvent;
    readonly field: string;
    /** What is sent when the user's own change is to stay. */
    readonly mine: GoogleEventPatch;
  }

  const cases: readonly ConflictCase[] = [
    {
      name: 'titles',
      field: 'title',
      patch: { summary: 'Mine' },
      theirs: { summary: 'Theirs' },
      mine: { summary: 'Mine' },
    },
    {
      name: 'a place that they have removed',
      field: 'location',
      patch: { location: 'Mine' },
      theirs: { location: '' },
      mine: { location: 'Mine' },
    },
    {
      name: 'an end, where they moved the start past it: both times are sent',
      field: 'times',
      patch: LATER_END,
      theirs: { start: { dateTime: '2026-06-10T12:00:00+02:00', timeZone: ZONE } },
      mine: {
        start: { date: null, dateTime: '2026-06-10T09:00:00+02:00', timeZone: ZONE },
        end: { date: null, dateTime: '2026-06-10T11:00:00+02:00', timeZone: ZONE },
      },
    },
    {
      name: 'an end that is the same, where they moved the start as well',
      field: 'times',
      patch: LATER_END,
      theirs: {
        start: { dateTime: '2026-06-10T10:00:00+02:00', timeZone: ZONE },
        end: { dateTime: '2026-06-10T11:00:00+02:00', timeZone: ZONE },
      },
      mine: {
        start: { date: null, dateTime: '2026-06-10T09:00:00+02:00', timeZone: ZONE },
        end: { date: null, dateTime: '2026-06-10T11:00:00+02:00', timeZone: ZONE },
      },
    },
    {
      name: 'an end, where they made it an all-day event',
      field: 'times',
      patch: LATER_END,
      theirs: { start: { date: '2026-06-10' }, end: { date: '2026-06-11' } },
      mine: {
        start: { date: null, dateTime: '2026-06-10T09:00:00+02:00', timeZone: ZONE },
        end: { date: null, dateTime: '2026-06-10T11:00:00+02:00', timeZone: ZONE },
      },
    },
    {
      name: 'a start, where they changed the zone alone',
      field: 'times',
      patch: { start: { date: null, dateTime: '2026-06-10T08:00:00+02:00', timeZone: ZONE } },
      theirs: { start: { dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Paris' } },
      mine: {
        start: { date: null, dateTime: '2026-06-10T08:00:00+02:00', timeZone: ZONE },
        end: { date: null, dateTime: '2026-06-10T10:00:00+02:00', timeZone: ZONE },
      },
    },
    {
      name: 'rules',
      field: 'recurrence',
      patch: { recurrence: null },
      theirs: { recurrence: ['RRULE:FREQ=WEEKLY'] },
      mine: { recurrence: null },
    },
    {
      name: 'a colour, where they gave it a label: the new colour removes that',
      field: 'color',
      patch: { colorId: '7' },
      theirs: { eventLabelId: 'label' },
      mine: { colorId: '7' },
    },
    {
      name: 'a colour that is removed, where they gave it a label',
      field: 'color',
      patch: { colorId: null },
      theirs: { eventLabelId: 'label' },
      mine: { colorId: null, eventLabelId: '' },
    },
    {
      name: 'a conference, where they added another one',
      field: 'conference',
      patch: { conferenceData: { createRequest: { requestId: 'mine' } } },
      theirs: { conferenceData: { createRequest: { requestId: 'theirs' } } },
      mine: { conferenceData: { createRequest: { requestId: 'mine' } } },
    },
    {
      name: 'a conference that is pending, where they asked for another one',
      field: 'conference',
      base: { conferenceData: { createRequest: { requestId: 'r' } } },
      patch: { conferenceData: null },
      theirs: { conferenceData: { createRequest: { requestId: 'theirs' } } },
      mine: { conferenceData: null },
    },
    {
      name: 'a conference that was finished before, where they changed it',
      field: 'conference',
      base: {
        conferenceData: {
          conferenceId: 'abc',
          createRequest: { requestId: 'r', status: { statusCode: 'success' } },
        },
      },
      patch: { conferenceData: null },
      theirs: {
        conferenceData: {
          conferenceId: 'xyz',
          createRequest: { requestId: 'r', status: { statusCode: 'success' } },
        },
      },
      mine: { conferenceData: null },
    },
    {
      name: 'an object to which they have added a member: that is removed',
      field: 'source',
      base: { source: { title: 'Page' } },
      patch: { source: { title: 'Mine' } },
      theirs: { source: { title: 'Theirs', url: 'https://example.com/theirs' } },
      mine: { source: { title: 'Mine', url: null } },
    },
    {
      name: 'another member of an object: the whole object is sent',
      field: 'source',
      patch: { source: { title: 'Mine' } },
      theirs: { source: { title: 'Page', url: 'https://example.com/theirs' } },
      mine: { source: { title: 'Mine', url: 'https://example.com/page' } },
    },
  ];

  for (const { name, field, base = BASE, patch, theirs, mine } of cases) {
    const now = { ...base, ...theirs };
    const edit = { ...patch, guestsCanModify: true };

    it(`mergeEdit: ${name}: the field is named, and the rest would be sent`, () => {
      const rest = { guestsCanModify: true };
      expect(mergeEdit(base, edit, now, 'ask')).toEqual({ patch: rest, fields: [field] });
    });

    it(`mergeEdit: ${name}: "theirs" sends the rest alone`, () => {
      const rest = { guestsCanModify: true };
      expect(mergeEdit(base, edit, now, 'theirs')).toEqual({ patch: rest, fields: [] });
    });

    it(`mergeEdit: ${name}: "mine" sends the user’s change`, () => {
      const sent = { ...mine, guestsCanModify: true };
      expect(mergeEdit(base, edit, now, 'mine')).toEqual({ patch: sent, fields: [] });
    });
  }

  it('mergeEdit: a choice by field decides the fields that it names, and the others stay', () => {
    const patch = { summary: 'Mine', location: 'Mine', description: 'Mine', colorId: '7' };
    const theirs = { ...BASE, summary: 'T', location: 'T', description: 'T', colorId: '8' };
    expect(mergeEdit(BASE, patch, theirs, { title: 'mine', location: 'theirs' })).toEqual({
      patch: { summary: 'Mine' },
      fields: ['description', 'color'],
    });
  });

  it('mergeEdit: a choice for a field that is in no conflict changes nothing', () => {
    const theirs = { ...BASE, location: 'Theirs' };
    expect(mergeEdit(BASE, { summary: 'Mine' }, theirs, { title: 'theirs' })).toEqual({
      patch: { summary: 'Mine' },
      fields: [],
    });
  });
});
