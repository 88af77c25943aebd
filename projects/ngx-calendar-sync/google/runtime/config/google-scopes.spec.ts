import {
  allowsCommand,
  canListCalendars,
  canReadProfile,
  canWriteEvents,
  missingScopes,
} from './google-scopes';

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

describe('Google scopes', () => {
  it('missingScopes: a granted scope includes the narrower ones, not the other way round', () => {
    const narrow = ['calendar.readonly', 'calendar.events.owned', 'calendar.calendarlist.readonly'];
    expect(missingScopes(narrow.map(scope), [scope('calendar')])).toEqual([]);
    expect(missingScopes(narrow.map(scope), [scope('calendar.readonly')])).toEqual([
      scope('calendar.events.owned'),
    ]);
    expect(missingScopes([scope('calendar')], narrow.map(scope))).toEqual([scope('calendar')]);
  });

  it('canReadProfile: email counts under its short and its long name, and only with openid', () => {
    expect(canReadProfile(['openid', scope('userinfo.email')])).toBeTrue();
    expect(canReadProfile(['openid', 'email'])).toBeTrue();
    expect(canReadProfile(['openid'])).toBeFalse();
    expect(canReadProfile([scope('calendar')])).toBeFalse();
  });

  it('canListCalendars: only scopes of the calendar list and wider ones allow it', () => {
    expect(canListCalendars([scope('calendar.readonly')])).toBeTrue();
    expect(canListCalendars([scope('calendar.calendarlist')])).toBeTrue();
    expect(canListCalendars([scope('calendar.events')])).toBeFalse();
    expect(canListCalendars([scope('calendar.events.public.readonly')])).toBeFalse();
  });

  it('canWriteEvents: needs both a role and a scope that allow it', () => {
    const owned = [scope('calendar.events.owned')];
    expect(canWriteEvents(owned, 'owner')).toBeTrue();
    expect(canWriteEvents(owned, 'writer')).toBeFalse();
    expect(canWriteEvents([scope('calendar.events')], 'writer')).toBeTrue();
    expect(canWriteEvents([scope('calendar')], 'reader')).toBeFalse();
    expect(canWriteEvents([scope('calendar.readonly')], 'owner')).toBeFalse();
  });

  it('allowsCommand: by the scope itself or a wider one; calendar.app.created for calendars alone', () => {
    expect(allowsCommand([scope('calendar')], 'acls')).toBeTrue();
    expect(allowsCommand([scope('calendar.acls')], 'acls.readonly')).toBeTrue();
    expect(allowsCommand([scope('calendar.acls.readonly')], 'acls')).toBeFalse();
    expect(allowsCommand([scope('calendar.readonly')], 'acls.readonly')).toBeFalse();
    expect(allowsCommand([scope('calendar.readonly')], 'settings.readonly')).toBeTrue();
    expect(allowsCommand([scope('calendar.calendars')], 'calendarlist')).toBeFalse();
    const created = [scope('calendar.app.created')];
    expect(allowsCommand(created, 'calendars')).toBeTrue();
    expect(allowsCommand(created, 'calendarlist')).toBeTrue();
    expect(allowsCommand(created, 'acls')).toBeFalse();
  });
});
