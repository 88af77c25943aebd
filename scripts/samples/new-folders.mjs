import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const THIS_FOLDER = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(dirname(THIS_FOLDER));
const require = createRequire(import.meta.url);

/** The file of the README's app that configures the library. */
export const CONFIG_SAMPLE = 'src/app/app.config.ts';

/** Makes the app that `ng new my-app --defaults` makes, with the packages of this workspace and the library of `dist/`. */
export async function newAngularApp(folder) {
  const cli = require.resolve('@angular/cli/package.json');
  const { version } = require(cli);
  const { NodeWorkflow } = createRequire(cli)('@angular-devkit/schematics/tools');
  await mkdir(folder, { recursive: true });
  const workflow = new NodeWorkflow(folder, { resolvePaths: [ROOT], schemaValidation: true });
  await new Promise((resolve, reject) => {
    workflow
      .execute({
        collection: '@schematics/angular',
        schematic: 'ng-new',
        options: {
          name: 'my-app',
          directory: '.',
          version,
          style: 'css',
          aiConfig: ['none'],
          skipGit: true,
          skipInstall: true,
        },
      })
      .subscribe({ complete: resolve, error: reject });
  });
  await link(join(ROOT, 'dist/ngx-calendar-sync'), join(folder, 'node_modules/ngx-calendar-sync'));
  // The part that the samples use of packages which are not installed here: types alone.
  await cp(join(THIS_FOLDER, 'packages'), join(folder, 'node_modules'), { recursive: true });
  await useKarma(folder);
}

/** Makes a folder for Node programs, which find the packages of this workspace in the node_modules of a parent folder. */
export async function newNodeFolder(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const compilerOptions = {
    strict: true,
    noImplicitOverride: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    skipLibCheck: true,
    target: 'ES2022',
    module: 'NodeNext',
    types: ['node'],
    noEmit: true,
  };
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['**/*.ts'] }),
  );
}

async function link(target, path) {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path, 'dir');
}

/** Lets the app's tests run with Karma: Vitest, which a new app uses, is not installed. Both know `describe` and `expect`. */
async function useKarma(folder) {
  const types = join(folder, 'tsconfig.spec.json');
  await writeFile(types, (await readFile(types, 'utf8')).replace('vitest/globals', 'jasmine'));
  const file = join(folder, 'angular.json');
  const workspace = JSON.parse(await readFile(file, 'utf8'));
  workspace.projects['my-app'].architect.test = {
    builder: '@angular/build:karma',
    options: {
      tsConfig: 'tsconfig.spec.json',
      karmaConfig: join(ROOT, 'karma.conf.js'),
      polyfills: [],
    },
  };
  await writeFile(file, JSON.stringify(workspace, null, 2));
}
