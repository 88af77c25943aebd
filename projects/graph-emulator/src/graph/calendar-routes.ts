import type { Hono } from 'hono';
import type { CalendarEntry } from '../calendar/mailbox.ts';
import { newChangeKey } from '../calendar/ids.ts';
import { answerList, answerObject, readBody } from './answers.ts';
import { entryOf, expectPermission } from './caller.ts';
import type { Json } from './event-json.ts';
import type { GraphContext, GraphEnv, GraphParts } from './graph-env.ts';
import { accessDenied, badRequest, GraphError, itemNotFound } from './graph-error.ts';
import { readPreferences } from './preferences.ts';
import { pageOf, pageSize, selected } from './query.ts';

/** The colours of `calendarColor`, as Outlook shows them. `auto` has none. */
const HEX_COLORS: Readonly<Record<string, string>> = {
  lightBlue: '#0078d4',
  lightGreen: '#498205',
  lightOrange: '#da3b01',
  lightGray: '#69797e',
  lightYellow: '#c19c00',
  lightTeal: '#038387',
  lightPink: '#e3008c',
  lightBrown: '#8e562e',
  lightRed: '#d13438',
};

/** Lists and single calendars. */
export function addCalendarRoutes(app: Hono<GraphEnv>, parts: GraphParts): void {
  for (const list of [
    '/me/calendars',
    '/users/:user/calendars',
    '/me/calendarGroups/:groupId/calendars',
  ]) {
    app.get(list, (context) => listCalendars(context, parts));
    app.post(list, (context) => createCalendar(context, parts));
  }
  for (const one of ['/me/calendar', '/me/calendars/:calendarId', '/users/:user/calendar']) {
    app.get(one, (context) => {
      expectPermission(context, 'read');
      const json = calendarJson(context, entryOf(context, parts));
      return answerObject(context, parts, 'calendar', selected(context, 'calendar')(json));
    });
    app.patch(one, (context) => changeCalendar(context, parts));
    app.delete(one, (context) => removeCalendar(context, parts));
  }
  app.get('/me/calendarGroups', (context) => {
    const { mailbox } = expectPermission(context, 'read');
    return answerList(context, parts, 'calendarGroup', [
      {
        id: mailbox.groupId,
        name: 'My Calendars',
        classId: '0006f0b7-0000-0000-c000-000000000046',
        changeKey: newChangeKey(0, mailbox.groupId),
      },
    ]);
  });
}

function calendarJson(context: GraphContext, entry: CalendarEntry): Json {
  const { mailbox } = context.get('caller');
  const isWork = mailbox.account.kind === 'work';
  return {
    id: entry.id,
    name: entry.name,
    color: entry.color,
    hexColor: entry.hexColor,
    isDefaultCalendar: entry.isDefault,
    changeKey: entry.changeKey,
    canShare: entry.canShare,
    canViewPrivateItems: entry.canViewPrivateItems,
    canEdit: entry.canEdit,
    allowedOnlineMeetingProviders: isWork ? ['teamsForBusiness'] : [],
    defaultOnlineMeetingProvider: isWork ? 'teamsForBusiness' : 'unknown',
    isTallyingResponses: entry.isDefault,
    isRemovable: entry.isRemovable,
    owner: entry.owner,
  };
}

function listCalendars(context: GraphContext, parts: GraphParts): Response {
  const { mailbox } = expectPermission(context, 'read');
  const { maxPageSize } = readPreferences(context.req.header('Prefer'));
  const { page, links } = pageOf(
    context,
    [...mailbox.calendars.values()],
    pageSize(context, maxPageSize),
  );
  const rows = page.map((entry) => selected(context, 'calendar')(calendarJson(context, entry)));
  return answerList(context, parts, 'calendar', rows, links);
}

async function createCalendar(context: GraphContext, parts: GraphParts): Promise<Response> {
  const { mailbox } = expectPermission(context, 'write');
  const body = await readBody(context, 'calendar');
  const name = nameFrom(body);
  if (name === undefined) {
    throw badRequest('The property name is required.');
  }
  expectNewName(mailbox.calendars.values(), name);
  const color = body['color'] as string | undefined;
  const entry = parts.world.addCalendar(mailbox, {
    name,
    ...(color !== undefined && { color, hexColor: HEX_COLORS[color] ?? '' }),
  });
  return answerObject(context, parts, 'calendar', calendarJson(context, entry), 201);
}

async function changeCalendar(context: GraphContext, parts: GraphParts): Promise<Response> {
  const { mailbox } = expectPermission(context, 'write');
  const body = await readBody(context, 'calendar');
  const entry = entryOf(context, parts);
  const name = nameFrom(body);
  if (name !== undefined && name !== entry.name) {
    expectNewName(mailbox.calendars.values(), name);
  }
  const color = body['color'] as string | undefined;
  const changed: CalendarEntry = {
    ...entry,
    ...(name !== undefined && { name }),
    ...(color !== undefined && { color, hexColor: HEX_COLORS[color] ?? '' }),
    changeKey: newChangeKey(parts.world.nextSequence()),
  };
  mailbox.calendars.set(entry.id, changed);
  return answerObject(context, parts, 'calendar', calendarJson(context, changed));
}

function removeCalendar(context: GraphContext, parts: GraphParts): Response {
  const { mailbox } = expectPermission(context, 'write');
  const entry = entryOf(context, parts);
  if (!entry.isRemovable) {
    throw accessDenied();
  }
  if (!mailbox.calendars.delete(entry.id)) {
    throw itemNotFound();
  }
  return context.body(null, 204);
}

function nameFrom(body: Json): string | undefined {
  const { name } = body;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function expectNewName(entries: Iterable<CalendarEntry>, name: string): void {
  if ([...entries].some((entry) => entry.name === name)) {
    throw new GraphError(
      409,
      'ErrorFolderExists',
      'A folder with the specified name already exists.',
    );
  }
}
