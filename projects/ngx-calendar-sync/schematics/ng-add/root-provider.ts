import { posix } from 'node:path';
import { chain, noop, type Rule, type Tree } from '@angular-devkit/schematics';
import { addRootProvider } from '@schematics/angular/utility';
import type { Application } from './application';

/** Any of these in the code of the application says that it has the providers. */
const PROVIDED = /\b(provideGoogleCalendarSync|GoogleCalendarSyncModule\s*\.\s*forRoot)\s*\(/;

/** Adds `provideGoogleCalendarSync(googleCalendarConfig)` to the root of the app, be it standalone or an NgModule. */
export function addProvider({ name, folder }: Application): Rule {
  // `addRootProvider` does not say which file it changes, so the import is made relative to it afterwards.
  const config = `${folder}/google-calendar.config`;
  return (tree) =>
    filesOf(tree, posix.dirname(folder)).some((file) => PROVIDED.test(tree.readText(file)))
      ? noop()
      : chain([
          addRootProvider(
            name,
            ({ code, external }) =>
              code`${external('provideGoogleCalendarSync', 'ngx-calendar-sync/google')}(${external('googleCalendarConfig', config)})`,
          ),
          importRelatively(posix.dirname(folder), config),
        ]);
}

function importRelatively(sourceRoot: string, path: string): Rule {
  return (tree) => {
    for (const file of filesOf(tree, sourceRoot)) {
      const text = tree.readText(file);
      if (text.includes(`'${path}'`)) {
        const relative = posix.relative(posix.dirname(file), path);
        const specifier = relative.startsWith('.') ? relative : `./${relative}`;
        tree.overwrite(file, text.replace(`'${path}'`, `'${specifier}'`));
      }
    }
  };
}

/** The TypeScript files of the folder that are no specs. */
function filesOf(tree: Tree, folder: string): readonly string[] {
  const files: string[] = [];
  tree.getDir(folder).visit((path) => {
    if (path.endsWith('.ts') && !path.endsWith('.spec.ts')) {
      files.push(path);
    }
  });
  return files;
}
