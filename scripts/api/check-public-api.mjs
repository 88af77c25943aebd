/** Holds that what the packages export is documented and usable; `public-api.mjs` says what is checked. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { publicApiProblems } from './public-api.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LIBRARY = 'projects/ngx-calendar-sync';
const PACKAGES = [
  {
    config: `${LIBRARY}/tsconfig.lib.json`,
    entries: [
      'src',
      'account',
      'google',
      'google/worker',
      'fullcalendar',
      'mobiscroll',
      'icalendar',
      'testing',
    ].map((entry) => `${LIBRARY}/${entry}/public-api.ts`),
    internalEntries: [`${LIBRARY}/account/public-api.ts`],
    // An app that asks Google itself, by HttpClient, names the types of Google's answers.
    usedByAppsAlone: ['google/start/wire-types.generated.ts'],
  },
  {
    config: 'projects/google-emulator/tsconfig.json',
    entries: ['projects/google-emulator/src/index.ts'],
    // A test that sends requests by `control.as(…)` names the types of the answers.
    usedByAppsAlone: ['discovery/wire-types.generated.ts'],
  },
  {
    config: 'projects/token-server/tsconfig.json',
    entries: ['projects/token-server/src/index.ts', 'projects/token-server/src/node.ts'],
  },
];

const problems = PACKAGES.flatMap(({ config, entries, internalEntries, usedByAppsAlone }) =>
  publicApiProblems({
    entries: entries.map(inRoot),
    internalEntries: internalEntries?.map(inRoot),
    usedByAppsAlone,
    options: optionsOf(inRoot(config)),
    root: ROOT,
  }),
);
problems.forEach((problem) => console.error(problem));
console.log(`${problems.length} problems of the public API`);
process.exitCode = problems.length > 0 ? 1 : 0;

function inRoot(path) {
  return join(ROOT, path);
}

function optionsOf(config) {
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(json, ts.sys, dirname(config)).options;
}
