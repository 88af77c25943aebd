import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleEventPatch } from '../runtime/api/api-request';
import { patched } from './event-patch';
import { undoingPatch } from './undoing-patch';

const ADA = { email: 'ada@example.com' };
const BEN = { email: 'ben@example.com', responseStatus: 'needsAction' };
const BEN_ACCEPTED = { ...BEN, responseStatus: 'accepted' };

const BEFORE: GoogleEvent = {
  summary: 'Meeting',
  start: { dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Berlin' },
  end: { dateTime: '2026-06-10T10:00:00+02:00', timeZone: 'Europe/Berlin' },
  attendees: [ADA, BEN],
  reminders: { useDefault: true },
  extendedProperties: { private: { a: '1', b: '1' } },
  source: { title: 'Page' },
};

describe('undoingPatch', () => {
  const cases: readonly {
    readonly name: string;
    readonly before?: GoogleEvent;
    readonly patch: GoogleEventPatch;
    readonly undoing: GoogleEventPatch;
  }[] = [
    {
      name: 'a field has its value again, and one that there was not is removed',
      patch: { summary: 'New', location: 'New' },
      undoing: { summary: 'Meeting', location: null },
    },
    {
      name: 'a field that was removed is there again',
      patch: { summary: null },
      undoing: { summary: 'Meeting' },
    },
    {
      name: 'what the patch has not changed is left alone',
      patch: { summary: 'Meeting', attendees: [ADA, BEN] },
      undoing: {},
    },
    {
      name: 'an all-day event has its hours again',
      patch: {
        start: { date: '2026-06-10', dateTime: null, timeZone: null },
        end: { date: '2026-06-11', dateTime: null, timeZone: null },
      },
      undoing: {
        start: { date: null, dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Berlin' },
        end: { date: null, dateTime: '2026-06-10T10:00:00+02:00', timeZone: 'Europe/Berlin' },
      },
    },
    {
      name: 'guests are as before',
      patch: { attendees: [ADA] },
      undoing: { attendees: [ADA, BEN] },
    },
    {
      name: 'guests that there were not are removed',
      before: {},
      patch: { attendees: [ADA] },
      undoing: { attendees: null },
    },
    {
      name: 'of a part of the guests, only those that have changed are as before',
      patch: { attendees: [ADA, BEN_ACCEPTED], attendeesOmitted: true },
      undoing: { attendees: [BEN], attendeesOmitted: true },
    },
    {
      name: 'reminders are as before, without those that were added',
      patch: { reminders: { overrides: [{ method: 'popup', minutes: 5 }], useDefault: false } },
      undoing: { reminders: { overrides: null, useDefault: true } },
    },
    {
      name: 'of extended properties only those that the patch names',
      patch: { extendedProperties: { private: { a: null, c: '3' }, shared: { d: '4' } } },
      undoing: { extendedProperties: { private: { a: '1', c: null }, shared: { d: null } } },
    },
    {
      name: 'extended properties that were removed all are there again',
      patch: { extendedProperties: null },
      undoing: { extendedProperties: { private: { a: '1', b: '1' } } },
    },
    {
      name: 'extended properties of which one kind was removed are there again',
      patch: { extendedProperties: { private: null } },
      undoing: { extendedProperties: { private: { a: '1', b: '1' } } },
    },
    {
      name: 'a member of an object',
      patch: { source: { title: 'New', url: 'https://new' } },
      undoing: { source: { title: 'Page', url: null } },
    },
    {
      name: 'a label that a new colour has removed is there again',
      before: { eventLabelId: 'label' },
      patch: { colorId: '5' },
      undoing: { colorId: null, eventLabelId: 'label' },
    },
    {
      name: 'a label that was given is removed, and the colour stays',
      before: { colorId: '5' },
      patch: { eventLabelId: 'label' },
      undoing: { eventLabelId: '' },
    },
    {
      name: 'a conference that was removed is there again as a whole',
      before: { conferenceData: { conferenceId: 'a', notes: 'n' } },
      patch: { conferenceData: null },
      undoing: { conferenceData: { conferenceId: 'a', notes: 'n' } },
    },
    {
      name: 'a conference that is written as it was is left alone',
      before: { conferenceData: { conferenceId: 'a' } },
      patch: { conferenceData: { conferenceId: 'a' } },
      undoing: {},
    },
    {
      name: 'a conference that was asked for is removed',
      patch: { conferenceData: { createRequest: { requestId: 'r' } } },
      undoing: { conferenceData: null },
    },
    {
      name: 'a sequence is not lowered',
      before: { sequence: 1 },
      patch: { sequence: 2 },
      undoing: {},
    },
  ];

  for (const { name, before = BEFORE, patch, undoing } of cases) {
    it(`undoingPatch: ${name}`, () => {
      const after = { ...patched(before, patch), htmlLink: 'https://x' };
      expect(undoingPatch({ ...before, etag: '"1"' }, after, patch)).toEqual(undoing);
    });
  }

  it('undoingPatch: of a part of the guests, one who has answered with the write keeps the answer', () => {
    const patch = { attendees: [BEN_ACCEPTED], attendeesOmitted: true };
    const after = { attendees: [{ ...ADA, responseStatus: 'accepted' }, BEN_ACCEPTED] };
    expect(undoingPatch(BEFORE, after, patch)).toEqual({
      attendees: [BEN],
      attendeesOmitted: true,
    });
  });
});
