import type { Rule } from '@angular-devkit/schematics';
import { type TargetDefinition, updateWorkspace } from '@schematics/angular/utility';
import type { Application } from './application';
import type { NgAddOptions } from './options';

/** Of FullCalendar 7. The paths are resolved like imports. */
const FULL_CALENDAR_STYLES = [
  '@fullcalendar/angular/skeleton.css',
  '@fullcalendar/angular/themes/classic/theme.css',
  '@fullcalendar/angular/themes/classic/palette.css',
];
const EMULATOR = 'emulator';
const COOP_HEADER = 'Cross-Origin-Opener-Policy';
/** The policy `same-origin` would cut the link to the window in which the user signs in. */
const COOP_FOR_SIGN_IN = 'same-origin-allow-popups';

type Values = Readonly<Record<string, unknown>>;

/** The commands that serve the app. */
export interface ServeCommands {
  readonly withEmulator: string;
  readonly withGoogle: string;
}

/**
 * Changes angular.json: the build configuration `emulator`, `ng serve` with it and `ng serve --configuration google` without
 * it, the header that the sign-in window needs, and FullCalendar's styles.
 */
export function changeBuildTargets(
  application: Application,
  { auth, component }: NgAddOptions,
): Rule {
  const { name, folder } = application;
  return (_tree, { logger }) =>
    updateWorkspace(({ projects }) => {
      const targets = projects.get(name)?.targets;
      const build = targets?.get('build');
      const serve = targets?.get('serve');
      if (build) {
        addEmulatorConfiguration(build, folder.slice(1));
        if (component) {
          addStyles(build);
        }
      }
      if (serve) {
        addHeader(serve);
        if (auth !== 'redirect' && coopPolicyOf(serve) === 'same-origin') {
          logger.warn(
            `angular.json has ${COOP_HEADER}: same-origin, which cuts the link to the window in which the user signs in. ` +
              `Change it to ${COOP_FOR_SIGN_IN}, and on your site too.`,
          );
        }
        serveWithEmulator(serve, name);
      }
    });
}

/** The commands that serve the app once `changeBuildTargets` has run. */
export function serveCommands({ name, definition }: Application): ServeCommands {
  const command = `ng serve ${name}`;
  const serve = definition.targets.get('serve');
  if (serve && isServedAsGenerated(serve, name)) {
    return { withEmulator: command, withGoogle: `${command} --configuration google` };
  }
  const buildTarget = defaultBuildTargetOf(serve) ?? `${name}:build:development`;
  const separator = buildTarget.split(':').length > 2 ? ',' : ':';
  return {
    withEmulator: `${command} --build-target ${buildTarget}${separator}${EMULATOR}`,
    withGoogle: command,
  };
}

/** What `ng serve` without a configuration serves. */
function defaultBuildTargetOf(serve: TargetDefinition | undefined): string | undefined {
  const configuration = serve?.configurations?.[serve.defaultConfiguration ?? ''];
  const buildTarget = configuration?.['buildTarget'] ?? serve?.options?.['buildTarget'];
  return typeof buildTarget === 'string' ? buildTarget : undefined;
}

function addEmulatorConfiguration(build: TargetDefinition, folder: string): void {
  build.configurations = {
    ...build.configurations,
    [EMULATOR]: {
      fileReplacements: [
        {
          replace: `${folder}/google-calendar.config.ts`,
          with: `${folder}/google-calendar.config.emulator.ts`,
        },
      ],
      ...build.configurations?.[EMULATOR],
    },
  };
}

function addStyles(build: TargetDefinition): void {
  const styles = listOf(build.options?.['styles']);
  const missing = FULL_CALENDAR_STYLES.filter((style) => !styles.includes(style));
  build.options = { ...build.options, styles: [...missing, ...styles] as string[] };
}

/** An app that has a policy already keeps it. */
function addHeader(serve: TargetDefinition): void {
  if (coopPolicyOf(serve) === undefined) {
    const headers = valuesOf(serve.options?.['headers']) as Record<string, string>;
    serve.options = { ...serve.options, headers: { [COOP_HEADER]: COOP_FOR_SIGN_IN, ...headers } };
  }
}

/** The policy without its parameters. */
function coopPolicyOf(serve: TargetDefinition): string | undefined {
  const [, value] =
    Object.entries(valuesOf(serve.options?.['headers'])).find(
      ([name]) => name.toLowerCase() === COOP_HEADER.toLowerCase(),
    ) ?? [];
  return typeof value === 'string' ? value.split(';')[0]?.trim() : undefined;
}

/** Where the user has a configuration `google`, it stays. */
function serveWithEmulator(serve: TargetDefinition, name: string): void {
  const development = serve.configurations?.['development'];
  if (!development || !isServedAsGenerated(serve, name)) {
    return;
  }
  const build = `${name}:build:development`;
  serve.configurations = {
    ...serve.configurations,
    development: { ...development, buildTarget: `${build},${EMULATOR}` },
    google: serve.configurations?.['google'] ?? { ...development, buildTarget: build },
  };
}

/** Whether `ng serve` is as the CLI makes it, or as `changeBuildTargets` does; the user's own stays. */
function isServedAsGenerated(serve: TargetDefinition, name: string): boolean {
  const build = `${name}:build:development`;
  const buildTarget = serve.configurations?.['development']?.['buildTarget'];
  return (
    serve.defaultConfiguration === 'development' &&
    (buildTarget === build || buildTarget === `${build},${EMULATOR}`)
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}
