import { filter, firstValueFrom, map } from 'rxjs';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import {
  undoLastWrite,
  type WriteScenario,
} from '../../../service/specs/faults/write-fault-matrix';
import type { Account } from './account';
import type { CopyingApp } from './copying-app';

type Scenario = WriteScenario<Account, CopyingApp>;

const DURABLE = { durable: true } as const;

/** Mondays at nine, one of them renamed and moved, one deleted. */
const WEEKS = {
  seriesId: 'weekly',
  third: 'weekly_20260518T090000Z',
  prepare: async (account: Account) => {
    const events = eventsPath(account);
    await account.ask(`${events}/weekly_20260525T090000Z`, {}, 'PATCH', {
      summary: 'Excursion',
      start: { dateTime: '2026-05-26T12:00:00Z' },
      end: { dateTime: '2026-05-26T13:00:00Z' },
    });
    await account.ask(`${events}/weekly_20260608T090000Z`, {}, 'DELETE');
  },
};

/** The dates of the weekly series from its third one on that are there under its own name. */
const LATER_WEEKS = [
  '2026-05-18',
  '2026-06-01',
  '2026-06-15',
  '2026-06-22',
  '2026-06-29',
  '2026-07-06',
  '2026-07-13',
  '2026-07-20',
];
const EXCURSION = 'own 2026-05-26T12:00Z Excursion';
const ALL_WEEKS = ['2026-05-04', '2026-05-11', ...LATER_WEEKS];
const weeksOf = (title: string, days: readonly string[], time = '09:00', calendar = 'own') =>
  days.map((day) => `${calendar} ${day}T${time}Z ${title}`);

const INVITATION = {
  id: 'banquet',
  summary: 'Banquet',
  start: { dateTime: '2026-05-09T12:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-05-09T20:00:00Z', timeZone: 'UTC' },
};
const invite = (account: Account, more: object = {}): Promise<unknown> =>
  account.ask(eventsPath(account), {}, 'POST', {
    ...INVITATION,
    ...more,
    attendees: [{ email: account.email }, { email: 'bride@example.com' }],
  });
/** On the ninth and the tenth, the second one renamed. */
const inviteTwice = async (account: Account): Promise<void> => {
  await invite(account, { recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] });
  await account.ask(`${eventsPath(account)}/banquet_20260510T120000Z`, {}, 'PATCH', {
    summary: 'Brunch',
  });
};

export const WRITE_SCENARIOS: Readonly<Record<string, Scenario>> = {
  'adding an event': {
    write: ({ service }, account) =>
      service.addEvent(
        account.idOf('own'),
        { title: 'Picnic', start: '2026-05-06T12:00Z', end: '2026-05-06T13:00Z' },
        DURABLE,
      ),
    added: ['own 2026-05-06T12:00Z Picnic'],
    gone: [],
  },
  'changing an event': {
    write: ({ service }, account) =>
      service.updateEvent(account.idOf('own'), { id: 'review', title: 'Retrospective' }, DURABLE),
    added: ['own 2026-05-12T14:00Z Retrospective'],
    gone: ['own 2026-05-12T14:00Z Event review'],
  },
  'deleting an event': {
    write: ({ service }, account) => service.deleteEvent(account.idOf('own'), 'review', DURABLE),
    added: [],
    gone: ['own 2026-05-12T14:00Z Event review'],
  },
  'bringing an event back': {
    write: async (app, account) => {
      const event = await shown(app, 'review');
      await account.ask(`${eventsPath(account)}/review`, {}, 'DELETE');
      return app.service.restoreEvent(event, DURABLE);
    },
    added: [],
    gone: [],
  },
  'moving an event to another calendar': {
    write: async (app, account) =>
      app.service.moveEvent(await shown(app, 'review'), account.idOf('club'), DURABLE),
    added: ['club 2026-05-12T14:00Z Event review'],
    gone: ['own 2026-05-12T14:00Z Event review'],
  },
  'answering an invitation': {
    prepare: invite,
    write: async (app) => app.service.respond(await shown(app, 'banquet'), 'accepted', DURABLE),
    added: ['own 2026-05-09T12:00Z Banquet (accepted, needsAction)'],
    gone: ['own 2026-05-09T12:00Z Banquet (needsAction, needsAction)'],
  },
  'changing one occurrence': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) =>
      service.updateEvent(account.idOf('own'), { id: WEEKS.third, title: 'Meeting' }, DURABLE),
    added: ['own 2026-05-18T09:00Z Meeting'],
    gone: ['own 2026-05-18T09:00Z Event weekly'],
  },
  'changing an occurrence and the following ones': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) =>
      service.updateEvent(
        account.idOf('own'),
        { id: WEEKS.third, title: 'Meeting' },
        { ...DURABLE, scope: 'following' },
      ),
    added: weeksOf('Meeting', LATER_WEEKS),
    gone: weeksOf('Event weekly', LATER_WEEKS),
  },
  'deleting an occurrence and the following ones': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) =>
      service.deleteEvent(account.idOf('own'), WEEKS.third, { ...DURABLE, scope: 'following' }),
    added: [],
    gone: [...weeksOf('Event weekly', LATER_WEEKS), EXCURSION],
  },
  'moving all of a series in time': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) =>
      service.updateEvent(
        account.idOf('own'),
        { id: WEEKS.third, start: '2026-05-18T10:00Z', end: '2026-05-18T10:30Z' },
        { ...DURABLE, scope: 'all' },
      ),
    added: weeksOf('Event weekly', ALL_WEEKS, '10:00'),
    gone: weeksOf('Event weekly', ALL_WEEKS),
  },
  'changing all of a series': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) =>
      service.updateEvent(
        account.idOf('own'),
        { id: WEEKS.third, title: 'Meeting' },
        { ...DURABLE, scope: 'all' },
      ),
    added: weeksOf('Meeting', ALL_WEEKS),
    gone: weeksOf('Event weekly', ALL_WEEKS),
  },
  'adding a series': {
    write: ({ service }, account) =>
      service.addEvent(
        account.idOf('own'),
        {
          title: 'Picnic',
          start: '2026-05-06T12:00Z',
          end: '2026-05-06T13:00Z',
          recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
        },
        DURABLE,
      ),
    hasUsualPull: true,
    added: ['own 2026-05-06T12:00Z Picnic', 'own 2026-05-07T12:00Z Picnic'],
    gone: [],
  },
  'deleting one occurrence': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) => service.deleteEvent(account.idOf('own'), WEEKS.third, DURABLE),
    hasUsualPull: true,
    added: [],
    gone: ['own 2026-05-18T09:00Z Event weekly'],
  },
  'moving one occurrence in time': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) =>
      service.updateEvent(
        account.idOf('own'),
        { id: WEEKS.third, start: '2026-05-19T10:00Z', end: '2026-05-19T10:30Z' },
        DURABLE,
      ),
    hasUsualPull: true,
    added: ['own 2026-05-19T10:00Z Event weekly'],
    gone: ['own 2026-05-18T09:00Z Event weekly'],
  },
  'deleting all of a series': {
    prepare: WEEKS.prepare,
    write: ({ service }, account) =>
      service.deleteEvent(account.idOf('own'), WEEKS.third, { ...DURABLE, scope: 'all' }),
    hasUsualPull: true,
    added: [],
    gone: [...weeksOf('Event weekly', ALL_WEEKS), EXCURSION],
  },
  'answering an invitation to one occurrence': {
    prepare: inviteTwice,
    write: async (app) =>
      app.service.respond(await shown(app, 'banquet_20260509T120000Z'), 'accepted', {
        ...DURABLE,
        scope: 'this',
      }),
    hasUsualPull: true,
    added: ['own 2026-05-09T12:00Z Banquet (accepted, needsAction)'],
    gone: ['own 2026-05-09T12:00Z Banquet (needsAction, needsAction)'],
  },
  'answering an invitation to all of a series': {
    prepare: inviteTwice,
    write: async (app) =>
      app.service.respond(await shown(app, 'banquet_20260509T120000Z'), 'accepted', {
        ...DURABLE,
        scope: 'all',
      }),
    hasUsualPull: true,
    // Google gives an exception an answer of its own.
    added: ['own 2026-05-09T12:00Z Banquet (accepted, needsAction)'],
    gone: ['own 2026-05-09T12:00Z Banquet (needsAction, needsAction)'],
  },
  'moving a series to another calendar': {
    prepare: WEEKS.prepare,
    write: async (app, account) =>
      app.service.moveEvent(await shown(app, WEEKS.third), account.idOf('club'), {
        ...DURABLE,
        scope: 'all',
      }),
    hasUsualPull: true,
    added: [
      ...weeksOf('Event weekly', ALL_WEEKS, '09:00', 'club'),
      'club 2026-05-26T12:00Z Excursion',
    ],
    gone: [...weeksOf('Event weekly', ALL_WEEKS), EXCURSION],
  },
  'making a series of an event': {
    write: ({ service }, account) =>
      service.updateEvent(
        account.idOf('own'),
        { id: 'review', recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] },
        DURABLE,
      ),
    hasUsualPull: true,
    added: ['own 2026-05-13T14:00Z Event review'],
    gone: [],
  },
  'making one event of a series': {
    write: ({ service }, account) =>
      service.updateEvent(
        account.idOf('own'),
        { id: WEEKS.third, recurrence: null },
        { ...DURABLE, scope: 'all' },
      ),
    hasUsualPull: true,
    added: [],
    gone: weeksOf('Event weekly', [...ALL_WEEKS.slice(1), '2026-05-25', '2026-06-08']),
  },
  'adding an event with a conference': {
    write: ({ service }, account) =>
      service.addEvent(
        account.idOf('own'),
        {
          title: 'Call',
          start: '2026-05-06T12:00Z',
          end: '2026-05-06T13:00Z',
          conference: 'create',
        },
        DURABLE,
      ),
    hasUsualPull: true,
    added: ['own 2026-05-06T12:00Z Call with a conference'],
    gone: [],
  },
  'moving an event in time that somebody else has renamed': {
    write: async ({ service }, account) => {
      await account.ask(`${eventsPath(account)}/review`, {}, 'PATCH', { summary: 'Retrospective' });
      return service.updateEvent(
        account.idOf('own'),
        { id: 'review', start: '2026-05-12T16:00Z', end: '2026-05-12T16:30Z' },
        DURABLE,
      );
    },
    added: ['own 2026-05-12T16:00Z Retrospective'],
    gone: ['own 2026-05-12T14:00Z Event review'],
  },
  'taking the division of a series back': {
    prepare: WEEKS.prepare,
    writeBefore: ({ service }, account) =>
      service.updateEvent(
        account.idOf('own'),
        { id: WEEKS.third, title: 'Meeting' },
        { scope: 'following' },
      ),
    write: undoLastWrite,
    added: [],
    gone: [],
  },
};

function eventsPath(account: Account): string {
  return `calendars/${encodeURIComponent(account.idOf('own'))}/events`;
}

/** The event as the app shows it. */
function shown(app: CopyingApp, id: string): Promise<GoogleCalendarEvent> {
  return firstValueFrom(
    app.service.events$.pipe(
      map((events) => events.find((event) => event.id === id)),
      filter((event) => event !== undefined),
    ),
  );
}
