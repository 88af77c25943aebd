import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HAS_TERMINAL, runInTerminal } from './ask-in-terminal.mjs';
import { runIn } from './commands.mjs';
import { OFFLINE_START, OFFLINE_TITLE, SERVICES, servicesOf } from './services.mjs';

const TOKEN_SERVER_PACKAGE = 'google-calendar-token-server';
const PACKAGES_OF_CLI = ['@angular/build', '@angular/cli'];
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
export async function newApp(app, { home, versions, binFolders }) {
  const { name, cli, framework, options } = app;
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
    const emulators = servicesOf(app).map(({ emulator }) => emulator);
    for (const name of [...emulators, TOKEN_SERVER_PACKAGE]) {
      manifest.devDependencies[name] = versions[name];
    }
  });
  await runIn(folder, ['npm', 'install'], { binFolders });
  return folder;
}

/** `ng add` of the packed library; where the app `asks`, as a person who presses Return at each question. */
export async function addLibrary(
  folder,
  { provider = 'google', auth = 'client', asks = false },
  { binFolders },
) {
  const add = ['npx', 'ng', 'add', 'ngx-calendar-sync'];
  const output =
    asks && HAS_TERMINAL
      ? await runInTerminal(folder, add.join(' '), QUESTIONS, { binFolders })
      : await runIn(
          folder,
          [...add, '--skip-confirmation', `--provider=${provider}`, `--auth=${auth}`, '--defaults'],
          { binFolders },
        );
  if (!output.includes('UPDATE package.json')) {
    throw new Error(`ng add has changed nothing:\n${output}`);
  }
}

/**
 * Changes what the test needs otherwise: the emulators' addresses, a local copy whose state the page shows, a button that adds
 * an event, the writes that are pending, and styles that a strict Content-Security-Policy lets in, as the README says.
 *
 * @param {Readonly<Record<string, {emulator: string, tokenServer?: string}>>} urls by the names of the services
 */
export async function prepareForTest(folder, app, urls) {
  const { name, isServerRendered = false } = app;
  const root = name.includes('ngmodule') ? 'app-module.ts' : 'app.config.ts';
  for (const service of servicesOf(app)) {
    await prepareService(join(folder, 'src/app'), root, service, urls[service.name]);
  }
  if (!isServerRendered) {
    await changeJson(join(folder, 'angular.json'), ({ projects }) => {
      const { production } = projects[name].architect.build.configurations;
      const styles = { minify: true, inlineCritical: false };
      production.optimization = { scripts: true, styles, fonts: true };
    });
  }
}

async function prepareService(folder, root, service, { emulator, tokenServer }) {
  const { name, label, emulatorUrl, tokenServerUrl } = service;
  await changeText(join(folder, `${name}-calendar.config.emulator.ts`), (text) =>
    text.replace(emulatorUrl, emulator).replace(tokenServerUrl, tokenServer ?? tokenServerUrl),
  );
  const copy = `with${label}Copy`;
  await changeText(join(folder, root), (text) =>
    text
      .replace(
        `import { provide${label}CalendarSync }`,
        `import { provide${label}CalendarSync, withOfflineReplica as ${copy} }`,
      )
      .replace(`(${name}CalendarConfig)`, `(${name}CalendarConfig, ${copy}())`),
  );
  const draft = `{ title: '${OFFLINE_TITLE}', start: '${OFFLINE_START}' }`;
  await changeText(
    join(folder, 'calendar/calendar.html'),
    (text) => `${text}
@if (${name}.syncState().copy; as copy) {
  <p>${label}: copied {{ copy.calendarsDone }} of {{ copy.calendars }}, {{ copy.phase }}</p>
}
<button type="button" (click)="${name}.addEvent('primary', ${draft})">Add to ${label}</button>
<p>${label}: pending {{ ${name}.pendingWrites().length }}</p>
`,
  );
}

/** Lets the token server that `ng add` has configured know this emulator and this origin of the app. */
export async function prepareTokenServer(folder, service, emulator, origin) {
  await changeText(
    join(folder, service.tokenServerEnvFile),
    (text) =>
      `${text
        .replaceAll(service.emulatorUrl, emulator)
        .replace(NG_ADD_ORIGIN, origin)
        .replace(/^PORT=.*\n/m, '')}PORT=0\n`,
  );
}

/**
 * Builds for production, with the emulators, and throws if code of a service that the app does not have is in what was built.
 *
 * @returns {Promise<{warnings: number, kilobytes: string}>} the size of what is loaded first, as it is transferred
 */
export async function buildApp(folder, app, { binFolders }) {
  const options = ['--configuration=production,emulator', '--stats-json'];
  const output = await runIn(folder, ['npx', 'ng', 'build', ...options], { binFolders });
  const warnings = output.match(/\[WARNING\]|^Warning:/gm)?.length ?? 0;
  if (warnings > 0) {
    throw new Error(`ng build has warned:\n${output}`);
  }
  await checkServices(join(folder, 'dist', app.name), servicesOf(app));
  const [, kilobytes] = /Initial total\s*\|[^|]*\|\s*([\d.]+) kB/.exec(output) ?? [];
  return { warnings, kilobytes };
}

/** Of each service its code is in the build if the app has it, else nothing. */
async function checkServices(folder, services) {
  // Angular 21 calls it stats.json; other versions have one for the browser and one for the server.
  const statsFiles = (await readdir(folder)).filter((file) => /stats.*\.json$/.test(file));
  const texts = await Promise.all(statsFiles.map((file) => readFile(join(folder, file), 'utf8')));
  const inputs = texts
    .flatMap((text) => Object.values(JSON.parse(text).outputs))
    .flatMap(({ inputs }) => Object.entries(inputs));
  for (const { name, label } of Object.values(SERVICES)) {
    const files = inputs
      .filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && isOfService(file, name))
      .map(([file]) => file);
    const isWanted = services.some((service) => service.name === name);
    if (isWanted !== files.length > 0) {
      throw new Error(
        isWanted
          ? `[${statsFiles.join(', ')}] has nothing of ${label}: the files are not named as the test expects`
          : `The app has no ${label}, but its build holds\n${files.join('\n')}`,
      );
    }
  }
}

function isOfService(file, name) {
  return file.includes(`/ngx-calendar-sync/fesm2022/ngx-calendar-sync-${name}`);
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
