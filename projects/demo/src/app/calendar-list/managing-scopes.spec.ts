import { missingManagingScopes } from './managing-scopes';

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

describe('missingManagingScopes', () => {
  it('returns those that were not granted', () => {
    expect(
      missingManagingScopes([scope('calendar.readonly'), scope('calendar.calendars')]),
    ).toEqual([scope('calendar.calendarlist')]);
  });

  it('returns none where all of the calendar was granted', () => {
    expect(missingManagingScopes([scope('calendar')])).toEqual([]);
  });
});
