import { createServer as createTlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import {
  type Env,
  listenOnLoopback,
  logged,
  loopbackHostOnly,
  RequestLog,
  RequestRules,
  serverTiming,
} from 'google-calendar-emulator/internal';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { createCertificate } from './certificate.ts';
import { Clock } from './clock.ts';
import { World } from './calendar/world.ts';
import { addressesAsTokens } from './control/acting.ts';
import { CONTROL_PATH, controlRoutes } from './control/control-routes.ts';
import { createControl } from './control/control.ts';
import type { EmulatorControl } from './control/emulator-control.ts';
import { tokenOf } from './control/request-context.ts';
import { appliesTo, type GraphTarget, withFaults } from './faults/fault-middleware.ts';
import type { NamedFault } from './faults/named-fault.ts';
import { OpenLists } from './graph/delta-cursor.ts';
import { graphCors } from './graph/graph-cors.ts';
import type { GraphEnv } from './graph/graph-env.ts';
import { graphRoutes } from './graph/routes.ts';
import { Throttle } from './graph/throttle.ts';
import { createIdentity } from './identity/identity.ts';
import type { RegisteredClient } from './identity/registered-client.ts';
import { loadSeed } from './seed/load-seed.ts';
import type { Seed } from './seed/seed.ts';

/** The options of {@link createEmulator}. */
export interface EmulatorOptions {
  /** 0, the default, chooses a free port. */
  readonly port?: number;
  /** Speaks TLS with a certificate made at the start, as Microsoft's own clients want it. */
  readonly https?: boolean;
  /** The accounts and calendars to start with; none if left out. */
  readonly seed?: Seed;
  /** Where the emulator's clock starts; the real time if left out. */
  readonly now?: Date;
  /** Origins whose pages may use the control endpoints; `*` for all. None by default. */
  readonly controlOrigins?: readonly string[];
  /** The apps that may sign users in; a single-page app of this machine by default. */
  readonly clients?: readonly RegisteredClient[];
  /** Answers 500 if a response does not fit Microsoft's schema. Meant for the emulator's own tests. */
  readonly validateAnswers?: boolean;
}

/** An emulator that listens. */
export interface Emulator {
  /** Replaces `https://login.microsoftonline.com` and `https://graph.microsoft.com`. */
  readonly url: string;
  /** With `https`, the certificate in PEM, for a client to trust. */
  readonly certificate?: string;
  /** Controls it from a test of the same process. */
  readonly control: EmulatorControl;
  /** Stops at once and closes open connections. */
  close(): Promise<void>;
}

/** The app that is accepted unless `clients` names others. */
export const DEFAULT_CLIENT: RegisteredClient = {
  kind: 'spa',
  clientId: '00000000-1111-4222-8333-444444444444',
  name: 'Calendar app',
  redirectUris: 'loopback',
  audience: 'AzureADandPersonalMicrosoftAccount',
};

/** An app with a server of its own, which has the secret. */
export const DEFAULT_WEB_CLIENT: RegisteredClient = {
  kind: 'web',
  clientId: '00000000-1111-4222-8333-555555555555',
  name: 'Calendar app with a server',
  secret: 'emulator-client-secret',
  redirectUris: 'loopback',
  audience: 'AzureADandPersonalMicrosoftAccount',
};

const API_PATH = '/v1.0';

/**
 * Starts an emulator of Microsoft's identity platform and of the calendars of Graph on this machine's loopback addresses.
 * @example
 * const emulator = await createEmulator({ seed: defaultSeed({ now: new Date() }) });
 * const { email } = emulator.control.createUser();
 * const { access_token } = await emulator.control.issueToken({ email, scopes: ['Calendars.Read'] });
 * await fetch(`${emulator.url}/v1.0/me/calendars`, { headers: { Authorization: `Bearer ${access_token}` } });
 * await emulator.close();
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const seed = options.seed ?? { users: [], calendars: [] };
  const clients = options.clients ?? [DEFAULT_CLIENT, DEFAULT_WEB_CLIENT];
  const clock = new Clock();
  if (options.now) {
    clock.set(options.now.getTime());
  }
  const world = new World(clock);
  loadSeed(world, seed);

  let origin = '';
  const identity = createIdentity({
    clock,
    clients,
    accounts: {
      find: (email) => world.mailbox(email)?.account,
      all: () => [...world.mailboxes.values()].map(({ account }) => account),
    },
    origin: () => origin,
  });
  const userOf = (context: Context): string | undefined => {
    const claims = identity.checkAccessToken(tokenOf(context) ?? '');
    return claims ? world.mailboxOfUser(claims.userId)?.account.email : undefined;
  };
  const log = new RequestLog();
  const faults = new RequestRules<NamedFault, GraphTarget>(appliesTo);
  const lists = new OpenLists();
  const throttle = new Throttle(() => clock.now());
  const validateAnswers = options.validateAnswers ?? false;

  const acting = new Hono<GraphEnv>();
  const actingApi = graphRoutes(
    {
      world,
      checkAccessToken: addressesAsTokens((email) => world.mailbox(email)?.account),
      validateAnswers,
    },
    lists,
    (request, env) => acting.fetch(request, env),
  );
  acting.route(API_PATH, actingApi);
  const control = createControl({
    world,
    clock,
    identity,
    lists,
    log,
    faults,
    throttle,
    actingApi: acting,
    seed,
    clientId: clients[0]?.clientId ?? DEFAULT_CLIENT.clientId,
    start: options.now,
  });

  const app = new Hono<GraphEnv>();
  const isControl = (path: string): boolean => path.startsWith(`${CONTROL_PATH}/`);
  app.use(general(loopbackHostOnly));
  app.use(general(logged(log, clock, userOf, isControl)));
  app.use(general(serverTiming));
  app.use(`${API_PATH}/*`, graphCors);
  app.use(`${API_PATH}/*`, throttle.middleware(userOf));
  app.use(
    `${API_PATH}/*`,
    withFaults(faults, () => clock.now(), userOf),
  );
  app.route(CONTROL_PATH, controlRoutes(control, options.controlOrigins ?? []));
  app.route(
    API_PATH,
    graphRoutes(
      { world, checkAccessToken: identity.checkAccessToken, validateAnswers },
      lists,
      (request, env) => app.fetch(request, env),
    ),
  );
  app.route('/', identity.routes);

  const listener = getRequestListener((request, env) => app.fetch(request, env));
  const certificate = options.https ? await createCertificate() : undefined;
  const server = await listenOnLoopback(
    (incoming, outgoing) => void listener(incoming, outgoing),
    options.port ?? 0,
    certificate && ((handler) => createTlsServer(certificate, handler)),
  );
  origin = `${certificate ? 'https' : 'http'}://localhost:${server.port}`;
  return {
    url: origin,
    ...(certificate && { certificate: certificate.cert }),
    control,
    close: () => server.close(),
  };
}

/** The general middleware knows fewer variables than the routes of Graph have. */
function general(middleware: MiddlewareHandler<Env>): MiddlewareHandler<GraphEnv> {
  return middleware as unknown as MiddlewareHandler<GraphEnv>;
}
