import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const require = createRequire(import.meta.url);

/** The file of the README's app that has the configuration. */
export const MAIN_SAMPLE = 'src/app/app.config.ts';

/** What `ng new my-app --defaults` makes, with this workspace's packages and the library of `dist/` installed. */
export async function newAngularApp(folder) {
  const cli = require.resolve('@angular/cli/package.json');
  const { version } = require(cli);
  const { NodeWorkflow } = createRequire(cli)('@angular-devkit/schematics/tools');
  await mkdir(folder, { recursive: true });
  const workflow = new NodeWorkflow(folder, { resolvePaths: [root], schemaValidation: true });
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
  await link(join(root, 'dist/ngx-calendar-sync'), join(folder, 'node_modules/ngx-calendar-sync'));
  await cp(join(here, 'mobiscroll'), join(folder, 'node_modules/@mobiscroll/angular'), {
    recursive: true,
  });
  await useKarma(folder);
}

/** A folder for programs of Node, where the packages of this workspace are installed. */
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

/** A new app's own tests are for Vitest, which is not installed here; `describe` and `expect` are Jasmine's, too. */
async function useKarma(folder) {
  const types = join(folder, 'tsconfig.spec.json');
  await writeFile(types, (await readFile(types, 'utf8')).replace('vitest/globals', 'jasmine'));
  const file = join(folder, 'angular.json');
  const workspace = JSON.parse(await readFile(file, 'utf8'));
  workspace.projects['my-app'].architect.test = {
    builder: '@angular/build:karma',
    options: {
      tsConfig: 'tsconfig.spec.json',
      karmaConfig: join(root, 'karma.conf.js'),
      polyfills: [],
    },
  };
  await writeFile(file, JSON.stringify(workspace, null, 2));
}
