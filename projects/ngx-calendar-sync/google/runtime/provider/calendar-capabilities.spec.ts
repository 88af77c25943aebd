import { aCalendar } from 'ngx-calendar-sync/testing';
import type { GoogleCalendarListEntry } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendar } from '../mapping/google-calendar-event';
import { capabilitiesOf } from './calendar-capabilities';

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

describe('capabilitiesOf', () => {
  const listed = (
    id: string,
    properties: Parameters<typeof aCalendar>[1] = {},
    googleCalendar: GoogleCalendarListEntry = {},
  ): GoogleCalendar => ({ ...aCalendar(id, properties), googleCalendar });
  const calendars = [
    listed('own', { primary: true }),
    listed('club'),
    listed('team', { accessRole: 'reader' }),
  ];
  const able = (...granted: readonly string[]) => ableIn(calendars, granted);
  const ableIn = (list: readonly GoogleCalendar[], granted: readonly string[]) =>
    [...capabilitiesOf(list, granted.map(scope))].map(([id, capabilities]) => [
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

  it('capabilities: an own calendar that has a name for the account alone is renamed with both scopes', () => {
    const renamed = [listed('club', {}, { summaryOverride: 'Chess' })];
    expect(ableIn(renamed, ['calendar.calendars'])).toEqual([['club', 'delete']]);
    expect(ableIn(renamed, ['calendar.calendarlist'])).toEqual([['club', 'customize']]);
    expect(ableIn(renamed, ['calendar.calendars', 'calendar.calendarlist'])).toEqual([
      ['club', 'rename', 'customize', 'delete'],
    ]);
  });
});
