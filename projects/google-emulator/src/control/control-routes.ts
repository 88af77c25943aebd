import { Hono } from 'hono';
import { definedFields } from 'google-calendar-ics/internal';
import type { ConferenceBehaviour } from '../world/conference-requests.ts';
import type { ActingRequest } from './acting-user.ts';
import type { EmulatorControl, NewToken, NewUser } from './emulator-control.ts';
import { readFaultRule } from './fault-rule.ts';
import { ControlError, Fields } from './fields.ts';
import { corsOfAllowedPages, refuseForeignPages } from './foreign-pages.ts';
import { readSeed } from './read-seed.ts';

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
  routes.get('/clock', (context) => context.json(writtenTimeOf(control)));
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
  return {
    users: (fields) => control.createUser(readUser(fields)),
    token: (fields) => control.issueToken(readToken(fields)),
    as: async (fields) => {
      const email = fields.text('email');
      const request = readActingRequest(fields);
      // A refusal is the caller's mistake and not the emulator's: answer 400 with Google's error.
      return control
        .as(email)
        .request(request)
        .catch((error: unknown) => {
          throw new ControlError(error instanceof Error ? error.message : String(error));
        });
    },
    seed: (fields) => {
      const isAdded = fields.optionalFlag('add') ?? false;
      const seed = readSeed(fields);
      fields.end();
      (isAdded ? control.addSeed : control.replaceSeed)(seed);
    },
    reset: withoutFields(() => {
      control.reset();
    }),
    snapshot: withName(control.snapshot),
    restore: withName(control.restore),
    advanceClock: (fields) => {
      const milliseconds = fields.number('milliseconds');
      fields.end();
      control.advanceClock(milliseconds);
      return writtenTimeOf(control);
    },
    setClock: (fields) => {
      const now = fields.text('now');
      fields.end();
      control.setClock(now);
      return writtenTimeOf(control);
    },
    expireTokens: withEmail(control.expireTokens),
    revokeTokens: withEmail(control.revokeTokens),
    expireSyncTokens: withoutFields(control.expireSyncTokens),
    conferences: (fields) => {
      control.setConferences(readConferenceBehaviour(fields));
    },
    settings: (fields) => {
      const email = fields.text('email');
      const values = fields.textMap('values');
      fields.end();
      control.setSettings(email, values);
    },
    fault: (fields) => control.addFault(readFaultRule(fields)),
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

function withEmail(run: (email?: string) => void): Action {
  return (fields) => {
    const email = fields.optionalText('email');
    fields.end();
    run(email);
  };
}

function writtenTimeOf(control: EmulatorControl): { readonly now: string } {
  return { now: control.now().toISOString() };
}

function readUser(fields: Fields): NewUser {
  const user = {
    email: fields.optionalText('email'),
    name: fields.optionalText('name'),
    timeZone: fields.optionalText('timeZone'),
    locale: fields.optionalText('locale'),
  };
  const events = fields.optionalList('events')?.map((event) => event.whole());
  fields.end();
  return {
    ...(user.email !== undefined && { email: user.email }),
    ...(user.name !== undefined && { name: user.name }),
    ...(user.timeZone !== undefined && { timeZone: user.timeZone }),
    ...(user.locale !== undefined && { locale: user.locale }),
    ...(events && { events }),
  };
}

function readToken(fields: Fields): NewToken {
  const expiresIn = fields.optionalNumber('expiresIn', { least: 0 });
  const clientId = fields.optionalText('clientId');
  const token = {
    email: fields.text('email'),
    scopes: fields.texts('scopes'),
    ...(expiresIn !== undefined && { expiresIn }),
    ...(clientId !== undefined && { clientId }),
  };
  fields.end();
  return token;
}

function readConferenceBehaviour(fields: Fields): ConferenceBehaviour {
  const behaviour = {
    email: fields.optionalText('email'),
    pendingMilliseconds: fields.optionalNumber('pendingMilliseconds', { least: 0 }),
    pendingReads: fields.optionalNumber('pendingReads', { least: 0, whole: true }),
    outcome: fields.optionalChoice('outcome', ['success', 'failure']),
  };
  fields.end();
  return definedFields(behaviour);
}

function readActingRequest(fields: Fields): ActingRequest {
  const method = fields.optionalText('method');
  const query = fields.optionalTextMap('query');
  const body = fields.optionalObject('body');
  const path = fields.text('path');
  fields.end();
  return {
    path,
    ...(method !== undefined && { method }),
    ...(query && { query }),
    ...(body && { body }),
  };
}
