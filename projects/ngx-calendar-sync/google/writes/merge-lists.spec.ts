import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleEventPatch } from '../runtime/api/api-request';
import { mergeEdit } from './merge-edit';

const ADA = { email: 'ada@example.com', responseStatus: 'accepted', organizer: true };
const BEN = { email: 'ben@example.com', responseStatus: 'needsAction' };
const CY = { email: 'cy@example.com', responseStatus: 'needsAction' };
const DEE = { email: 'dee@example.com' };
const GUESTS: GoogleEvent = { attendees: [ADA, BEN] };
const BEN_ACCEPTED = { ...BEN, responseStatus: 'accepted' };
const BEN_OPTIONAL = { ...BEN, optional: true };

interface ListCase {
  readonly name: string;
  readonly base: GoogleEvent;
  readonly patch: GoogleEventPatch;
  readonly theirs: GoogleEvent;
  readonly sent: GoogleEventPatch;
}

interface ListConflict extends ListCase {
  readonly field: string;
  /** What is sent when their change is to stay. */
  readonly sentForTheirs?: GoogleEventPatch;
}

const MERGES: readonly ListCase[] = [
  {
    name: 'guests: each side adds one',
    base: GUESTS,
    patch: { attendees: [ADA, BEN, DEE] },
    theirs: { attendees: [ADA, BEN, CY] },
    sent: { attendees: [ADA, BEN, CY, DEE] },
  },
  {
    name: 'guests: one is added, an answer of another stays',
    base: GUESTS,
    patch: { attendees: [ADA, { email: 'Ben@Example.com' }, DEE] },
    theirs: { attendees: [ADA, BEN_ACCEPTED] },
    sent: { attendees: [ADA, BEN_ACCEPTED, DEE] },
  },
  {
    name: 'guests: a comment that the list leaves out stays',
    base: { attendees: [{ ...BEN, comment: 'Maybe' }] },
    patch: { attendees: [{ email: BEN.email }, DEE] },
    theirs: { attendees: [{ ...BEN_ACCEPTED, comment: 'Maybe' }] },
    sent: { attendees: [{ ...BEN_ACCEPTED, comment: 'Maybe' }, DEE] },
  },
  {
    name: 'guests: an edit of a part is one of a part, whether it says so or not',
    base: { attendees: [BEN, CY], attendeesOmitted: true },
    patch: { attendees: [BEN_ACCEPTED] },
    theirs: { attendees: [ADA, BEN, CY] },
    sent: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
  },
  {
    name: 'guests: two members of the same guest',
    base: GUESTS,
    patch: { attendees: [ADA, BEN_OPTIONAL] },
    theirs: { attendees: [ADA, BEN_ACCEPTED] },
    sent: { attendees: [ADA, { ...BEN_OPTIONAL, responseStatus: 'accepted' }] },
  },
  {
    name: 'guests: who is removed is gone, whatever he has answered',
    base: GUESTS,
    patch: { attendees: [ADA] },
    theirs: { attendees: [ADA, BEN_ACCEPTED, CY] },
    sent: { attendees: [ADA, CY] },
  },
  {
    name: 'guests: who they have removed stays away',
    base: { attendees: [ADA, BEN, CY] },
    patch: { attendees: [ADA, BEN, CY, DEE] },
    theirs: { attendees: [ADA, CY] },
    sent: { attendees: [ADA, CY, DEE] },
  },
  {
    name: 'guests: both add the same one, theirs has what Google added',
    base: GUESTS,
    patch: { attendees: [ADA, BEN, { email: 'CY@example.com' }] },
    theirs: { attendees: [ADA, BEN, CY, DEE] },
    sent: {},
  },
  {
    name: 'guests: both add the same one, who has answered theirs',
    base: GUESTS,
    patch: { attendees: [ADA, BEN, CY] },
    theirs: { attendees: [ADA, BEN, { ...CY, responseStatus: 'accepted' }] },
    sent: {},
  },
  {
    name: 'guests: all are removed, but whom they have added',
    base: GUESTS,
    patch: { attendees: null },
    theirs: { attendees: [ADA, BEN, CY] },
    sent: { attendees: [CY] },
  },
  {
    name: 'guests: an answer is sent alone',
    base: GUESTS,
    patch: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
    theirs: { attendees: [ADA, BEN_OPTIONAL, CY] },
    sent: { attendees: [{ ...BEN_OPTIONAL, responseStatus: 'accepted' }], attendeesOmitted: true },
  },
  {
    name: 'guests: of a part, who is not named is not removed',
    base: { ...GUESTS, attendeesOmitted: true },
    patch: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
    theirs: { attendees: [{ ...ADA, optional: true }], attendeesOmitted: true },
    sent: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
  },
  {
    name: 'guests: a whole list becomes a part where only a part is known now',
    base: GUESTS,
    patch: { attendees: [ADA, BEN_ACCEPTED] },
    theirs: { attendees: [BEN], attendeesOmitted: true },
    sent: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
  },
  {
    name: 'guests: the same guests are a part now, and others are not removed',
    base: { attendees: [BEN] },
    patch: { attendees: [BEN_ACCEPTED] },
    theirs: { attendees: [BEN], attendeesOmitted: true },
    sent: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
  },
  {
    name: 'extended properties: each has its own key',
    base: { extendedProperties: { private: { a: '1', b: '1' } } },
    patch: { extendedProperties: { private: { a: '2' }, shared: { c: '3' } } },
    theirs: { extendedProperties: { private: { a: '1', b: '2', toString: 'x' } } },
    sent: { extendedProperties: { private: { a: '2' }, shared: { c: '3' } } },
  },
  {
    name: 'extended properties: all are removed, but what they have added',
    base: { extendedProperties: { private: { a: '1' } } },
    patch: { extendedProperties: null },
    theirs: { extendedProperties: { private: { a: '1', b: '2' }, shared: { c: '3' } } },
    sent: { extendedProperties: { private: { a: null } } },
  },
  {
    name: 'reminders: each side adds one',
    base: { reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] } },
    patch: {
      reminders: {
        overrides: [
          { method: 'popup', minutes: 10 },
          { method: 'email', minutes: 60 },
        ],
      },
    },
    theirs: {
      reminders: {
        useDefault: false,
        overrides: [
          { method: 'popup', minutes: 10 },
          { method: 'popup', minutes: 30 },
        ],
      },
    },
    sent: {
      reminders: {
        overrides: [
          { method: 'popup', minutes: 10 },
          { method: 'popup', minutes: 30 },
          { method: 'email', minutes: 60 },
        ],
        useDefault: false,
      },
    },
  },
  {
    name: 'reminders: one is removed, and they have chosen the default ones',
    base: { reminders: { useDefault: false, overrides: popups(10, 20) } },
    patch: { reminders: { overrides: popups(20) } },
    theirs: { reminders: { useDefault: true } },
    sent: {},
  },
  {
    name: 'attachments: one is added, one that they removed stays away',
    base: { attachments: [{ fileUrl: 'https://a' }, { fileUrl: 'https://b' }] },
    patch: {
      attachments: [{ fileUrl: 'https://a' }, { fileUrl: 'https://b' }, { fileUrl: 'https://c' }],
    },
    theirs: { attachments: [{ fileUrl: 'https://b', title: 'B' }] },
    sent: { attachments: [{ fileUrl: 'https://b', title: 'B' }, { fileUrl: 'https://c' }] },
  },
];

const CONFLICTS: readonly ListConflict[] = [
  {
    name: 'guests: two answers of one guest',
    field: 'attendees',
    base: GUESTS,
    patch: { attendees: [ADA, { ...BEN, responseStatus: 'declined' }, DEE] },
    theirs: { attendees: [ADA, BEN_ACCEPTED] },
    sent: { attendees: [ADA, { ...BEN, responseStatus: 'declined' }, DEE] },
    sentForTheirs: { attendees: [ADA, BEN_ACCEPTED, DEE] },
  },
  {
    name: 'guests: one who was changed and whom they have removed',
    field: 'attendees',
    base: GUESTS,
    patch: { attendees: [ADA, BEN_OPTIONAL] },
    theirs: { attendees: [ADA] },
    sent: { attendees: [ADA, BEN_OPTIONAL] },
  },
  {
    name: 'guests: an answer of one whom they have removed',
    field: 'attendees',
    base: GUESTS,
    patch: { attendees: [BEN_ACCEPTED], attendeesOmitted: true },
    theirs: { attendees: [ADA] },
    sent: { attendees: [ADA, BEN_ACCEPTED] },
  },
  {
    name: 'guests: one is removed where only a part is known now',
    field: 'attendees',
    base: GUESTS,
    patch: { attendees: [ADA] },
    theirs: { attendees: [BEN], attendeesOmitted: true },
    sent: { attendees: [ADA] },
  },
  {
    name: 'extended properties: two values of one key',
    field: 'extendedProperties',
    base: { extendedProperties: { private: { a: '1' } } },
    patch: { extendedProperties: { private: { a: '2', b: '2' } } },
    theirs: { extendedProperties: { private: { a: '3' } } },
    sent: { extendedProperties: { private: { a: '2', b: '2' } } },
    sentForTheirs: { extendedProperties: { private: { b: '2' } } },
  },
  {
    name: 'reminders: the default ones, where they added one',
    field: 'reminders',
    base: { reminders: { useDefault: false } },
    patch: { reminders: { overrides: null, useDefault: true } },
    theirs: { reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] } },
    sent: { reminders: { overrides: null, useDefault: true } },
  },
  {
    name: 'reminders: more than Google allows',
    field: 'reminders',
    base: { reminders: { useDefault: false } },
    patch: { reminders: { overrides: popups(1, 2, 3) } },
    theirs: { reminders: { useDefault: false, overrides: popups(4, 5, 6) } },
    sent: { reminders: { overrides: popups(1, 2, 3), useDefault: false } },
  },
  {
    name: 'attachments: two titles of one file',
    field: 'attachments',
    base: { attachments: [{ fileUrl: 'https://a', title: 'A' }] },
    patch: { attachments: [{ fileUrl: 'https://a', title: 'Mine' }] },
    theirs: { attachments: [{ fileUrl: 'https://a', title: 'Theirs' }] },
    sent: { attachments: [{ fileUrl: 'https://a', title: 'Mine' }] },
  },
];

describe('mergeEdit inside of lists', () => {
  for (const { name, base, patch, theirs, sent } of MERGES) {
    it(`mergeEdit of ${name}`, () => {
      expect(mergeEdit(base, patch, theirs, 'ask')).toEqual({ patch: sent, fields: [] });
    });
  }

  for (const { name, field, base, patch, theirs, sent, sentForTheirs = {} } of CONFLICTS) {
    it(`mergeEdit of ${name}: is a conflict, and each choice decides no more than that`, () => {
      expect(mergeEdit(base, patch, theirs, 'ask')).toEqual({ patch: {}, fields: [field] });
      expect(mergeEdit(base, patch, theirs, 'mine')).toEqual({ patch: sent, fields: [] });
      expect(mergeEdit(base, patch, theirs, 'theirs')).toEqual({
        patch: sentForTheirs,
        fields: [],
      });
    });
  }
});

function popups(...minutes: readonly number[]) {
  return minutes.map((each) => ({ method: 'popup', minutes: each }));
}
