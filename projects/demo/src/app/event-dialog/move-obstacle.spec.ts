import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { moveObstacle } from './move-obstacle';

const EVENT: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'team@group.calendar.google.com',
  title: 'Tea',
  start: '2026-11-22',
  end: '2026-11-23',
  allDay: true,
  status: 'confirmed',
  editable: true,
  googleEvent: { id: 'e1' },
};

describe('moveObstacle', () => {
  it('lets an ordinary event move, whoever of the calendar reads it', () => {
    expect(moveObstacle(EVENT)).toBeUndefined();
    expect(moveObstacle({ ...EVENT, organizer: { self: true } })).toBeUndefined();
    expect(moveObstacle({ ...EVENT, organizer: { email: EVENT.calendarId } })).toBeUndefined();
  });

  it('keeps one date of a series, status events, and what somebody else has arranged', () => {
    expect(moveObstacle({ ...EVENT, seriesId: 's1' })).toContain('series');
    expect(moveObstacle({ ...EVENT, eventType: 'outOfOffice' })).toContain('kind');
    expect(moveObstacle({ ...EVENT, organizer: { email: 'noor@example.com' } })).toContain(
      'organizer',
    );
  });
});
