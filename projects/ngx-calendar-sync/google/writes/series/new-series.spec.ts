import type { ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import { newSeriesOf } from './new-series';
import { splitSeries } from './split-series';

const BERLIN = 'Europe/Berlin';
const at = (dateTime: string, timeZone = BERLIN): GoogleEventDateTime => ({ dateTime, timeZone });
const wire = (dateTime: string, timeZone = BERLIN) => ({ date: null, dateTime, timeZone });

const CONFERENCE = {
  conferenceId: 'aaa-bbbb-ccc',
  entryPoints: [{ entryPointType: 'video', uri: 'https://meet.google.com/aaa-bbbb-ccc' }],
  conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
};

/** Mondays at 9 in Berlin, for 90 minutes. The clocks go back on 25 October 2026. */
const MASTER: GoogleEvent = {
  id: 'series',
  etag: '"7"',
  iCalUID: 'series@google.com',
  sequence: 3,
  status: 'confirmed',
  created: '2026-10-01T00:00:00Z',
  htmlLink: 'https://www.google.com/calendar/event?eid=x',
  hangoutLink: 'https://meet.google.com/aaa-bbbb-ccc',
  organizer: { email: 'me@example.com', self: true },
  summary: 'Standup',
  description: 'Daily news',
  location: 'Room 1',
  start: at('2026-10-12T09:00:00+02:00'),
  end: at('2026-10-12T10:30:00+02:00'),
  recurrence: [
    'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261123T080000Z',
    'EXDATE;TZID=Europe/Berlin:20261109T090000',
  ],
  attendees: [
    { email: 'me@example.com', self: true, responseStatus: 'accepted' },
    { email: 'ben@example.com', responseStatus: 'declined', comment: 'Away' },
  ],
  reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
  visibility: 'private',
  transparency: 'transparent',
  colorId: '3',
  extendedProperties: { private: { a: '1' }, shared: { b: '2' } },
  guestsCanModify: true,
  guestsCanInviteOthers: false,
  attachments: [{ fileUrl: 'https://drive.google.com/x', title: 'Notes' }],
  conferenceData: { ...CONFERENCE, createRequest: { requestId: 'r1' } },
};

const FROM = '2026-11-02T09:00:00+01:00';

async function newSeries(
  changes: GoogleEventPatch,
  master: GoogleEvent = MASTER,
  from = FROM,
  exceptions: readonly GoogleEvent[] = [],
): Promise<GoogleEvent> {
  const split = await splitSeries(master, exceptions, from);
  return newSeriesOf(master, split, changes, 'newseries', from);
}

describe('newSeriesOf', () => {
  it('new series: it has all that the old one has, with its guests, their answers and its conference', async () => {
    const { etag, iCalUID, sequence, created, htmlLink, hangoutLink, organizer, ...taken } = MASTER;
    expect([etag, iCalUID, sequence, created, htmlLink, hangoutLink, organizer]).not.toContain(
      undefined,
    );
    expect(await newSeries({ summary: 'New', location: null })).toEqual({
      ...Object.fromEntries(Object.entries(taken).filter(([name]) => name !== 'location')),
      id: 'newseries',
      summary: 'New',
      start: at('2026-11-02T09:00:00+01:00'),
      end: at('2026-11-02T10:30:00+01:00'),
      recurrence: MASTER.recurrence ?? [],
      conferenceData: CONFERENCE,
    });
  });

  it('new series: it starts at the original start of the occurrence, read with any offset', async () => {
    const { start, end } = await newSeries({ summary: 'New' }, MASTER, '2026-11-02T08:00:00Z');
    expect([start, end]).toEqual([
      at('2026-11-02T09:00:00+01:00'),
      at('2026-11-02T10:30:00+01:00'),
    ]);
  });

  it('new series: moved to another day and time, its last occurrence and what it leaves out move along', async () => {
    const { start, end, recurrence } = await newSeries({
      start: wire('2026-11-03T14:00:00+01:00'),
      end: wire('2026-11-03T15:00:00+01:00'),
    });
    expect([start, end]).toEqual([
      at('2026-11-03T14:00:00+01:00'),
      at('2026-11-03T15:00:00+01:00'),
    ]);
    expect(recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124T130000Z',
      'EXDATE;TZID=Europe/Berlin:20261110T140000',
    ]);
  });

  it('new series: a longer end changes the length alone', async () => {
    const { start, end, recurrence } = await newSeries({ end: wire('2026-11-02T12:00:00+01:00') });
    expect([start, end, recurrence]).toEqual([
      at('2026-11-02T09:00:00+01:00'),
      at('2026-11-02T12:00:00+01:00'),
      MASTER.recurrence ?? [],
    ]);
  });

  it('new series: an exception whose end is changed keeps its own start', async () => {
    const exception = {
      originalStartTime: at(FROM),
      start: at('2026-11-02T11:00:00+01:00'),
      end: at('2026-11-02T12:30:00+01:00'),
    };
    const changes = { end: wire('2026-11-02T13:00:00+01:00') };
    const { start, end } = await newSeries(changes, MASTER, FROM, [exception]);
    expect([start, end]).toEqual([
      at('2026-11-02T11:00:00+01:00'),
      at('2026-11-02T13:00:00+01:00'),
    ]);
    const renamed = await newSeries({ summary: 'New' }, MASTER, FROM, [exception]);
    expect(renamed.start).toEqual(at('2026-11-02T09:00:00+01:00'));
  });

  it('new series: an exception in a zone of its own does not bring it into the series', async () => {
    const london = 'Europe/London';
    const exception = {
      originalStartTime: at(FROM),
      start: at('2026-11-02T09:00:00+00:00', london),
      end: at('2026-11-02T10:30:00+00:00', london),
    };
    const changes = {
      start: wire('2026-11-02T10:00:00+00:00', london),
      end: wire('2026-11-02T11:30:00+00:00', london),
    };
    const { start, end, recurrence } = await newSeries(changes, MASTER, FROM, [exception]);
    expect([start, end]).toEqual([
      at('2026-11-02T11:00:00+01:00'),
      at('2026-11-02T12:30:00+01:00'),
    ]);
    expect(recurrence?.[1]).toBe('EXDATE;TZID=Europe/Berlin:20261109T110000');
  });

  it('new series: all-day events become timed ones, with the recurrence from there on', async () => {
    const days: GoogleEvent = {
      id: 'days',
      start: { date: '2026-11-02' },
      end: { date: '2026-11-04' },
      recurrence: ['RRULE:FREQ=DAILY;INTERVAL=7;COUNT=5', 'EXDATE;VALUE=DATE:20261123'],
    };
    expect(await newSeries({ summary: 'New' }, days, '2026-11-16')).toEqual({
      id: 'newseries',
      summary: 'New',
      start: { date: '2026-11-16' },
      end: { date: '2026-11-18' },
      recurrence: ['RRULE:FREQ=DAILY;INTERVAL=7;COUNT=3', 'EXDATE;VALUE=DATE:20261123'],
    });
    const times = {
      start: wire('2026-11-16T08:00:00+01:00'),
      end: wire('2026-11-16T09:00:00+01:00'),
    };
    expect(await newSeries(times, days, '2026-11-16')).toEqual({
      id: 'newseries',
      start: at('2026-11-16T08:00:00+01:00'),
      end: at('2026-11-16T09:00:00+01:00'),
      recurrence: [
        'RRULE:FREQ=DAILY;INTERVAL=7;COUNT=3',
        'EXDATE;TZID=Europe/Berlin:20261123T080000',
      ],
    });
  });

  it('new series: a changed rule is that of the new series, and none makes a single event', async () => {
    const times = {
      start: wire('2026-11-03T09:00:00+01:00'),
      end: wire('2026-11-03T10:00:00+01:00'),
    };
    const recurrence = ['RRULE:FREQ=DAILY;COUNT=3'];
    expect((await newSeries({ ...times, recurrence })).recurrence).toEqual(recurrence);
    expect('recurrence' in (await newSeries({ recurrence: null }))).toBeFalse();
  });

  it('new series: while Google is still making the conference, the new series asks for one of its own', async () => {
    const pending = {
      ...MASTER,
      conferenceData: {
        createRequest: {
          requestId: 'r1',
          conferenceSolutionKey: { type: 'hangoutsMeet' },
          status: { statusCode: 'pending' },
        },
      },
    };
    expect((await newSeries({ summary: 'New' }, pending)).conferenceData).toEqual({
      createRequest: {
        requestId: 'newseries',
        conferenceSolutionKey: { type: 'hangoutsMeet' },
      },
    });
    expect('conferenceData' in (await newSeries({ conferenceData: null }))).toBeFalse();
  });
});
