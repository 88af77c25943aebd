import { filter, firstValueFrom, map } from 'rxjs';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import {
  undoLastWrite,
  type WriteScenario,
} from '../../../service/specs/faults/write-fault-matrix';
import { aUser, control } from '../outlook-app';
import { type Account, eventPath, hourAt } from './account';
import type { CopyingApp } from './copying-app';

type Scenario = WriteScenario<Account, CopyingApp>;

const DURABLE = { durable: true } as const;
const REVIEW = 'own 2026-05-12T14:00 Review';

/** Mondays at nine, one of them renamed, one renamed and moved far away, one deleted. */
const prepareWeeks = async (account: Account): Promise<void> => {
  await account.patch('Weekly', '2026-05-11', { subject: 'Kick-off' });
  await account.patch('Weekly', '2026-05-25', { subject: 'Excursion', ...hourAt('2026-05-28T12') });
  await account.delete('Weekly', '2026-06-08');
};
/** The dates of the weekly series from its third one on that are there under its own name. */
const LATER_WEEKS = [
  '2026-05-18',
  '2026-06-01',
  '2026-06-15',
  '2026-06-22',
  '2026-06-29',
  '2026-07-06',
];
const ALL_WEEKS = ['2026-05-04', ...LATER_WEEKS];
const EXCURSION = 'own 2026-05-28T12:00 Excursion';
const weeksOf = (title: string, days: readonly string[], time = '09:00') =>
  days.map((day) => `own ${day}T${time} ${title}`);
const thirdWeek = (app: CopyingApp) => shown(app, 'Weekly', '2026-05-18');

/** Somebody else's event at noon on the ninth. */
const invite = async ({ email }: Account, more: OutlookEvent = {}): Promise<string> => {
  const organizer = await aUser(undefined, { timeZone: 'UTC', kind: 'work' });
  const attendees = [{ emailAddress: { address: email } }];
  const body = { subject: 'Banquet', ...hourAt('2026-05-09T12'), attendees, ...more };
  await control('as', { email: organizer, method: 'POST', path: 'me/events', body });
  return organizer;
};
/** On the ninth, the tenth and the eleventh, the second one renamed. */
const inviteDaily = async (account: Account): Promise<void> => {
  const organizer = await invite(account, {
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-05-09', numberOfOccurrences: 3 },
    },
  });
  const view =
    'me/calendarView?startDateTime=2026-05-10T00:00:00Z&endDateTime=2026-05-11T00:00:00Z';
  const { value } = await control<{ value: readonly OutlookEvent[] }>('as', {
    email: organizer,
    method: 'GET',
    path: view,
  });
  await control('as', {
    email: organizer,
    method: 'PATCH',
    path: eventPath(value[0]?.id ?? ''),
    body: { subject: 'Brunch' },
  });
};

export const WRITE_SCENARIOS: Readonly<Record<string, Scenario>> = {
  'adding an event': {
    write: ({ service }, account) =>
      service.addEvent(
        account.idOf('own'),
        { title: 'New', start: '2026-05-14T10:00:00Z', end: '2026-05-14T11:00:00Z' },
        DURABLE,
      ),
    added: ['own 2026-05-14T10:00 New'],
    gone: [],
  },
  'adding a series': {
    write: ({ service }, account) =>
      service.addEvent(
        account.idOf('own'),
        {
          title: 'New',
          start: '2026-05-14T10:00:00Z',
          end: '2026-05-14T11:00:00Z',
          recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
        },
        DURABLE,
      ),
    added: ['own 2026-05-14T10:00 New', 'own 2026-05-15T10:00 New'],
    gone: [],
  },
  'changing an event': {
    write: async (app, account) => {
      const { id } = await shown(app, 'Review');
      return app.service.updateEvent(account.idOf('own'), { id, title: 'Retrospective' }, DURABLE);
    },
    added: ['own 2026-05-12T14:00 Retrospective'],
    gone: [REVIEW],
  },
  'deleting an event': {
    write: async (app, account) =>
      app.service.deleteEvent(account.idOf('own'), (await shown(app, 'Review')).id, DURABLE),
    added: [],
    gone: [REVIEW],
  },
  'bringing an event back': {
    write: async (app, account) => {
      const event = await shown(app, 'Review');
      await account.ask(eventPath(event.id), 'DELETE');
      return app.service.restoreEvent(event, DURABLE);
    },
    hasUsualPull: true,
    added: [],
    gone: [],
  },
  'moving an event in time that somebody else has renamed': {
    write: async (app, account) => {
      const { id } = await shown(app, 'Review');
      await account.ask(eventPath(id), 'PATCH', { subject: 'Retrospective' });
      return app.service.updateEvent(
        account.idOf('own'),
        { id, start: '2026-05-12T16:00:00Z', end: '2026-05-12T16:30:00Z' },
        DURABLE,
      );
    },
    hasUsualPull: true,
    added: ['own 2026-05-12T16:00 Retrospective'],
    gone: [REVIEW],
  },
  'moving an event to another calendar': {
    write: async (app, account) =>
      app.service.moveEvent(await shown(app, 'Review'), account.idOf('club'), DURABLE),
    added: ['club 2026-05-12T14:00 Review'],
    gone: [REVIEW],
  },
  'accepting an invitation': {
    prepare: invite,
    write: async (app) => app.service.respond(await shown(app, 'Banquet'), 'accepted', DURABLE),
    added: ['own 2026-05-09T12:00 Banquet (accepted)'],
    gone: ['own 2026-05-09T12:00 Banquet (notResponded)'],
  },
  'changing one occurrence': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      return app.service.updateEvent(account.idOf('own'), { id, title: 'Meeting' }, DURABLE);
    },
    added: weeksOf('Meeting', ['2026-05-18']),
    gone: weeksOf('Weekly', ['2026-05-18']),
  },
  'deleting one occurrence': {
    prepare: prepareWeeks,
    write: async (app, account) =>
      app.service.deleteEvent(account.idOf('own'), (await thirdWeek(app)).id, DURABLE),
    added: [],
    gone: weeksOf('Weekly', ['2026-05-18']),
  },
  'changing an occurrence and the following ones': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      const edit = { id, title: 'Meeting' };
      return app.service.updateEvent(account.idOf('own'), edit, { ...DURABLE, scope: 'following' });
    },
    added: weeksOf('Meeting', LATER_WEEKS),
    gone: weeksOf('Weekly', LATER_WEEKS),
  },
  'deleting an occurrence and the following ones': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      return app.service.deleteEvent(account.idOf('own'), id, { ...DURABLE, scope: 'following' });
    },
    added: [],
    gone: [...weeksOf('Weekly', LATER_WEEKS), EXCURSION],
  },
  'deleting all of a series': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      return app.service.deleteEvent(account.idOf('own'), id, { ...DURABLE, scope: 'all' });
    },
    hasUsualPull: true,
    added: [],
    gone: [...weeksOf('Weekly', ALL_WEEKS), ...weeksOf('Kick-off', ['2026-05-11']), EXCURSION],
  },
  'changing all of a series': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      const edit = { id, title: 'Meeting' };
      return app.service.updateEvent(account.idOf('own'), edit, { ...DURABLE, scope: 'all' });
    },
    added: weeksOf('Meeting', ALL_WEEKS),
    gone: weeksOf('Weekly', ALL_WEEKS),
  },
  'moving all of a series in time': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      const edit = { id, start: '2026-05-18T10:00:00Z', end: '2026-05-18T10:30:00Z' };
      return app.service.updateEvent(account.idOf('own'), edit, { ...DURABLE, scope: 'all' });
    },
    added: [
      ...weeksOf('Weekly', ALL_WEEKS, '10:00'),
      ...weeksOf('Kick-off', ['2026-05-11'], '10:00'),
    ],
    gone: [...weeksOf('Weekly', ALL_WEEKS), ...weeksOf('Kick-off', ['2026-05-11'])],
  },
  'moving one occurrence in time': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      const edit = { id, start: '2026-05-19T10:00:00Z', end: '2026-05-19T10:30:00Z' };
      return app.service.updateEvent(account.idOf('own'), edit, { ...DURABLE, scope: 'this' });
    },
    hasUsualPull: true,
    added: ['own 2026-05-19T10:00 Weekly'],
    gone: weeksOf('Weekly', ['2026-05-18']),
  },
  'answering an invitation to one occurrence': {
    prepare: inviteDaily,
    write: async (app) =>
      app.service.respond(await shown(app, 'Banquet', '2026-05-09'), 'accepted', {
        ...DURABLE,
        scope: 'this',
      }),
    hasUsualPull: true,
    added: ['own 2026-05-09T12:00 Banquet (accepted)'],
    gone: ['own 2026-05-09T12:00 Banquet (notResponded)'],
  },
  'answering an invitation to all of a series': {
    prepare: inviteDaily,
    write: async (app) =>
      app.service.respond(await shown(app, 'Banquet', '2026-05-09'), 'accepted', {
        ...DURABLE,
        scope: 'all',
      }),
    hasUsualPull: true,
    // As in the emulator: an exception has an answer of its own.
    added: ['own 2026-05-09T12:00 Banquet (accepted)', 'own 2026-05-11T12:00 Banquet (accepted)'],
    gone: [
      'own 2026-05-09T12:00 Banquet (notResponded)',
      'own 2026-05-11T12:00 Banquet (notResponded)',
    ],
  },
  'making a series of an event': {
    write: async (app, account) => {
      const { id } = await shown(app, 'Review');
      const edit = { id, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] };
      return app.service.updateEvent(account.idOf('own'), edit, DURABLE);
    },
    hasUsualPull: true,
    added: ['own 2026-05-13T14:00 Review'],
    gone: [],
  },
  'making one event of a series': {
    prepare: prepareWeeks,
    write: async (app, account) => {
      const { id } = await thirdWeek(app);
      const edit = { id, recurrence: null };
      return app.service.updateEvent(account.idOf('own'), edit, { ...DURABLE, scope: 'all' });
    },
    hasUsualPull: true,
    added: [],
    gone: [...weeksOf('Weekly', LATER_WEEKS), ...weeksOf('Kick-off', ['2026-05-11']), EXCURSION],
  },
  'adding an event with an online meeting': {
    write: ({ service }, account) =>
      service.addEvent(
        account.idOf('own'),
        {
          title: 'Call',
          start: '2026-05-14T10:00:00Z',
          end: '2026-05-14T11:00:00Z',
          conference: 'create',
        },
        DURABLE,
      ),
    hasUsualPull: true,
    added: ['own 2026-05-14T10:00 Call with an online meeting'],
    gone: [],
  },
  'adding an online meeting to an event': {
    write: async (app, account) => {
      const { id } = await shown(app, 'Review');
      const edit = { id, conference: 'create' } as const;
      return app.service.updateEvent(account.idOf('own'), edit, DURABLE);
    },
    hasUsualPull: true,
    added: [`${REVIEW} with an online meeting`],
    gone: [REVIEW],
  },
  'taking the division of a series back': {
    prepare: prepareWeeks,
    writeBefore: async (app, account) => {
      const { id } = await thirdWeek(app);
      const edit = { id, title: 'Meeting' };
      return app.service.updateEvent(account.idOf('own'), edit, { scope: 'following' });
    },
    write: undoLastWrite,
    hasUsualPull: true,
    added: [],
    gone: [],
  },
};

/**
 * The events of two calendars, series as occurrences, a line each: calendar, start, title, what was answered, and whether there is
 * an online meeting to join.
 */
export async function listedLines(account: Account): Promise<readonly string[]> {
  const lines = await Promise.all(
    (['own', 'club'] as const).map(async (name) =>
      (await account.view(name)).map(
        ({ subject = '', start, attendees = [], responseStatus, onlineMeeting }) => {
          const told = attendees.length > 0 ? ` (${responseStatus?.response ?? ''})` : '';
          const joined = onlineMeeting?.joinUrl ? ' with an online meeting' : '';
          return `${name} ${start?.dateTime?.slice(0, 16) ?? ''} ${subject ?? ''}${told}${joined}`;
        },
      ),
    ),
  );
  return lines.flat().sort();
}

/** The event as the app shows it. */
function shown(app: CopyingApp, title: string, day = ''): Promise<OutlookCalendarEvent> {
  return firstValueFrom(
    app.service.events$.pipe(
      map((events) => events.find((each) => each.title === title && each.start.startsWith(day))),
      filter((event) => event !== undefined),
    ),
  );
}
