import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build, outputOf } from '../built-apps.mjs';
import { countOf } from '../figure.mjs';

const GOAL_BYTES = { online: 10_000, offline: 18_000 };

const LIMIT =
  'the service holds the writing, the mapping of events and the messages of errors, and an app cannot leave out a part ' +
  'of it';
/** Angular and rxjs are left out of the apps measured here. In an app their imports are bound to its own code. */
const EXTERNAL_IMPORTS = /import(?:[^"';]*?from)?\s*["'](?:@angular|rxjs|tslib)[^"']*["'];/g;
/** What is loaded later, by figure: the files with which its code begins, and who loads it. */
const LATER_CODE = [
  ['bundle-sign-in', ['client-token-source'], "an app with auth: 'client', beside its start"],
  [
    'bundle-sync',
    ['copy-sync', 'google-pull'],
    'the tab that leads, of an app with the local copy',
  ],
  ['bundle-recurrence', ['series-events'], 'an app with the local copy that has a series'],
  ['bundle-event-commands', ['event-commands'], 'an app that calls one of them'],
  ['bundle-calendar-commands', ['calendar-commands'], 'an app that calls one of them'],
  ['bundle-free-busy', ['free-busy-query'], 'an app that calls `freeBusy()`'],
];

/**
 * The bytes, minified and gzipped, that the library adds to an app which has Angular and rxjs already: those of its
 * start, and apart from them those that the code of a dynamic import adds.
 */
export async function bundle() {
  const without = await builtApp('without');
  const online = await builtApp('online');
  const offline = await builtApp('offline');
  const atStart = async (app) => (await app.startBytes()) - (await without.startBytes());
  return [
    countOf('bundle-online', GOAL_BYTES.online, await atStart(online), 'bytes', { limit: LIMIT }),
    countOf('bundle-offline', GOAL_BYTES.offline, await atStart(offline), 'bytes', {
      limit: LIMIT,
    }),
    ...(await Promise.all(
      LATER_CODE.map(async ([figure, code, who]) =>
        countOf(figure, null, await offline.laterBytes(code), 'bytes', {
          note: `loaded by ${who}`,
        }),
      ),
    )),
  ];
}

async function builtApp(configuration) {
  await build('bench', `--configuration=${configuration}`);
  const { outputs } = JSON.parse(await readFile(outputOf(configuration, 'stats.json'), 'utf8'));
  const start = withImports(['main.js']);

  /** The files and what they import statically. */
  function withImports(files) {
    const all = new Set(files);
    for (const file of all) {
      for (const { path, kind, external } of outputs[file].imports) {
        if (kind === 'import-statement' && !external) {
          all.add(path);
        }
      }
    }
    return all;
  }

  const size = async (file) => {
    const code = await readFile(outputOf(configuration, 'browser', file), 'utf8');
    return gzipSync(code.replace(EXTERNAL_IMPORTS, ''), { level: 9 }).length;
  };
  const total = async (files) =>
    (await Promise.all([...files].map(size))).reduce((sum, bytes) => sum + bytes, 0);

  return {
    startBytes: () => total(start),
    /** What the dynamic imports of this code load, without what the start has loaded already. */
    laterBytes: (codes) => {
      const files = codes.flatMap((code) => {
        const found = Object.keys(outputs).filter((file) =>
          outputs[file].entryPoint?.includes(code),
        );
        if (found.length !== 1) {
          throw new Error(`${found.length} files of ${configuration} begin with ${code}`);
        }
        return found;
      });
      return total([...withImports(files)].filter((file) => !start.has(file)));
    },
  };
}
