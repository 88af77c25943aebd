import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chain,
  noop,
  type Rule,
  type SchematicContext,
  SchematicsException,
  type Tree,
} from '@angular-devkit/schematics';
import { addDependency, DependencyType, ExistingBehavior } from '@schematics/angular/utility';
import { JSONFile } from '@schematics/angular/utility/json-file';
import { addFiles } from './added-files';
import { type Application, chosenApplication } from './application';
import { changeBuildTargets, type ServeCommands, serveCommands } from './build-targets';
import { addCalendarComponent } from './calendar-component';
import { addConfiguration, tellOfGoogle } from './configuration';
import { type NgAddOptions, readClientId, readTokenServer } from './options';
import { addProvider } from './root-provider';

const FULL_CALENDAR_MAJOR = 7;
/** Those that the component was written for. */
const FULL_CALENDAR_PACKAGES = {
  '@fullcalendar/angular': '^7.1.0',
  fullcalendar: '^7.1.0',
  'temporal-polyfill': '^1.0.0',
};
const EMULATOR_SCRIPT = { 'calendar:emulator': 'google-calendar-emulator' };
const GOOGLE_SCRIPT_NAME = 'start:google';
/** Node reads the file of the environment, which a shell would do in its own way on each system. */
const TOKEN_SERVER_SCRIPT = {
  'calendar:token-server':
    'node --env-file=token-server.emulator.env node_modules/google-calendar-token-server/bin/google-calendar-token-server.mjs',
};

/** `ng add ngx-calendar-sync`. What is there already stays as it is, so that running it again changes nothing. */
export default function ngAdd(options: NgAddOptions): Rule {
  return async (tree) => {
    const clientId = readClientId(options);
    const tokenServer = needsTokenServer(options) ? readTokenServer(options) : undefined;
    const application = await chosenApplication(tree, options.project);
    const commands = serveCommands(application);
    if (options.component) {
      refuseOldFullCalendar(tree);
    }
    return chain([
      addConfiguration(application, { clientId, auth: options.auth, tokenServer }),
      addProvider(application),
      changeBuildTargets(application, options),
      addDependencies(options),
      addScripts(options, commands),
      needsTokenServer(options) ? addFiles('token-server', '/', {}) : noop(),
      options.component ? addCalendarComponent(application) : noop(),
      tellNextSteps(application, clientId, options, commands),
    ]);
  };
}

/** @throws SchematicsException if the app has a FullCalendar that the component cannot use. */
function refuseOldFullCalendar(tree: Tree): void {
  const manifest = new JSONFile(tree, '/package.json');
  for (const name of ['@fullcalendar/angular', '@fullcalendar/core']) {
    const specifier = manifest.get(['dependencies', name]);
    const major = typeof specifier === 'string' ? /\d+/.exec(specifier)?.[0] : undefined;
    if (major !== undefined && Number(major) < FULL_CALENDAR_MAJOR) {
      throw new SchematicsException(
        `This app has ${name} ${String(specifier)}, and the calendar component is written for FullCalendar ` +
          `${FULL_CALENDAR_MAJOR}. Update FullCalendar first, or leave the component out: ng add ngx-calendar-sync --no-component`,
      );
    }
  }
}

function needsTokenServer({ auth }: NgAddOptions): boolean {
  return auth !== 'client';
}

function addDependencies(options: NgAddOptions): Rule {
  const existing = ExistingBehavior.Skip;
  const version = `^${versionOfThisPackage()}`;
  const servers = needsTokenServer(options)
    ? ['google-calendar-emulator', 'google-calendar-token-server']
    : ['google-calendar-emulator'];
  return chain([
    ...servers.map((name) => addDependency(name, version, { type: DependencyType.Dev, existing })),
    ...Object.entries(options.component ? FULL_CALENDAR_PACKAGES : {}).map(([name, specifier]) =>
      addDependency(name, specifier, { existing }),
    ),
  ]);
}

/** The packages of this repository are published together, under one version. */
function versionOfThisPackage(): string {
  const manifest = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

function addScripts(options: NgAddOptions, { withGoogle }: ServeCommands): Rule {
  const scripts = {
    ...EMULATOR_SCRIPT,
    [GOOGLE_SCRIPT_NAME]: withGoogle,
    ...(needsTokenServer(options) ? TOKEN_SERVER_SCRIPT : {}),
  };
  return (tree) => {
    const manifest = new JSONFile(tree, '/package.json');
    for (const [name, command] of Object.entries(scripts)) {
      if (manifest.get(['scripts', name]) === undefined) {
        manifest.modify(['scripts', name], command);
      }
    }
  };
}

function tellNextSteps(
  application: Application,
  clientId: string,
  options: NgAddOptions,
  { withEmulator, withGoogle }: ServeCommands,
): Rule {
  const commands = [
    'npm run calendar:emulator',
    ...(needsTokenServer(options) ? ['npm run calendar:token-server'] : []),
    `npx ${withEmulator}`,
  ];
  return (tree, { logger }: SchematicContext) => {
    logger.info(
      'To try it without a Google account run these, each in a terminal of its own, and sign in as Ada Meyer:',
    );
    commands.forEach((command) => {
      logger.info(`  ${command}`);
    });
    // In a workspace of several applications the script may be that of another one.
    const script = new JSONFile(tree, '/package.json').get(['scripts', GOOGLE_SCRIPT_NAME]);
    const start = script === withGoogle ? `npm run ${GOOGLE_SCRIPT_NAME}` : `npx ${withGoogle}`;
    return tellOfGoogle(application, clientId, start);
  };
}
