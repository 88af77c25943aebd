/**
 * Fails where a file of the library has grown by more than 3 % since its size was accepted: each module of the package, and in
 * apps without and with a copy what the start loads and each file that is loaded later. Bytes are minified and gzipped.
 * `ng build ngx-calendar-sync` first. `--accept` takes the sizes of today; they stand in scripts/size-budget.json.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { AppFiles, moduleName } from '../bench/app-files.mjs';
import { Build, ngBuild, ROOT } from '../bench/built-apps.mjs';

const BUDGET_FILE = join(ROOT, 'scripts/size-budget.json');
const MAX_GROWTH = 0.03;
/** Files import each other by names with hashes, which gzip cannot shorten alike in every build. */
const HASHES_BYTES = 16;
const APPS = ['online', 'offline'];

const sizes = { package: await packageSizes() };
for (const [index, app] of (await Promise.all(APPS.map(appSizes))).entries()) {
  sizes[`app ${APPS[index]}`] = app;
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

async function appSizes(configuration) {
  await ngBuild(ROOT, 'bench', `--configuration=${configuration}`);
  const app = await AppFiles.read(new Build().outputOf(configuration));
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
