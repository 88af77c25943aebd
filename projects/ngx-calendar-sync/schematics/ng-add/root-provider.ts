import { posix } from 'node:path';
import { chain, noop, type Rule, type Tree } from '@angular-devkit/schematics';
import { addRootProvider } from '@schematics/angular/utility';
import type { Application } from './application';
import type { Service } from './services';

/** Adds `provideGoogleCalendarSync(googleCalendarConfig)`, or its like, to the root of the app, be it standalone or an NgModule. */
export function addProvider({ name, folder }: Application, service: Service): Rule {
  // `addRootProvider` does not say which file it changes, so the import is made relative to it afterwards.
  const config = `${folder}/${service.configFile}`;
  return (tree) =>
    filesOf(tree, posix.dirname(folder)).some((file) => service.provided.test(tree.readText(file)))
      ? noop()
      : chain([
          addRootProvider(
            name,
            ({ code, external }) =>
              code`${external(service.provide, `ngx-calendar-sync/${service.name}`)}(${external(service.config, config)})`,
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
