/**
 * `npm run bench:peers`: what packages of a neighbouring kind add to an app, measured as the library itself is. It makes the
 * chart bench/peers.svg. The packages are installed into a cache folder; the project does not depend on them.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startBenchAccounts } from './accounts.mjs';
import { AppFiles } from './app-files.mjs';
import { startBrowser } from './browser.mjs';
import { Build, ngBuild, ROOT } from './built-apps.mjs';
import { bundle } from './figures/bundle.mjs';
import { peersChart } from './peers-chart.mjs';

const PEERS_FOLDER = join(ROOT, 'bench/peers');
const CACHE_FOLDER = join(ROOT, 'node_modules/.cache/bench-peers');
const WORKSPACE = join(ROOT, 'dist/bench-peers');
const INSTALL_ARGS = ['--ignore-scripts', '--legacy-peer-deps', '--no-package-lock'];

/** By the name of the app in bench/peers/apps. */
const PEERS = [
  ['react-oauth-google', '@react-oauth/google'],
  ['react-google-calendar-api', 'react-google-calendar-api'],
  ['angular-oauth2-oidc', 'angular-oauth2-oidc'],
  ['dexie', 'dexie'],
  ['firebase-auth', 'firebase: auth'],
  ['rxdb', 'rxdb'],
  ['msal', '@azure/msal-browser, -angular'],
  ['firebase-auth-firestore', 'firebase: auth, firestore'],
];

const peers = (await peerSizes()).sort((a, b) => a.bytes - b.bytes);
const ours = await ourSizes();
const bars = [
  {
    name: 'ngx-calendar-sync',
    bytes: ours['bundle-online'],
    later: ours['bundle-online-events'] - ours['bundle-online'],
    isOurs: true,
  },
  {
    name: 'ngx-calendar-sync, with a copy',
    bytes: ours['bundle-offline'],
    later: ours['bundle-offline-events'] - ours['bundle-offline'],
    isOurs: true,
  },
  ...peers,
];
for (const { name, bytes, later = 0 } of bars) {
  console.log(`${name.padEnd(34)} ${kilobytes(bytes)}  ${kilobytes(bytes + later)}`);
}
await writeFile(new URL('peers.svg', import.meta.url), peersChart(bars));

/** The library, online and with a copy: the start, and all that is loaded until events show. */
async function ourSizes() {
  const accounts = await startBenchAccounts();
  const browser = await startBrowser();
  try {
    const subject = await bundle.prepare({ build: new Build(), browser, accounts });
    const sizes = await subject.ours();
    await subject.close();
    return sizes;
  } finally {
    await browser.close();
    await accounts.close();
  }
}

/** The start of the smallest app that does what the package is for. */
async function peerSizes() {
  await mkdir(CACHE_FOLDER, { recursive: true });
  await cp(join(PEERS_FOLDER, 'package.json'), join(CACHE_FOLDER, 'package.json'));
  await promisify(execFile)('npm', ['install', ...INSTALL_ARGS], { cwd: CACHE_FOLDER });
  await rm(WORKSPACE, { recursive: true, force: true });
  // Beside the cache, since the Angular compiler leaves out of its work what is in a folder node_modules.
  await cp(PEERS_FOLDER, WORKSPACE, { recursive: true });
  await symlink(join(CACHE_FOLDER, 'node_modules'), join(WORKSPACE, 'node_modules'));

  const sizes = [];
  for (const [app, name] of PEERS) {
    const folder = join('out', app);
    const args = [`--browser=apps/${app}.mjs`, `--output-path=${folder}`];
    await ngBuild(WORKSPACE, 'peers', ...args);
    const files = await AppFiles.read(join(WORKSPACE, folder));
    sizes.push({ name, bytes: await files.bytesOf(files.start) });
  }
  return sizes;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
}
