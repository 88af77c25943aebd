import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HAS_TERMINAL, runInTerminal } from './ask-in-terminal.mjs';
import { runIn } from './commands.mjs';

/** An event that the app adds while Google cannot be reached, by the button of this name. */
export const OFFLINE_EVENT = { title: 'Written offline', button: 'Add an event' };

export const TOKEN_SERVER_ENV_FILE = 'token-server.emulator.env';
/** Beside the library. */
const PACKAGES_OF_APPS = ['google-calendar-emulator', 'google-calendar-token-server'];
const PACKAGES_OF_CLI = ['@angular/build', '@angular/cli'];
/** What `ng add` writes into the configuration for the emulator, and into that of the token server. */
export const NG_ADD_EMULATOR_URL = 'http://localhost:4300';
const NG_ADD_TOKEN_SERVER_URL = 'http://localhost:4400';
/** What `ng add` asks, in this order, and the keys that take what it offers. */
const QUESTIONS = [
  ['Would you like to proceed?', '\r'],
  ['Whose calendars does your app show?', '\r'],
  ['Client ID of your app at Google or Microsoft', '\r'],
  ['How do your users sign in?', '\r'],
  ['Make a first page with the calendar', '\r'],
];
const NG_ADD_ORIGIN = 'http://localhost:4200';

/** Makes an app with Angular's CLI. */
export async function newApp({ name, cli, framework, options }, { home, versions, binFolders }) {
  const args = ['new', name, '--defaults', '--skip-git', '--skip-install', '--ai-config=none'];
  await runIn(home, ['npx', '--yes', `@angular/cli@${cli}`, ...args, ...options], { binFolders });
  const folder = join(home, name);
  await changeJson(join(folder, 'package.json'), (manifest) => {
    // Of one version each, since packages that are published together do not reach every registry at once.
    for (const list of [manifest.dependencies, manifest.devDependencies]) {
      for (const name of Object.keys(list).filter((name) => name.startsWith('@angular/'))) {
        list[name] = PACKAGES_OF_CLI.includes(name) ? cli : framework;
      }
    }
    for (const name of PACKAGES_OF_APPS) {
      manifest.devDependencies[name] = versions[name];
    }
  });
  await runIn(folder, ['npm', 'install'], { binFolders });
  return folder;
}

/** `ng add` of the packed library; where the app `asks`, as a person who presses Return at each question. */
export async function addLibrary(folder, { auth = 'client', asks = false }, context) {
  const { binFolders } = context;
  const add = ['npx', 'ng', 'add', 'ngx-calendar-sync'];
  const output =
    asks && HAS_TERMINAL
      ? await runInTerminal(folder, add.join(' '), QUESTIONS, { binFolders })
      : await runIn(folder, [...add, '--skip-confirmation', `--auth=${auth}`, '--defaults'], {
          binFolders,
        });
  if (!output.includes('UPDATE package.json')) {
    throw new Error(`ng add has changed nothing:\n${output}`);
  }
}

/**
 * Changes what the test needs otherwise: the emulator's address, a local copy whose state the page shows, a button that adds
 * an event, the writes that are pending, and styles that a strict Content-Security-Policy lets in, as the README says.
 */
export async function prepareForTest(
  folder,
  { name, isServerRendered = false },
  { emulator, tokenServer },
) {
  const app = join(folder, 'src/app');
  await changeText(join(app, 'google-calendar.config.emulator.ts'), (text) =>
    text
      .replace(NG_ADD_EMULATOR_URL, emulator)
      .replace(NG_ADD_TOKEN_SERVER_URL, tokenServer ?? NG_ADD_TOKEN_SERVER_URL),
  );
  const root = name.includes('ngmodule') ? 'app-module.ts' : 'app.config.ts';
  await changeText(join(app, root), (text) =>
    text
      .replace(
        'import { provideGoogleCalendarSync }',
        'import { provideGoogleCalendarSync, withOfflineReplica }',
      )
      .replace('(googleCalendarConfig)', '(googleCalendarConfig, withOfflineReplica())'),
  );
  const start = `${new Date().toISOString().slice(0, 10)}T12:00:00Z`;
  await changeText(
    join(app, 'calendar/calendar.html'),
    (text) => `${text}
@if (google.syncState().copy; as copy) {
  <p>Copied {{ copy.calendarsDone }} of {{ copy.calendars }}, {{ copy.phase }}</p>
}
<button
  type="button"
  (click)="run(google.addEvent('primary', { title: '${OFFLINE_EVENT.title}', start: '${start}' }))"
>
  ${OFFLINE_EVENT.button}
</button>
<p>Pending: {{ google.pendingWrites().length }}</p>
`,
  );
  if (!isServerRendered) {
    await changeJson(join(folder, 'angular.json'), ({ projects }) => {
      const { production } = projects[name].architect.build.configurations;
      const styles = { minify: true, inlineCritical: false };
      production.optimization = { scripts: true, styles, fonts: true };
    });
  }
}

/** Lets the token server that `ng add` has configured know this emulator and this origin of the app. */
export async function prepareTokenServer(folder, emulator, origin) {
  await changeText(
    join(folder, TOKEN_SERVER_ENV_FILE),
    (text) =>
      `${text.replaceAll(NG_ADD_EMULATOR_URL, emulator).replace(NG_ADD_ORIGIN, origin)}PORT=0\n`,
  );
}

/**
 * Builds for production, with the emulator as Google.
 *
 * @returns {Promise<{warnings: number, kilobytes: string}>} the size of what is loaded first, as it is transferred
 */
export async function buildApp(folder, { binFolders }) {
  const configuration = '--configuration=production,emulator';
  const output = await runIn(folder, ['npx', 'ng', 'build', configuration], { binFolders });
  const warnings = output.match(/\[WARNING\]|^Warning:/gm)?.length ?? 0;
  if (warnings > 0) {
    throw new Error(`ng build has warned:\n${output}`);
  }
  const [, kilobytes] = /Initial total\s*\|[^|]*\|\s*([\d.]+) kB/.exec(output) ?? [];
  return { warnings, kilobytes };
}

async function changeJson(file, change) {
  const content = JSON.parse(await readFile(file, 'utf8'));
  change(content);
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

async function changeText(file, change) {
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  if (changed === text) {
    throw new Error(`${file} is not as the test expects it:\n${text}`);
  }
  await writeFile(file, changed);
}
