/**
 * `npm run test:consumers`: packs the packages, makes apps with Angular's CLI in a temporary folder, adds the library
 * by `ng add ngx-calendar-sync`, builds for production, and opens each app in Chromium, with the packed emulators as Google and Outlook. It needs the
 * library in dist/ (`ng build ngx-calendar-sync`) and npm's registry. `npm run test:consumers -- 21-ssr` tests that app
 * alone; `--keep` keeps the folder.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.mjs';
import { recordResults } from '../test-results.mjs';
import { APPS } from './apps.mjs';
import { runIn } from './commands.mjs';
import { serveRegistry } from './local-registry.mjs';
import { addLibrary, buildApp, newApp, prepareForTest, prepareTokenServer } from './new-app.mjs';
import { openApp } from './open-app.mjs';
import { packAll } from './pack.mjs';
import { servicesOf } from './services.mjs';
import {
  checkDevServer,
  runEmulator,
  runServer,
  runTokenServer,
  serveFolder,
} from './serve-app.mjs';

const COLUMNS = [
  'new',
  'add',
  'serve',
  'build',
  'warnings',
  'kB',
  'sign-in',
  'events',
  'reload',
  'offline',
  'write',
];
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const keep = process.argv.includes('--keep');
const apps = APPS.filter(({ name }) => words.every((word) => name.includes(word)));

const home = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-consumers-'));
const failures = [];
const rows = [];
let closeRegistry = () => Promise.resolve();
try {
  const registry = await serveRegistry(await packAll(home));
  closeRegistry = registry.close;
  // For every npm and `ng` that is run from here on.
  process.env.npm_config_registry = registry.url;
  for (const app of apps) {
    rows.push(await rowOf(app, registry.versions));
  }
} finally {
  await closeRegistry();
  if (keep) {
    console.log(`The apps are in ${home}`);
  } else {
    await rm(home, { recursive: true, force: true });
  }
}
for (const { name, reason } of failures) {
  console.error(`\n${name}: ${reason}`);
}
printTable(rows);
const done = rows.flatMap((row) => Object.values(row)).filter((cell) => cell === 'yes').length;
recordResults({ passed: done, failures });
process.exitCode = failures.length > 0 || rows.length === 0 ? 1 : 0;

/** Tests one app, up to the first step that fails. */
async function rowOf(app, versions) {
  const row = { app: app.name };
  const step = async (column, work) => {
    const started = Date.now();
    row[column] = 'NO';
    await work();
    row[column] = 'yes';
    console.log(`${app.name}: ${column} (${Math.round((Date.now() - started) / 1000)} s)`);
  };
  const servers = [];
  try {
    const context = { home, versions, binFolders: await binFoldersOf(app) };
    let folder;
    await step('new', async () => {
      folder = await newApp(app, context);
    });
    await step('add', () => addLibrary(folder, app, context));
    const { binFolders } = context;
    const port = await freePort();
    const services = servicesOf(app);
    const urls = {};
    for (const service of services) {
      const emulator = await runEmulator(folder, service, binFolders);
      servers.push(emulator);
      urls[service.name] = { emulator: emulator.url };
      if (app.auth) {
        await prepareTokenServer(folder, service, emulator.url, `http://localhost:${port}`);
        const tokenServer = await runTokenServer(folder, service.tokenServerEnvFile, binFolders);
        servers.push(tokenServer);
        urls[service.name].tokenServer = tokenServer.url;
      }
    }
    await step('serve', () => checkDevServer(folder, binFolders, services));
    await step('build', async () => {
      await prepareForTest(folder, app, urls);
      const { warnings, kilobytes } = await buildApp(folder, app, context);
      Object.assign(row, { warnings, kB: kilobytes });
    });
    const built = join(folder, 'dist', app.name);
    const site = app.isServerRendered
      ? await runServer(built, port, binFolders)
      : await serveFolder(join(built, 'browser'), port, urls);
    servers.push(site);
    await openApp({
      url: site.url,
      services: services.map((service) => ({ ...service, url: urls[service.name].emulator })),
      staysSignedIn: app.auth,
      picture: join(home, `${app.name}-failed`),
      step,
    });
  } catch (error) {
    failures.push({ name: app.name, reason: error.message });
  } finally {
    for (const server of servers) {
      await server.close();
    }
  }
  return row;
}

/** The folder of the Node that the app needs, if that is not the one of this test. */
async function binFoldersOf({ node }) {
  if (!node) {
    return [];
  }
  const folder = join(home, `node-${node}`);
  await runIn(home, ['npm', 'install', '--silent', `--prefix=${folder}`, `node@${node}`]);
  return [join(folder, 'node_modules/.bin')];
}

function printTable(rows) {
  const columns = ['app', ...COLUMNS];
  const lines = [
    columns,
    columns.map(() => '---'),
    ...rows.map((row) => columns.map((column) => String(row[column] ?? ''))),
  ];
  console.log(`\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`);
}
