import { filter, firstValueFrom, map } from 'rxjs';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { WriteScenario } from '../../../service/specs/faults/write-fault-matrix';
import type { Account } from './account';
import type { CopyingApp } from './copying-app';

type Scenario = WriteScenario<Account, CopyingApp>;

const DURABLE = { durable: true } as const;

/** Mondays at nine, one of them renamed and moved, one deleted. */
const WEEKS = {
  seriesId: 'weekly',
  third: 'weekly_20260518T090000Z',
  prepare: async (account: Account) => {
    const events = `calendars/${encodeURIComponent(account.idOf('own'))}/events`;
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
const ALL_WEEKS = ['2026-05-04', '2026-05-11', ...LATER_WEEKS];
const weeksOf = (title: string, days: readonly string[], time = '09:00') =>
  days.map((day) => `own ${day}T${time}Z ${title}`);

const INVITATION = {
  id: 'banquet',
  summary: 'Banquet',
  start: { dateTime: '2026-05-09T12:00:00Z' },
  end: { dateTime: '2026-05-09T20:00:00Z' },
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
      const path = `calendars/${encodeURIComponent(account.idOf('own'))}/events/review`;
      await account.ask(path, {}, 'DELETE');
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
    prepare: (account) =>
      account.ask(`calendars/${encodeURIComponent(account.idOf('own'))}/events`, {}, 'POST', {
        ...INVITATION,
        attendees: [{ email: account.email }, { email: 'bride@example.com' }],
      }),
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
    gone: [...weeksOf('Event weekly', LATER_WEEKS), 'own 2026-05-26T12:00Z Excursion'],
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
};

/** The event as the app shows it. */
function shown(app: CopyingApp, id: string): Promise<GoogleCalendarEvent> {
  return firstValueFrom(
    app.service.events$.pipe(
      map((events) => events.find((event) => event.id === id)),
      filter((event) => event !== undefined),
    ),
  );
}
