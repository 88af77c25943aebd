import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chain, noop, type Rule, SchematicsException, type Tree } from '@angular-devkit/schematics';
import { addDependency, DependencyType, ExistingBehavior } from '@schematics/angular/utility';
import { JSONFile } from '@schematics/angular/utility/json-file';
import { addFiles } from './added-files';
import { chosenApplication } from './application';
import { changeBuildTargets, realConfiguration, serveCommands } from './build-targets';
import { addCalendarComponent } from './calendar-component';
import { addConfiguration } from './configuration';
import { tellNextSteps } from './next-steps';
import { type ChosenService, chosenServices, type NgAddOptions } from './options';
import { addProvider } from './root-provider';

const FULL_CALENDAR_MAJOR = 7;
/** Those that the component was written for. */
const FULL_CALENDAR_PACKAGES = {
  '@fullcalendar/angular': '^7.1.0',
  fullcalendar: '^7.1.0',
  'temporal-polyfill': '^1.0.0',
};
const TOKEN_SERVER_PACKAGE = 'google-calendar-token-server';

/** `ng add ngx-calendar-sync`. What is there already stays as it is, so that running it again changes nothing. */
export default function ngAdd(options: NgAddOptions): Rule {
  return async (tree) => {
    const services = chosenServices(options);
    const application = await chosenApplication(tree, options.project);
    const commands = serveCommands(application, options);
    const realScript = `start:${realConfiguration(options)}`;
    if (usesFullCalendar(options)) {
      refuseOldFullCalendar(tree);
    }
    return chain([
      ...services.flatMap((chosen) => [
        addConfiguration(application, chosen),
        addProvider(application, chosen.service),
        chosen.tokenServer === undefined
          ? noop()
          : addFiles(`${chosen.service.name}-token-server`, '/', {}),
      ]),
      changeBuildTargets(application, options),
      addDependencies(services, options),
      addScripts(services, { [realScript]: commands.withRealServices }),
      options.component ? addCalendarComponent(application, options.provider) : noop(),
      tellNextSteps(application, services, commands, realScript),
    ]);
  };
}

/** Whose events FullCalendar is bound to. */
function usesFullCalendar({ component, provider }: NgAddOptions): boolean {
  return component && provider === 'google';
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

function addDependencies(services: readonly ChosenService[], options: NgAddOptions): Rule {
  const existing = ExistingBehavior.Skip;
  const version = `^${versionOfThisPackage()}`;
  const servers = [
    ...services.map(({ service }) => service.emulator.package),
    ...(services.some(({ tokenServer }) => tokenServer !== undefined)
      ? [TOKEN_SERVER_PACKAGE]
      : []),
  ];
  const packages = Object.entries(usesFullCalendar(options) ? FULL_CALENDAR_PACKAGES : {});
  return chain([
    ...servers.map((name) => addDependency(name, version, { type: DependencyType.Dev, existing })),
    ...packages.map(([name, specifier]) => addDependency(name, specifier, { existing })),
  ]);
}

/** The packages of this repository are published together, under one version. */
function versionOfThisPackage(): string {
  const manifest = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

function addScripts(
  services: readonly ChosenService[],
  start: Readonly<Record<string, string>>,
): Rule {
  const scripts = {
    ...start,
    ...Object.fromEntries(services.flatMap(scriptsOf)),
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

/** Node reads the file of the environment, which a shell would do in its own way on each system. */
function scriptsOf({ service, tokenServer }: ChosenService): readonly [string, string][] {
  const emulator: [string, string] = [service.emulator.script, service.emulator.package];
  const bin = `node_modules/${TOKEN_SERVER_PACKAGE}/bin/${TOKEN_SERVER_PACKAGE}.mjs`;
  const command = `node --env-file=${service.tokenServer.envFile} ${bin}`;
  return tokenServer === undefined ? [emulator] : [emulator, [service.tokenServer.script, command]];
}
