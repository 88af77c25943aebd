import { Hono } from 'hono';
import type { OpenLists } from './delta-cursor.ts';
import { addBatchRoute, type SendWithin } from './batch-routes.ts';
import { addCalendarRoutes } from './calendar-routes.ts';
import { withCaller } from './caller.ts';
import { deltaHandler } from './delta-routes.ts';
import { deleteEvent, patchEvent, postEvent } from './event-changes.ts';
import { getEvent, listEvents, listInstances, listView } from './event-reads.ts';
import { extensionHandlers } from './extension-routes.ts';
import type { GraphEnv, GraphParts } from './graph-env.ts';
import { badRequest, errorBody, GraphError } from './graph-error.ts';
import { addMailboxRoutes } from './mailbox-routes.ts';
import { cancel, respond, RESPONSE_ACTIONS } from './response-routes.ts';
import { addScheduleRoutes } from './schedule-routes.ts';

/** Where the calendar of a request is named; the first ones mean the default calendar. */
const CALENDAR_PATHS = [
  '/me',
  '/me/calendar',
  '/me/calendars/:calendarId',
  '/me/calendarGroups/:groupId/calendars/:calendarId',
  '/users/:user',
  '/users/:user/calendar',
];

/** The calendar API of Graph v1.0. */
export function graphRoutes(
  parts: GraphParts,
  lists: OpenLists,
  sendWithin: SendWithin,
): Hono<GraphEnv> {
  const app = new Hono<GraphEnv>();
  app.onError((error, context) => {
    const now = parts.world.clock.now();
    if (error instanceof GraphError) {
      return context.json(errorBody(error, now), error.status as 400, error.headers);
    }
    process.stderr.write(`${error.stack ?? String(error)}\n`);
    const failure = { code: 'ErrorInternalServerError', message: error.message, details: {} };
    return context.json(errorBody(failure, now), 500);
  });
  app.use(withCaller(parts));
  addBatchRoute(app, sendWithin);
  addMailboxRoutes(app, parts);
  addScheduleRoutes(app, parts);
  addCalendarRoutes(app, parts);
  CALENDAR_PATHS.forEach((path) => {
    addEventRoutes(app, parts, lists, path);
  });
  app.all('*', (context) => {
    const segment = context.req.path.split('/').at(-1) ?? '';
    throw badRequest(`Resource not found for the segment '${segment}'.`);
  });
  return app;
}

function addEventRoutes(
  app: Hono<GraphEnv>,
  parts: GraphParts,
  lists: OpenLists,
  calendar: string,
): void {
  for (const view of ['calendarView', 'calendarview']) {
    app.get(`${calendar}/${view}/delta`, deltaHandler(parts, lists));
    app.get(`${calendar}/${view}/delta()`, deltaHandler(parts, lists));
    app.get(`${calendar}/${view}`, listView(parts));
  }
  app.get(`${calendar}/events/delta`, () => {
    throw badRequest('Change tracking is not supported for events without a time window.');
  });
  app.get(`${calendar}/events`, listEvents(parts));
  app.post(`${calendar}/events`, postEvent(parts));
  const event = `${calendar}/events/:eventId`;
  if (calendar.includes('calendarGroups')) {
    app.all(`${event}/*`, () => {
      throw badRequest('Recursive navigation is not allowed after property in URL.');
    });
  }
  app.get(event, getEvent(parts));
  app.patch(event, patchEvent(parts));
  app.delete(event, deleteEvent(parts));
  app.get(`${event}/instances`, listInstances(parts));
  RESPONSE_ACTIONS.forEach((action) => {
    app.post(`${event}/${action}`, respond(parts, action));
  });
  app.post(`${event}/cancel`, cancel(parts));
  const extensions = extensionHandlers(parts);
  app.get(`${event}/extensions`, extensions.list);
  app.post(`${event}/extensions`, extensions.post);
  app.get(`${event}/extensions/:extensionId`, extensions.get);
  app.patch(`${event}/extensions/:extensionId`, extensions.patch);
  app.delete(`${event}/extensions/:extensionId`, extensions.remove);
}
