import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { batchRoutes, BATCH_PATH } from './batch/batch-routes.ts';
import { ListSnapshots } from './calendar/list-snapshots.ts';
import { googleCors } from './calendar/google-cors.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { CONTROL_PATH, controlRoutes } from './control/control-routes.ts';
import { emailsAsTokens } from './control/acting-user.ts';
import { createControl } from './control/control.ts';
import type { EmulatorControl } from './control/emulator-control.ts';
import { Faults } from './control/faults.ts';
import { RequestLog } from './control/request-log.ts';
import { Outbox } from './mail/outbox.ts';
import { gisRoutes } from './gis/gis-routes.ts';
import { authorizeRoutes } from './oauth/authorize-routes.ts';
import { DEFAULT_CLIENT, type OAuthClient } from './oauth/clients.ts';
import { Grants, type AccessTokens } from './oauth/grants.ts';
import { IdTokens } from './oauth/id-token.ts';
import { SignIns } from './oauth/sign-in.ts';
import { TokenEndpoint } from './oauth/token-endpoint.ts';
import { tokenRoutes } from './oauth/token-routes.ts';
import { Channels } from './push/channels.ts';
import type { Seed } from './seed/seed.ts';
import { answerError, createApp } from './server/app.ts';
import { listenOnLoopback } from './server/loopback-server.ts';
import { Clock } from './world/clock.ts';
import { World } from './world/world.ts';

/** The options of {@link createEmulator}. */
export interface EmulatorOptions {
  /** 0, the default, chooses a free port. */
  readonly port?: number;
  /** The users and calendars to start with; none if left out. */
  readonly seed?: Seed;
  /** Where the emulator's clock starts; the real time if left out. */
  readonly now?: Date;
  /** Origins whose pages may use the control endpoints; `*` for all. None by default. */
  readonly controlOrigins?: readonly string[];
  /** Accepted OAuth clients; `emulator.apps.googleusercontent.com` with `emulator-client-secret` by default. */
  readonly clients?: readonly OAuthClient[];
  /** Accepted API keys; `emulator-api-key` by default. */
  readonly apiKeys?: readonly string[];
  /** Answers 500 if a response does not match the discovery document. Meant for the emulator's own tests. */
  readonly validateAnswers?: boolean;
}

/** An emulator that listens. */
export interface Emulator {
  /** Replaces `https://accounts.google.com`, `https://oauth2.googleapis.com` and `https://www.googleapis.com`. */
  readonly url: string;
  /** Controls it from a test of the same process. */
  readonly control: EmulatorControl;
  /** Stops at once and closes open connections. */
  close(): Promise<void>;
}

/** The API key that is accepted unless `apiKeys` names others. */
export const DEFAULT_API_KEY = 'emulator-api-key';

/**
 * Starts an emulator of Google's OAuth and Calendar API on this machine's loopback addresses.
 * @example
 * const emulator = await createEmulator({ seed: defaultSeed({ now: new Date() }) });
 * const { email } = emulator.control.createUser();
 * await fetch(`${emulator.url}/gsi/client`);
 * await emulator.close();
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const seed = options.seed ?? { users: [], calendars: [] };
  const accepted = options.clients ?? [DEFAULT_CLIENT];
  const clients = new Map(accepted.map((client) => [client.id, client]));
  const world = new World(new Clock(options.now));
  world.load(seed);

  const grants = new Grants(world.clock);
  const signIns = new SignIns(world, grants);
  const idTokens = new IdTokens();
  const snapshots = new ListSnapshots();
  const channels = new Channels(world);
  const outbox = new Outbox();
  const log = new RequestLog();
  const faults = new Faults();
  const clientId = accepted[0]?.id ?? DEFAULT_CLIENT.id;
  const api = (tokens: AccessTokens) =>
    calendarRoutes({
      world,
      tokens,
      apiKeys: new Set(options.apiKeys ?? [DEFAULT_API_KEY]),
      snapshots,
      channels,
      outbox,
      validateAnswers: options.validateAnswers ?? false,
    });
  const acting = new Hono().onError(answerError).route('/', api(emailsAsTokens(clientId)));
  const control = createControl({
    world,
    grants,
    signIns,
    snapshots,
    log,
    outbox,
    faults,
    actingApi: (request) => acting.fetch(request),
    seed,
    clientId,
    start: options.now,
  });

  const app = createApp({ log, faults, clock: world.clock, tokens: grants });
  app.route(CONTROL_PATH, controlRoutes(control, options.controlOrigins ?? []));
  app.route('/', gisRoutes());
  app.route('/', authorizeRoutes({ world, clients, signIns }));
  app.route(
    '/',
    tokenRoutes({
      world,
      grants,
      idTokens,
      tokenEndpoint: new TokenEndpoint(world, clients, grants, idTokens),
      cors: googleCors,
    }),
  );
  app.route('/calendar/v3', api(grants));
  app.route(
    BATCH_PATH,
    batchRoutes((request, env) => app.fetch(request, env)),
  );

  const listener = getRequestListener((request, env) => app.fetch(request, env));
  const server = await listenOnLoopback(
    (incoming, outgoing) => void listener(incoming, outgoing),
    options.port ?? 0,
  );
  return {
    url: `http://localhost:${server.port}`,
    control,
    close: () => {
      channels.close();
      return server.close();
    },
  };
}
