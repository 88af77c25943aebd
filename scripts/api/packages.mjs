import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LIBRARY = 'projects/ngx-calendar-sync';
const ICS = 'projects/google-ics';
const EMULATOR = 'projects/google-emulator';
const GRAPH_EMULATOR = 'projects/graph-emulator';
const TOKEN_SERVER = 'projects/token-server';

/** The published packages: their entries by the names under which they are imported. */
const PACKAGES = [
  {
    config: `${LIBRARY}/tsconfig.lib.json`,
    entries: {
      'ngx-calendar-sync': `${LIBRARY}/src/public-api.ts`,
      'ngx-calendar-sync/account': `${LIBRARY}/account/public-api.ts`,
      'ngx-calendar-sync/google': `${LIBRARY}/google/public-api.ts`,
      'ngx-calendar-sync/google/worker': `${LIBRARY}/google/worker/public-api.ts`,
      'ngx-calendar-sync/outlook': `${LIBRARY}/outlook/public-api.ts`,
      'ngx-calendar-sync/outlook/testing': `${LIBRARY}/outlook/testing/public-api.ts`,
      'ngx-calendar-sync/fullcalendar': `${LIBRARY}/fullcalendar/public-api.ts`,
      'ngx-calendar-sync/mobiscroll': `${LIBRARY}/mobiscroll/public-api.ts`,
      'ngx-calendar-sync/mobiscroll/outlook': `${LIBRARY}/mobiscroll/outlook/public-api.ts`,
      'ngx-calendar-sync/icalendar': `${LIBRARY}/icalendar/public-api.ts`,
      'ngx-calendar-sync/testing': `${LIBRARY}/testing/public-api.ts`,
    },
    internalEntries: [`${LIBRARY}/account/public-api.ts`],
    // An app that asks the provider itself, by HttpClient, names the types of its answers.
    usedByAppsAlone: [
      'google/start/wire-types.generated.ts',
      'outlook/start/wire-types.generated.ts',
    ],
  },
  {
    config: `${ICS}/tsconfig.json`,
    entries: { 'google-calendar-ics': `${ICS}/src/index.ts` },
  },
  {
    config: `${EMULATOR}/tsconfig.json`,
    entries: { 'google-calendar-emulator': `${EMULATOR}/src/index.ts` },
    // A test that sends requests by `control.as(…)` names the types of the answers.
    usedByAppsAlone: ['discovery/wire-types.generated.ts'],
  },
  {
    config: `${GRAPH_EMULATOR}/tsconfig.json`,
    entries: { 'graph-calendar-emulator': `${GRAPH_EMULATOR}/src/index.ts` },
  },
  {
    config: `${TOKEN_SERVER}/tsconfig.json`,
    entries: {
      'google-calendar-token-server': `${TOKEN_SERVER}/src/index.ts`,
      'google-calendar-token-server/node': `${TOKEN_SERVER}/src/node.ts`,
    },
  },
];

/** The packages with absolute paths, and with the options of their compiler. */
export function publishedPackages() {
  return PACKAGES.map(({ config, entries, internalEntries = [], usedByAppsAlone }) => ({
    entries: Object.fromEntries(
      Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)]),
    ),
    internalEntries: internalEntries.map((path) => join(ROOT, path)),
    usedByAppsAlone,
    options: optionsOf(join(ROOT, config)),
  }));
}

function optionsOf(config) {
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(json, ts.sys, dirname(config)).options;
}
