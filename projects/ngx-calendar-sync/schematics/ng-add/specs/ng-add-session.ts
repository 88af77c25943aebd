import { dirname, join } from 'node:path';
import { type Tree } from '@angular-devkit/schematics';
import { SchematicTestRunner, type UnitTestTree } from '@angular-devkit/schematics/testing';

const COLLECTION = join(__dirname, '../../collection.json');
export const CLIENT_ID = '1234567890-abc.apps.googleusercontent.com';

export interface Target {
  readonly options: Readonly<Record<string, unknown>>;
  readonly configurations: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Targets {
  readonly build: Target;
  readonly serve: Target;
}

interface Workspace {
  readonly projects: Readonly<Record<string, { readonly architect: Targets }>>;
}

const angular = new SchematicTestRunner(
  '@schematics/angular',
  join(dirname(require.resolve('@schematics/angular/package.json')), 'collection.json'),
);

/** Runs `ng add` and keeps what it says. */
export class NgAddSession {
  readonly runner = new SchematicTestRunner('ngx-calendar-sync', COLLECTION);
  readonly messages: string[] = [];

  constructor() {
    this.runner.logger.subscribe(({ message }) => this.messages.push(message));
  }

  add(tree: Tree, options: object = {}): Promise<UnitTestTree> {
    return this.runner.runSchematic('ng-add', { clientId: CLIENT_ID, ...options }, tree);
  }
}

/** A workspace with the applications that the CLI makes. */
export async function workspaceWith(...applications: readonly object[]): Promise<UnitTestTree> {
  let tree = await angular.runSchematic('workspace', { name: 'workspace', version: '21.0.0' });
  for (const options of applications) {
    const application = { name: 'shop', projectRoot: '', skipPackageJson: true, ...options };
    tree = await angular.runSchematic('application', application, tree);
  }
  return tree;
}

/** Adds the library `parts` to a workspace. */
export function withLibrary(tree: Tree): Promise<UnitTestTree> {
  const options = { name: 'parts', skipPackageJson: true, skipInstall: true };
  return angular.runSchematic('library', options, tree);
}

export function targetsOf(tree: Tree, name = 'shop'): Targets {
  return projectIn(JSON.parse(tree.readText('/angular.json')) as Workspace, name).architect;
}

/** Changes how the project `shop` is served. */
export function changeServe(tree: Tree, change: (serve: Target) => object): void {
  const workspace = JSON.parse(tree.readText('/angular.json')) as Workspace;
  const { architect } = projectIn(workspace, 'shop');
  Object.assign(architect, { serve: change(architect.serve) });
  tree.overwrite('/angular.json', JSON.stringify(workspace));
}

function projectIn({ projects }: Workspace, name: string): Workspace['projects'][string] {
  const project = projects[name];
  if (!project) {
    throw new Error(`There is no project ${name}`);
  }
  return project;
}

export function contentsOf(tree: UnitTestTree): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tree.files.map((file) => [file, tree.read(file)?.toString('latin1') ?? '']),
  );
}
