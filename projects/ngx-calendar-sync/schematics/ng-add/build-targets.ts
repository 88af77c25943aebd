import type { Rule } from '@angular-devkit/schematics';
import { type TargetDefinition, updateWorkspace } from '@schematics/angular/utility';
import type { Application } from './application';

/** Of FullCalendar 7. The paths are resolved like imports. */
const FULL_CALENDAR_STYLES = [
  '@fullcalendar/angular/skeleton.css',
  '@fullcalendar/angular/themes/classic/theme.css',
  '@fullcalendar/angular/themes/classic/palette.css',
];
const COOP_HEADER = 'Cross-Origin-Opener-Policy';
/** The policy `same-origin` would cut the link to the window in which the user signs in. */
const COOP_FOR_SIGN_IN = 'same-origin-allow-popups';

type Values = Record<string, unknown>;

/**
 * Changes angular.json: the build configuration `emulator`, `ng serve` with it and `ng serve --configuration google` without
 * it, the header that the sign-in window needs, and FullCalendar's styles.
 */
export function changeBuildTargets({ name, folder }: Application, component: boolean): Rule {
  return updateWorkspace(({ projects }) => {
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
      serveWithEmulator(serve, `${name}:build`);
    }
  });
}

function addEmulatorConfiguration(build: TargetDefinition, folder: string): void {
  build.configurations = {
    ...build.configurations,
    emulator: {
      fileReplacements: [
        {
          replace: `${folder}/google-calendar.config.ts`,
          with: `${folder}/google-calendar.config.emulator.ts`,
        },
      ],
      ...build.configurations?.['emulator'],
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
  const headers = valuesOf(serve.options?.['headers']) as Record<string, string>;
  serve.options = {
    ...serve.options,
    headers: { [COOP_HEADER]: COOP_FOR_SIGN_IN, ...headers },
  };
}

/** Where `development` is not as the CLI makes it, it stays, and the user names the configuration: `build:…,emulator`. */
function serveWithEmulator(serve: TargetDefinition, build: string): void {
  const development = serve.configurations?.['development'];
  if (development?.['buildTarget'] !== `${build}:development`) {
    return;
  }
  serve.configurations = {
    ...serve.configurations,
    development: { ...development, buildTarget: `${build}:development,emulator` },
    google: { ...development },
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}
