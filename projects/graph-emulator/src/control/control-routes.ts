import {
  ControlError,
  corsOfAllowedPages,
  Fields,
  refuseForeignPages,
} from 'google-calendar-emulator/internal';
import { Hono } from 'hono';
import { readNamedFault } from '../faults/named-fault.ts';
import type { Seed, SeedCalendar, SeedUser } from '../seed/seed.ts';
import type { ActingRequest } from './acting.ts';
import type { EmulatorControl, NewToken, NewUser } from './emulator-control.ts';

export const CONTROL_PATH = '/_emulator';

/** Runs one control request. Answers the body of the response, or undefined for an empty object. */
type Action = (fields: Fields) => unknown;

/** The control endpoints: `POST /_emulator/<action>` with a JSON body, and `GET` for what only reads. */
export function controlRoutes(control: EmulatorControl, allowedOrigins: readonly string[]): Hono {
  const routes = new Hono();
  routes.use(refuseForeignPages(allowedOrigins));
  routes.use(corsOfAllowedPages(allowedOrigins));
  routes.get('/requests', (context) => context.json(control.requests()));
  routes.get('/mails', (context) => context.json(control.mails()));
  routes.get('/faults', (context) => context.json(control.faults()));
  routes.get('/clock', (context) => context.json({ now: control.now().toISOString() }));
  for (const [name, action] of Object.entries(actionsOf(control))) {
    routes.post(`/${name}`, async (context) => {
      const fields = Fields.parse(await context.req.text());
      return context.json((await action(fields)) ?? {});
    });
  }
  routes.all('/*', (context) =>
    context.json({ error: `There is no ${context.req.method} ${context.req.path}.` }, 404),
  );
  routes.onError((error, context) => {
    if (error instanceof ControlError) {
      return context.json({ error: error.message }, 400);
    }
    throw error;
  });
  return routes;
}

function actionsOf(control: EmulatorControl): Readonly<Record<string, Action>> {
  const clockAfter = (change: () => void): unknown => {
    change();
    return { now: control.now().toISOString() };
  };
  return {
    users: (fields) => control.createUser(readUser(fields)),
    token: (fields) => control.issueToken(readToken(fields)),
    as: (fields) => {
      const email = fields.text('email');
      return control.as(email, readActingRequest(fields));
    },
    seed: (fields) => {
      const isAdded = fields.optionalFlag('add') ?? false;
      (isAdded ? control.addSeed : control.replaceSeed)(readSeed(fields));
    },
    reset: withoutFields(control.reset),
    snapshot: withName(control.snapshot),
    restore: withName(control.restore),
    advanceClock: (fields) => {
      const milliseconds = fields.number('milliseconds');
      fields.end();
      return clockAfter(() => {
        control.advanceClock(milliseconds);
      });
    },
    setClock: (fields) => {
      const now = fields.text('now');
      fields.end();
      return clockAfter(() => {
        control.setClock(now);
      });
    },
    loseCursors: withoutFields(control.loseCursors),
    answerPages: (fields) => {
      const email = fields.text('email');
      const answer = fields.optionalChoice('answer', ['accept', 'decline']);
      fields.end();
      control.identity.answerPages(control.idOf(email), answer);
    },
    secondFactor: (fields) => {
      const email = fields.text('email');
      const isRequired = fields.optionalFlag('required');
      fields.end();
      control.identity.requireSecondFactor(control.idOf(email), isRequired);
    },
    ageSignIns: (fields) => {
      const email = fields.text('email');
      const milliseconds = fields.number('milliseconds');
      fields.end();
      control.identity.ageSignIns(control.idOf(email), milliseconds);
    },
    expireTokens: (fields) => {
      const email = fields.text('email');
      fields.end();
      control.identity.expireAccessTokens(control.idOf(email));
    },
    revoke: (fields) => {
      const email = fields.text('email');
      fields.end();
      control.identity.revoke(control.idOf(email));
    },
    fault: (fields) => control.addFault(readNamedFault(fields)),
    clearFaults: withoutFields(control.clearFaults),
    clearRequests: withoutFields(control.clearRequests),
    clearMails: withoutFields(control.clearMails),
  };
}

function withoutFields(run: () => void): Action {
  return (fields) => {
    fields.end();
    run();
  };
}

function withName(run: (name?: string) => void): Action {
  return (fields) => {
    const name = fields.optionalText('name');
    fields.end();
    run(name);
  };
}

function readUser(fields: Fields): NewUser {
  const user = {
    email: fields.optionalText('email'),
    name: fields.optionalText('name'),
    kind: fields.optionalChoice('kind', ['personal', 'work']),
    timeZone: fields.optionalText('timeZone'),
    locale: fields.optionalText('locale'),
    password: fields.optionalText('password'),
  };
  fields.end();
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== undefined));
}

function readToken(fields: Fields): NewToken {
  const expiresIn = fields.optionalNumber('expiresIn', { least: 0 });
  const token = { email: fields.text('email'), scopes: fields.texts('scopes') };
  fields.end();
  return { ...token, ...(expiresIn !== undefined && { expiresIn }) };
}

function readActingRequest(fields: Fields): ActingRequest {
  const method = fields.optionalText('method');
  const headers = fields.optionalTextMap('headers');
  const body = fields.optionalObject('body');
  const path = fields.text('path');
  fields.end();
  return {
    path,
    ...(method !== undefined && { method }),
    ...(headers && { headers }),
    ...(body && { body }),
  };
}

/** Users and calendars are checked where they are loaded. */
function readSeed(fields: Fields): Seed {
  const users = fields.optionalList('users') ?? [];
  const calendars = fields.optionalList('calendars') ?? [];
  fields.end();
  return {
    users: users.map((user) => user.whole() as unknown as SeedUser),
    calendars: calendars.map((calendar) => calendar.whole() as unknown as SeedCalendar),
  };
}
