import { alreadyApplied } from './applied-patch';

describe('alreadyApplied', () => {
  const stored = {
    summary: 'Party',
    start: { dateTime: '2026-06-01T09:00:00+02:00', timeZone: 'Europe/Berlin' },
    attendees: [
      { email: 'ada@example.com', responseStatus: 'accepted', self: true, organizer: true },
      { email: 'ben@example.com', responseStatus: 'needsAction' },
    ],
    reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] },
  };

  for (const { name, patch } of [
    { name: 'the same text', patch: { summary: 'Party' } },
    {
      name: 'guests as they were sent, in another order and another case',
      patch: { attendees: [{ email: 'Ben@example.com' }, { email: 'ada@example.com' }] },
    },
    { name: 'a time with another offset', patch: { start: { dateTime: '2026-06-01T07:00:00Z' } } },
    {
      name: 'reminders',
      patch: { reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 10 }] } },
    },
    { name: 'a field that is removed and not there', patch: { location: null } },
  ]) {
    it(`alreadyApplied: ${name}`, () => {
      expect(alreadyApplied(stored, patch)).toBe(true);
    });
  }

  for (const { name, patch } of [
    { name: 'another text', patch: { summary: 'Funeral' } },
    { name: 'one guest fewer', patch: { attendees: [{ email: 'ada@example.com' }] } },
    {
      name: 'another guest',
      patch: { attendees: [{ email: 'ada@example.com' }, { email: 'cy@example.com' }] },
    },
    {
      name: 'another answer of a guest',
      patch: {
        attendees: [
          { email: 'ada@example.com', responseStatus: 'declined' },
          { email: 'ben@example.com' },
        ],
      },
    },
    { name: 'no guests', patch: { attendees: [] } },
    { name: 'a field that is removed and there', patch: { summary: null } },
  ]) {
    it(`alreadyApplied: not with ${name}`, () => {
      expect(alreadyApplied(stored, patch)).toBe(false);
    });
  }
});
