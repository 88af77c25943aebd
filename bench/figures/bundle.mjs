import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build, outputOf } from '../built-apps.mjs';
import { countOf } from '../figure.mjs';

const GOAL_BYTES = { online: 10_000, offline: 18_000 };

/** The bytes, minified and gzipped, that the library adds to an app which has Angular and rxjs already. */
export async function bundle() {
  const without = await sizesOf('without');
  const online = await sizesOf('online');
  const offline = await sizesOf('offline');
  const limit =
    'the service holds every kind of sign-in, the writing and the messages of errors, ' +
    'and an app cannot leave out a part of it';
  return [
    countOf('bundle-online', GOAL_BYTES.online, online.first - without.first, 'bytes', { limit }),
    countOf('bundle-offline', GOAL_BYTES.offline, offline.first - without.first, 'bytes', {
      limit,
    }),
    countOf('bundle-recurrence', null, offline.later, 'bytes', {
      note: 'loaded when the first series is expanded',
    }),
  ];
}

/** The bytes that the app loads at its start, and those that it loads later by dynamic imports. */
async function sizesOf(configuration) {
  await build('bench', `--configuration=${configuration}`);
  const { outputs } = JSON.parse(await readFile(outputOf(configuration, 'stats.json'), 'utf8'));
  const withImports = (files, ...kinds) => {
    const all = new Set(files);
    for (const file of all) {
      for (const { path, kind, external } of outputs[file].imports) {
        if (kinds.includes(kind) && !external) {
          all.add(path);
        }
      }
    }
    return all;
  };
  const size = async (file) =>
    gzipSync(await readFile(outputOf(configuration, 'browser', file)), { level: 9 }).length;
  const first = withImports(['main.js'], 'import-statement');
  const all = withImports(first, 'import-statement', 'dynamic-import');
  const later = [...all].filter((file) => !first.has(file));
  const total = async (files) =>
    (await Promise.all(files.map(size))).reduce((sum, bytes) => sum + bytes, 0);
  return { first: await total([...first]), later: await total(later) };
}
