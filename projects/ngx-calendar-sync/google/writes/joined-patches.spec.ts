import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleEventPatch } from '../runtime/api/api-request';
import { joinedPatch, resourceWith } from './joined-patches';

const ADA = { email: 'ada@example.com' };
const BEN = { email: 'ben@example.com' };
const BEN_ACCEPTED = { email: 'BEN@example.com', responseStatus: 'accepted' };
const DAY = { date: '2026-06-10', dateTime: null, timeZone: null };
const HOUR = { date: null, dateTime: '2026-06-10T09:00:00+00:00', timeZone: 'UTC' };

describe('joinedPatch', () => {
  const cases: readonly {
    readonly name: string;
    readonly first: GoogleEventPatch;
    readonly second: GoogleEventPatch;
    readonly base?: GoogleEvent;
    readonly joined: GoogleEventPatch;
  }[] = [
    {
      name: 'different fields are both in it, of the same the second',
      first: { summary: 'a', location: 'a', description: null },
      second: { summary: 'b', location: null, description: 'b' },
      joined: { summary: 'b', location: null, description: 'b' },
    },
    {
      name: 'an hour after a day removes the day',
      first: { start: DAY },
      second: { start: HOUR },
      joined: { start: HOUR },
    },
    {
      name: 'extended properties are joined by their keys',
      first: { extendedProperties: { private: { a: '1', b: '1' } } },
      second: { extendedProperties: { private: { b: null, c: '2' }, shared: { d: '2' } } },
      joined: {
        extendedProperties: { private: { a: '1', b: null, c: '2' }, shared: { d: '2' } },
      },
    },
    {
      name: 'extended properties that were removed stay removed after a new one',
      first: { extendedProperties: { private: null } },
      second: { extendedProperties: { private: { b: '2' } } },
      base: { extendedProperties: { private: { a: '1' }, shared: { c: '1' } } },
      joined: { extendedProperties: { private: { a: null, b: '2' } } },
    },
    {
      name: 'what is written after everything was removed stands alone',
      first: { source: null, reminders: null },
      second: { source: { title: 'b' }, reminders: { overrides: null, useDefault: true } },
      joined: {
        source: { title: 'b', url: null },
        reminders: { overrides: null, useDefault: true },
      },
    },
    {
      name: 'a conference replaces the one before',
      first: { conferenceData: { createRequest: { requestId: 'a' }, notes: 'a' } },
      second: { conferenceData: { createRequest: { requestId: 'b' } } },
      joined: { conferenceData: { createRequest: { requestId: 'b' } } },
    },
    {
      name: 'a new colour removes the label of the first',
      first: { eventLabelId: 'label' },
      second: { colorId: '5' },
      joined: { colorId: '5' },
    },
    {
      name: 'a label after a colour is kept with it',
      first: { colorId: '5' },
      second: { eventLabelId: 'label' },
      joined: { colorId: '5', eventLabelId: 'label' },
    },
    {
      name: 'a label that a colour has removed stays removed without the colour',
      first: { colorId: '5' },
      second: { colorId: null },
      joined: { colorId: null, eventLabelId: '' },
    },
    {
      name: 'a whole guest list replaces a part',
      first: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
      second: { attendees: [ADA] },
      joined: { attendees: [ADA] },
    },
    {
      name: 'a part of the guests changes a whole list, which stays whole',
      first: { attendees: [ADA, BEN] },
      second: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
      joined: { attendees: [ADA, BEN_ACCEPTED] },
    },
    {
      name: 'two parts of the guests are a part',
      first: { attendees: [BEN], attendeesOmitted: true },
      second: { attendees: [BEN_ACCEPTED, ADA], attendeesOmitted: true },
      joined: { attendees: [BEN_ACCEPTED, ADA], attendeesOmitted: true },
    },
    {
      name: 'a flag of partial guests does not make a part of a whole list',
      first: { attendees: [ADA] },
      second: { attendeesOmitted: true },
      joined: { attendees: [ADA] },
    },
    {
      name: 'a part of no guests is none',
      first: { attendees: null },
      second: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
      joined: { attendees: null },
    },
    {
      name: 'guests stay as the first has written them',
      first: { attendees: [BEN], attendeesOmitted: true },
      second: { summary: 'b' },
      joined: { attendees: [BEN], attendeesOmitted: true, summary: 'b' },
    },
  ];

  for (const { name, first, second, base, joined } of cases) {
    it(`joinedPatch: ${name}`, () => {
      expect(joinedPatch(first, second, base)).toEqual(joined);
    });
  }
});

describe('resourceWith', () => {
  const resource: GoogleEvent = {
    id: 'new',
    summary: 'a',
    location: 'a',
    start: { date: '2026-06-10' },
    end: { date: '2026-06-11' },
    attendees: [ADA, BEN],
    eventLabelId: 'label',
    conferenceData: { createRequest: { requestId: 'a' }, notes: 'a' },
  };

  it('resourceWith: a later edit is in what is inserted, without a null', () => {
    const patch = {
      summary: 'b',
      location: null,
      start: HOUR,
      attendees: [BEN_ACCEPTED],
      attendeesOmitted: true,
      colorId: '5',
      conferenceData: { createRequest: { requestId: 'b' }, notes: null },
    };
    expect(resourceWith(resource, patch)).toEqual({
      id: 'new',
      summary: 'b',
      start: { dateTime: '2026-06-10T09:00:00+00:00', timeZone: 'UTC' },
      end: { date: '2026-06-11' },
      attendees: [ADA, BEN_ACCEPTED],
      colorId: '5',
      conferenceData: { createRequest: { requestId: 'b' } },
    });
  });

  it('resourceWith: what is removed is not inserted, and a first guest is', () => {
    const removing = { attendees: null, conferenceData: null, eventLabelId: '' };
    expect(resourceWith(resource, removing)).toEqual({
      id: 'new',
      summary: 'a',
      location: 'a',
      start: { date: '2026-06-10' },
      end: { date: '2026-06-11' },
    });
    const first = { attendees: [ADA], attendeesOmitted: true };
    expect(resourceWith({ summary: 'a' }, first)).toEqual({ summary: 'a', attendees: [ADA] });
  });
});
