/**
 * Fails where a file of the library has grown by more than 3 % since its size was accepted: each module of the package, and in
 * apps without and with a copy what the start loads and each file that is loaded later. Bytes are minified and gzipped.
 * It fails, too, where an app of one provider contains a module of the other one, also an app of Mobiscroll's plug-in, or where
 * Outlook weighs 2 kB more than Google.
 * `ng build ngx-calendar-sync` first. `--accept` takes the sizes of today; they stand in scripts/size-budget.json.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { AppFiles, moduleName } from '../bench/app-files.mjs';
import { Build, ngBuild, ROOT } from '../bench/built-apps.mjs';

const BUDGET_FILE = join(ROOT, 'scripts/size-budget.json');
const MAX_GROWTH = 0.03;
/** Files import each other by names with hashes, which gzip cannot shorten alike in every build. */
const HASHES_BYTES = 16;
/** By the name of its build, what the figures of an app are called, and the provider that it must not contain. */
const APPS = {
  online: { group: 'app online', foreign: 'outlook' },
  offline: { group: 'app offline', foreign: 'outlook' },
  'outlook-online': { group: 'bundle-outlook-online', foreign: 'google' },
  'outlook-offline': { group: 'bundle-outlook-offline', foreign: 'google' },
};
/**
 * How much more the same app with Outlook may weigh. What is loaded only when it is asked for may weigh more: Outlook has to be asked
 * for what Google does by itself, such as keeping the exceptions of a series.
 */
const MAX_MORE_BYTES = { start: 2_000, everything: 4_000 };

const sizes = { package: await packageSizes() };
const faults = [];
for (const [configuration, { group, foreign }] of Object.entries(APPS)) {
  const app = await builtApp(configuration);
  sizes[group] = await appSizes(app);
  const foreigners = app.modules.filter((path) => path.includes(`ngx-calendar-sync-${foreign}`));
  faults.push(...foreigners.map((path) => `${group} contains ${path}.`));
}
for (const [entry, name, foreign] of [
  ['mobiscroll', 'googleCalendarSync', 'outlook'],
  ['mobiscroll/outlook', 'outlookCalendarSync', 'google'],
]) {
  const modules = await modulesOfPluginApp(entry, name);
  const foreigners = modules.filter((path) => path.includes(`ngx-calendar-sync-${foreign}`));
  faults.push(...foreigners.map((path) => `An app of ${name} contains ${path}.`));
}
for (const kind of ['online', 'offline']) {
  const [google, outlook] = [sizes[`app ${kind}`], sizes[`bundle-outlook-${kind}`]];
  for (const [name, maxMoreBytes] of Object.entries(MAX_MORE_BYTES)) {
    if (outlook[name] - google[name] > maxMoreBytes) {
      faults.push(
        `bundle-outlook-${kind}: ${name} has ${outlook[name]} bytes, and ${google[name]} with Google.`,
      );
    }
  }
}
for (const fault of faults) {
  console.error(fault);
  process.exitCode = 1;
}

if (process.argv.includes('--accept')) {
  await writeFile(BUDGET_FILE, `${JSON.stringify(sizes, null, 2)}\n`);
} else {
  const budget = JSON.parse(await readFile(BUDGET_FILE, 'utf8'));
  const excesses = Object.entries(sizes).flatMap(([group, files]) =>
    excessesOf(group, files, budget[group] ?? {}),
  );
  for (const excess of excesses) {
    console.error(excess);
  }
  if (excesses.length > 0) {
    console.error('If that is worth it: npm run size:accept, and commit scripts/size-budget.json.');
    process.exitCode = 1;
  }
}

/** What of the package is in an app that has one of the two objects of Mobiscroll's plug-in. */
async function modulesOfPluginApp(entry, name) {
  const { metafile } = await build({
    stdin: {
      contents: `import { ${name} } from 'ngx-calendar-sync/${entry}'; ${name}.init({});`,
      resolveDir: join(ROOT, 'dist/ngx-calendar-sync'),
    },
    external: ['@angular/*', 'rxjs', 'rxjs/*', 'tslib'],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'dist',
    metafile: true,
    write: false,
    logLevel: 'error',
    // The paths of this workspace lead to the sources.
    tsconfigRaw: {},
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
  );
}

function excessesOf(group, files, accepted) {
  return Object.entries(files).flatMap(([name, bytes]) => {
    const before = accepted[name];
    if (before === undefined) {
      return [`${group}: ${name} is new, ${bytes} bytes.`];
    }
    const growth = bytes / before - 1;
    return growth > MAX_GROWTH && bytes - before > HASHES_BYTES
      ? [`${group}: ${name} has grown by ${percent(growth)}, from ${before} to ${bytes} bytes.`]
      : [];
  });
}

/** Modules that have the same name without their hash are counted together. */
async function packageSizes() {
  const folder = join(ROOT, 'dist/ngx-calendar-sync/fesm2022');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.mjs'));
  const sized = await Promise.all(
    files.map(async (file) => {
      const code = await readFile(join(folder, file), 'utf8');
      const { code: minified } = await transform(code, {
        minify: true,
        format: 'esm',
        define: { ngDevMode: 'false' },
      });
      return [nameOf(file), gzipSync(minified, { level: 9 }).length];
    }),
  );
  return sorted(sized);
}

async function builtApp(configuration) {
  await ngBuild(ROOT, 'bench', `--configuration=${configuration}`);
  return AppFiles.read(new Build().outputOf(configuration));
}

async function appSizes(app) {
  const sized = app.namedFiles().map(async ([name, files]) => [name, await app.bytesOf(files)]);
  return sorted([...(await Promise.all(sized)), ['everything', await app.bytesOf(app.all)]]);
}

/** An entry is a file without a hash. */
function nameOf(file) {
  return /-[\w-]{8}\.mjs$/.test(file) ? moduleName(file) : `entry ${file.replace('.mjs', '')}`;
}

function sorted(sized) {
  const sums = new Map();
  for (const [name, bytes] of sized) {
    sums.set(name, (sums.get(name) ?? 0) + bytes);
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function percent(share) {
  return `${(share * 100).toFixed(1)} %`;
}
