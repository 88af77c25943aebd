import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain, noop, type Rule, type SchematicContext } from '@angular-devkit/schematics';
import { addDependency, DependencyType, ExistingBehavior } from '@schematics/angular/utility';
import { JSONFile } from '@schematics/angular/utility/json-file';
import { chosenApplication } from './application';
import { changeBuildTargets } from './build-targets';
import { addCalendarComponent, addFiles } from './calendar-component';
import { CLIENT_ID_PLACEHOLDER, type NgAddOptions, readClientId, readTokenServer } from './options';
import { addProvider } from './root-provider';

/** Those that the component was written for. */
const FULL_CALENDAR_PACKAGES = {
  '@fullcalendar/angular': '^7.1.0',
  fullcalendar: '^7.1.0',
  'temporal-polyfill': '^1.0.0',
};
const NPM_SCRIPTS = {
  'calendar:emulator': 'google-calendar-emulator',
  'start:google': 'ng serve --configuration google',
};

/** `ng add ngx-calendar-sync`. What is there already stays as it is, so that running it again changes nothing. */
export default function ngAdd(options: NgAddOptions): Rule {
  return async (tree) => {
    const clientId = readClientId(options);
    const tokenServer = options.auth === 'client' ? undefined : readTokenServer(options);
    const application = await chosenApplication(tree, options.project);
    return chain([
      addFiles(application, 'config', { clientId, auth: options.auth, tokenServer }),
      addProvider(application),
      changeBuildTargets(application, options.component),
      addDependencies(options.component),
      addScripts(),
      options.component ? addCalendarComponent(application) : noop(),
      tellNextSteps(application.folder, clientId),
    ]);
  };
}

function addDependencies(component: boolean): Rule {
  const existing = ExistingBehavior.Skip;
  return chain([
    addDependency('google-calendar-emulator', `^${versionOfThisPackage()}`, {
      type: DependencyType.Dev,
      existing,
    }),
    ...Object.entries(component ? FULL_CALENDAR_PACKAGES : {}).map(([name, version]) =>
      addDependency(name, version, { existing }),
    ),
  ]);
}

/** The packages of this repository are published together, under one version. */
function versionOfThisPackage(): string {
  const manifest = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

function addScripts(): Rule {
  return (tree) => {
    const manifest = new JSONFile(tree, '/package.json');
    for (const [name, command] of Object.entries(NPM_SCRIPTS)) {
      if (manifest.get(['scripts', name]) === undefined) {
        manifest.modify(['scripts', name], command);
      }
    }
  };
}

function tellNextSteps(folder: string, clientId: string): Rule {
  const file = `${folder.slice(1)}/google-calendar.config.ts`;
  return (_tree, { logger }: SchematicContext) => {
    logger.info(
      'Try it without a Google account: npm run calendar:emulator, and in another terminal npm start.',
    );
    logger.info(
      clientId === CLIENT_ID_PLACEHOLDER
        ? `With the real Google: put your client ID into ${file}, then npm run start:google.`
        : 'With the real Google: npm run start:google.',
    );
  };
}
