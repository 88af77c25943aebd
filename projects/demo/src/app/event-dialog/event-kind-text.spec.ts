import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { eventKindText } from './event-kind-text';

const EVENT: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'ada@example.com',
  title: 'Away',
  start: '2026-11-22',
  end: '2026-11-23',
  allDay: true,
  status: 'confirmed',
  editable: true,
  googleEvent: { id: 'e1' },
};

describe('eventKindText', () => {
  it('says nothing of an ordinary event', () => {
    expect(eventKindText(EVENT)).toBeUndefined();
    expect(eventKindText({ ...EVENT, eventType: 'default' })).toBeUndefined();
  });

  it('says which invitations an absence declines', () => {
    const outOfOfficeProperties = { autoDeclineMode: 'declineOnlyNewConflictingInvitations' };
    expect(eventKindText({ ...EVENT, eventType: 'outOfOffice', outOfOfficeProperties })).toBe(
      'Out of office: declines new invitations at this time',
    );
    expect(eventKindText({ ...EVENT, eventType: 'outOfOffice' })).toBe('Out of office');
  });

  it('says what focus time does in chat', () => {
    const focusTimeProperties = { autoDeclineMode: 'declineNone', chatStatus: 'doNotDisturb' };
    expect(eventKindText({ ...EVENT, eventType: 'focusTime', focusTimeProperties })).toBe(
      'Focus time: Chat does not disturb',
    );
  });

  it('says where somebody works', () => {
    const at = (workingLocationProperties: object) =>
      eventKindText({ ...EVENT, eventType: 'workingLocation', workingLocationProperties });
    expect(at({ type: 'homeOffice', homeOffice: {} })).toBe('Working from home');
    expect(at({ type: 'officeLocation', officeLocation: { label: 'Studio Halde' } })).toBe(
      'Working at the office: Studio Halde',
    );
    expect(at({ type: 'customLocation', customLocation: { label: 'Hall 3.1' } })).toBe(
      'Working at: Hall 3.1',
    );
  });
});
