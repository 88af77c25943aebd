import type { JsonValue } from '@angular-devkit/core';
import type { Rule } from '@angular-devkit/schematics';
import { type TargetDefinition, updateWorkspace } from '@schematics/angular/utility';
import type { Application } from './application';
import type { NgAddOptions } from './options';
import { type Service, SERVICES } from './services';

/** Of FullCalendar 7. The paths are resolved like imports. */
const FULL_CALENDAR_STYLES = [
  '@fullcalendar/angular/skeleton.css',
  '@fullcalendar/angular/themes/classic/theme.css',
  '@fullcalendar/angular/themes/classic/palette.css',
];
/** The page to which the window of Microsoft's sign-in is led in the end; it comes with the library. */
const OUTLOOK_REDIRECT_PAGE = {
  glob: 'outlook-redirect.*',
  input: 'node_modules/ngx-calendar-sync/outlook-redirect',
  output: '/',
};
const EMULATOR = 'emulator';
const COOP_HEADER = 'Cross-Origin-Opener-Policy';
/** The policy `same-origin` would cut the link to the window in which the user signs in. */
const COOP_FOR_SIGN_IN = 'same-origin-allow-popups';

type Values = Readonly<Record<string, unknown>>;

/** The commands that serve the app. */
export interface ServeCommands {
  readonly withEmulator: string;
  readonly withRealServices: string;
}

/** The configuration of `ng serve` with the real services. */
export function realConfiguration({ provider }: NgAddOptions): string {
  return provider === 'both' ? 'live' : provider;
}

/**
 * Changes angular.json: the build configuration `emulator`, `ng serve` with it and `ng serve --configuration google`, or its
 * like, without it, the header that Google's sign-in window needs, Outlook's page, and FullCalendar's styles.
 */
export function changeBuildTargets(application: Application, options: NgAddOptions): Rule {
  const { name, folder } = application;
  const { auth, component, provider } = options;
  const hasGoogle = provider !== 'outlook';
  const hasOutlook = provider !== 'google';
  const services = SERVICES.filter((service) => provider === 'both' || provider === service.name);
  return (_tree, { logger }) =>
    updateWorkspace(({ projects }) => {
      const targets = projects.get(name)?.targets;
      const build = targets?.get('build');
      const serve = targets?.get('serve');
      if (build) {
        addEmulatorConfiguration(build, folder.slice(1), services);
        if (component && provider === 'google') {
          addStyles(build);
        }
        if (hasOutlook && auth !== 'redirect') {
          addOutlookRedirectPage(build);
        }
      }
      if (serve) {
        if (hasGoogle) {
          addHeader(serve);
        }
        if (hasGoogle && auth !== 'redirect' && coopPolicyOf(serve) === 'same-origin') {
          logger.warn(
            `angular.json has ${COOP_HEADER}: same-origin, which cuts the link to the window in which the user signs in. ` +
              `Change it to ${COOP_FOR_SIGN_IN}, and on your site too.`,
          );
        }
        serveWithEmulator(serve, name, realConfiguration(options));
      }
    });
}

/** The commands that serve the app once `changeBuildTargets` has run. */
export function serveCommands(
  { name, definition }: Application,
  options: NgAddOptions,
): ServeCommands {
  const command = `ng serve ${name}`;
  const serve = definition.targets.get('serve');
  if (serve && isServedAsGenerated(serve, name)) {
    const withRealServices = `${command} --configuration ${realConfiguration(options)}`;
    return { withEmulator: command, withRealServices };
  }
  const buildTarget = defaultBuildTargetOf(serve) ?? `${name}:build:development`;
  const separator = buildTarget.split(':').length > 2 ? ',' : ':';
  return {
    withEmulator: `${command} --build-target ${buildTarget}${separator}${EMULATOR}`,
    withRealServices: command,
  };
}

/** What `ng serve` without a configuration serves. */
function defaultBuildTargetOf(serve: TargetDefinition | undefined): string | undefined {
  const configuration = serve?.configurations?.[serve.defaultConfiguration ?? ''];
  const buildTarget = configuration?.['buildTarget'] ?? serve?.options?.['buildTarget'];
  return typeof buildTarget === 'string' ? buildTarget : undefined;
}

/** An earlier `ng add` may have been of another service. */
function addEmulatorConfiguration(
  build: TargetDefinition,
  folder: string,
  services: readonly Service[],
): void {
  const existing = build.configurations?.[EMULATOR];
  const replacements = listOf(existing?.['fileReplacements']);
  const replaced = replacements.map((replacement) => valuesOf(replacement)['replace']);
  const missing = services
    .map(({ configFile }) => ({
      replace: `${folder}/${configFile}.ts`,
      with: `${folder}/${configFile}.emulator.ts`,
    }))
    .filter(({ replace }) => !replaced.includes(replace));
  build.configurations = {
    ...build.configurations,
    [EMULATOR]: { ...existing, fileReplacements: [...replacements, ...missing] },
  };
}

function addOutlookRedirectPage(build: TargetDefinition): void {
  const assets = listOf(build.options?.['assets']);
  if (!assets.some((asset) => valuesOf(asset)['glob'] === OUTLOOK_REDIRECT_PAGE.glob)) {
    build.options = { ...build.options, assets: [...assets, OUTLOOK_REDIRECT_PAGE] };
  }
}

function addStyles(build: TargetDefinition): void {
  const styles = listOf(build.options?.['styles']);
  const missing = FULL_CALENDAR_STYLES.filter((style) => !styles.includes(style));
  build.options = { ...build.options, styles: [...missing, ...styles] };
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

/** Where the user has a configuration of the name `real`, it stays. */
function serveWithEmulator(serve: TargetDefinition, name: string, real: string): void {
  const development = serve.configurations?.['development'];
  if (!development || !isServedAsGenerated(serve, name)) {
    return;
  }
  const build = `${name}:build:development`;
  serve.configurations = {
    ...serve.configurations,
    development: { ...development, buildTarget: `${build},${EMULATOR}` },
    [real]: serve.configurations?.[real] ?? { ...development, buildTarget: build },
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

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}
