/**
 * `npm start`: serves the demo at http://localhost:4200, the emulator of Google at http://localhost:4300, that of Outlook at
 * http://localhost:4310 and the token server at http://localhost:4400, and a second token server for the plain contract. The demo's page "Ways to sign in" has the choice
 * of them all; `npm start -- --auth client` (or `contract`, `redirect`, `own`) says which one the demo begins with.
 * `npm start -- --seed FILE` loads other calendars into the emulator of Google, such as an .ics export.
 * `npm run start:google` serves the same demo with the real Google and, where OUTLOOK_CLIENT_ID is set, the real Outlook.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveDemo } from './demo-server.mjs';
import {
  emulatorConfig,
  graphEmulatorConfig,
  startEmulator,
  startGraphEmulator,
} from './emulator.mjs';
import { SIGN_IN_WAYS, startSignInWays } from './sign-in-ways.mjs';

/** Another folder than that of `npm run build`, which the end-to-end tests serve. */
const BUILT_DEMO = 'dist/start';
const PUBLIC_CALENDAR_ID = 'en.german#holiday@group.v.calendar.google.com';

/** What only a demo with the emulator has. */
const EMULATOR_OPTIONS = {
  seed: { type: 'string', multiple: true },
  'emulator-port': { type: 'string' },
  'graph-emulator-port': { type: 'string' },
  'token-server-port': { type: 'string' },
  auth: { type: 'string' },
};
const { values: options } = parseArgs({
  options: {
    google: { type: 'boolean', default: false },
    port: { type: 'string', default: '4200' },
    ...EMULATOR_OPTIONS,
  },
});
const {
  seed: seeds = [],
  'emulator-port': emulatorPort = '4300',
  'graph-emulator-port': graphEmulatorPort = '4310',
  'token-server-port': tokenServerPort = '4400',
  auth = 'server',
} = options;

/** Called in `stop`, to end the servers that were started. */
const closeFunctions = [];
/** The token servers that were started, for what is printed. */
const tokenServers = [];
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stop(0));
}

async function stop(code) {
  isStopping = true;
  await Promise.all(closeFunctions.map((close) => close()));
  process.exit(code);
}

try {
  const config = options.google ? googleConfig() : await emulatorSetup();
  await build();
  const demo = await serveDemo({ port: Number(options.port), folder: BUILT_DEMO, config });
  closeFunctions.push(demo.close);
  console.log(`\n  demo      ${demo.url}`);
  console.log(
    `  Google    ${options.google ? 'the real one' : new URL(config.endpoints.api).origin}`,
  );
  if (config.outlook) {
    console.log(
      `  Outlook   ${options.google ? 'the real one' : config.outlook.endpoints.identity}`,
    );
  }
  for (const { mode, url } of tokenServers) {
    console.log(`  tokens    ${url} (${mode})`);
  }
  if (!options.google) {
    console.log(`  sign-in   ${auth}; others: ${demo.url}/sign-in-ways`);
  }
  console.log('\n  Ctrl-C stops it.');
} catch (error) {
  if (isStopping) {
    // `stop` is ending the process; the error is only a consequence of that.
    await new Promise(() => undefined);
  }
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function emulatorSetup() {
  if (!SIGN_IN_WAYS.includes(auth)) {
    throw new Error(`--auth ${auth} does not exist; use one of ${SIGN_IN_WAYS.join(', ')}.`);
  }
  const demoOrigin = `http://localhost:${options.port}`;
  const emulator = await startEmulator({
    port: Number(emulatorPort),
    seeds,
    // The Lab of the demo makes the emulator fail, at the user's click.
    controlOrigin: demoOrigin,
    onLine: (line) => console.log(line),
  });
  closeFunctions.push(emulator.close);
  const graph = await startGraphEmulator({
    port: Number(graphEmulatorPort),
    controlOrigin: demoOrigin,
    onLine: (line) => console.log(line),
  });
  closeFunctions.push(graph.close);
  const signIn = await startSignInWays({
    google: emulator.url,
    demoOrigin,
    first: auth,
    port: Number(tokenServerPort),
    account: await firstAccount(seeds),
  });
  closeFunctions.push(signIn.close);
  tokenServers.push(...signIn.servers);
  return {
    ...emulatorConfig(emulator.url),
    ...graphEmulatorConfig(graph.url),
    signInWays: signIn.ways,
    publicCalendarId: PUBLIC_CALENDAR_ID,
    environment: 'emulator',
  };
}

/** The address of the first account of a .json seed; undefined where the emulator makes its own accounts. */
async function firstAccount(seeds) {
  const seed = seeds.find((file) => file.endsWith('.json'));
  return seed && JSON.parse(await readFile(seed, 'utf8')).users[0]?.email;
}

function googleConfig() {
  const unusable = Object.keys(EMULATOR_OPTIONS).filter((name) => name in options);
  if (unusable.length > 0) {
    throw new Error(
      `Only the emulator takes ${unusable.map((name) => `--${name}`).join(', ')}: leave it away, or use npm start.`,
    );
  }
  const {
    GOOGLE_CLIENT_ID: clientId,
    GOOGLE_API_KEY: apiKey,
    OUTLOOK_CLIENT_ID: outlookClientId,
  } = process.env;
  if (!clientId || !apiKey) {
    throw new Error(
      'Set GOOGLE_CLIENT_ID and GOOGLE_API_KEY; the README says how to get them, step by step.',
    );
  }
  return {
    clientId,
    apiKey,
    ...(outlookClientId ? { outlook: { clientId: outlookClientId } } : {}),
    publicCalendarId: PUBLIC_CALENDAR_ID,
    environment: 'google',
  };
}

async function build() {
  const require = createRequire(import.meta.url);
  const ng = join(dirname(require.resolve('@angular/cli/package.json')), 'bin/ng.js');
  const child = spawn(
    process.execPath,
    [ng, 'build', 'demo', '--configuration=development', `--output-path=${BUILT_DEMO}`],
    { stdio: 'inherit' },
  );
  closeFunctions.push(async () => child.kill());
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error('The demo could not be built.');
  }
}
