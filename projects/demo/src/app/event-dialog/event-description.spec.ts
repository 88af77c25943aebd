import type { AnyEvent } from '../accounts/any-account';
import { eventDescription } from './event-description';

const EVENT: AnyEvent = {
  id: 'e1',
  calendarId: 'ada@example.com',
  title: 'Tea',
  start: '2026-11-22T16:00:00+01:00',
  end: '2026-11-22T17:00:00+01:00',
  allDay: false,
  status: 'confirmed',
  editable: true,
  description: 'Bring <b>tea</b> &amp; cake\n',
};

describe('eventDescription', () => {
  it('of Google: HTML is shown as its text', () => {
    expect(eventDescription({ ...EVENT, googleEvent: {} })).toBe('Bring tea & cake');
  });

  it('of Outlook: what looks like HTML is what somebody has typed, and stays', () => {
    expect(eventDescription(EVENT)).toBe('Bring <b>tea</b> &amp; cake');
  });
});
