import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build, outputOf } from '../built-apps.mjs';
import { countOf } from '../figure.mjs';

const goals = { online: 10_000, offline: 18_000 };

/** The bytes, min + gzip, that an app has more for the library; Angular and rxjs apart. */
export async function bundle() {
  const without = await sizesOf('without');
  const online = await sizesOf('online');
  const offline = await sizesOf('offline');
  const limit =
    'every way to sign in, writing, and what errors say are in one service, ' +
    'of which nothing can be left out';
  return [
    countOf('bundle-online', goals.online, online.first - without.first, 'bytes', { limit }),
    countOf('bundle-offline', goals.offline, offline.first - without.first, 'bytes', { limit }),
    countOf('bundle-recurrence', null, offline.later, 'bytes', {
      note: 'loaded when there is a series',
    }),
  ];
}

/** What is loaded at first, and what only when something needs it. */
async function sizesOf(configuration) {
  await build('bench', `--configuration=${configuration}`);
  const { outputs } = JSON.parse(await readFile(outputOf(configuration, 'stats.json'), 'utf8'));
  const reached = (files, ...kinds) => {
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
  const first = reached(['main.js'], 'import-statement');
  const all = reached(first, 'import-statement', 'dynamic-import');
  const later = [...all].filter((file) => !first.has(file));
  const total = async (files) =>
    (await Promise.all(files.map(size))).reduce((sum, bytes) => sum + bytes, 0);
  return { first: await total([...first]), later: await total(later) };
}
