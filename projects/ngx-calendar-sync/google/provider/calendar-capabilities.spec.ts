import { aCalendar } from 'ngx-calendar-sync/testing';
import { capabilitiesOf } from './calendar-capabilities';

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

describe('capabilitiesOf', () => {
  const calendars = [
    aCalendar('own', { primary: true }),
    aCalendar('club'),
    aCalendar('team', { accessRole: 'reader' }),
  ];
  const able = (...granted: readonly string[]) =>
    [...capabilitiesOf(calendars, granted.map(scope))].map(([id, capabilities]) => [
      id,
      ...(['rename', 'customize', 'share', 'delete'] as const).filter((name) => capabilities[name]),
    ]);

  it('capabilities: with the scope calendar everything that the role allows', () => {
    expect(able('calendar')).toEqual([
      ['own', 'rename', 'customize', 'share'],
      ['club', 'rename', 'customize', 'share', 'delete'],
      ['team', 'rename', 'customize'],
    ]);
  });

  it('capabilities: with narrow scopes only what these allow', () => {
    expect(able('calendar.readonly', 'calendar.events')).toEqual([['own'], ['club'], ['team']]);
    expect(able('calendar.calendarlist')).toEqual([
      ['own', 'customize'],
      ['club', 'customize'],
      ['team', 'rename', 'customize'],
    ]);
    expect(able('calendar.acls')).toEqual([['own', 'share'], ['club', 'share'], ['team']]);
  });
});
