import { SchematicsException, type Tree } from '@angular-devkit/schematics';
import { type ProjectDefinition, readWorkspace } from '@schematics/angular/utility';

/** An application of the workspace. */
export interface Application {
  readonly name: string;
  readonly definition: ProjectDefinition;
  /** The folder of the application's code, such as `/src/app`. */
  readonly folder: string;
}

/**
 * The application of this name; without a name the only one of the workspace.
 *
 * @throws SchematicsException if there is no such application, or no name and several.
 */
export async function chosenApplication(tree: Tree, name?: string): Promise<Application> {
  const { projects } = await readWorkspace(tree);
  const applications = [...projects]
    .filter(([, { extensions }]) => extensions['projectType'] === 'application')
    .map(([name]) => name);
  const choice = name ?? (applications.length === 1 ? applications[0] : undefined);
  if (choice === undefined) {
    throw new SchematicsException(
      applications.length === 0
        ? 'This workspace has no application. Make one (ng generate application my-app), then run ng add again.'
        : `This workspace has several applications (${applications.join(', ')}). Say which is meant: ` +
            `ng add ngx-calendar-sync --project ${String(applications[0])}`,
    );
  }
  const definition = projects.get(choice);
  if (!definition) {
    throw new SchematicsException(
      `This workspace has no project "${choice}". Its applications: ${applications.join(', ') || 'none'}.`,
    );
  }
  if (definition.extensions['projectType'] !== 'application') {
    throw new SchematicsException(
      `"${choice}" is a library. ngx-calendar-sync is added to the application that uses it; a library names ` +
        'ngx-calendar-sync in its peerDependencies.',
    );
  }
  if (!definition.targets.get('build')?.options?.['browser']) {
    throw new SchematicsException(
      `"${choice}" is not built by @angular/build:application or another builder with the option "browser". ` +
        'Move it to that builder first: ng update @angular/cli --name use-application-builder',
    );
  }
  const sourceRoot = definition.sourceRoot ?? `${definition.root}/src`.replace(/^\//, '');
  return { name: choice, definition, folder: `/${sourceRoot}/app` };
}
