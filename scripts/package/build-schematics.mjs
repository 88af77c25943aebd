import { execFile } from 'node:child_process';
import { cp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const SOURCES = join(ROOT, 'projects/ngx-calendar-sync/schematics');
const BUILT_PACKAGE = join(ROOT, 'dist/ngx-calendar-sync');
const TARGET = join(BUILT_PACKAGE, 'schematics');
const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc');
/** Beside the compiled code: the collections, the options and the templates of files. */
const PUBLISHED_SOURCES = /(^|\/)(collection|migrations|schema)\.json$|\.template$/;

/** Compiles what `ng add` and `ng update` run into the built library. */
export async function buildSchematics() {
  await rm(TARGET, { recursive: true, force: true });
  await promisify(execFile)(
    process.execPath,
    [TSC, '--project', join(SOURCES, 'tsconfig.build.json')],
    { cwd: ROOT },
  ).catch((error) => {
    throw new Error(`The schematics do not compile:\n${error.stdout}`);
  });
  await cp(SOURCES, TARGET, {
    recursive: true,
    filter: (path) => !/\.\w+$/.test(path) || PUBLISHED_SOURCES.test(relative(SOURCES, path)),
  });
  // The library is a package of ES modules; the CLI of Angular loads schematics as CommonJS.
  await writeFile(join(TARGET, 'package.json'), '{ "type": "commonjs" }\n');
  // ng-packagr keeps every other package.json out of the package.
  await writeFile(
    join(BUILT_PACKAGE, '.npmignore'),
    '**/package.json\n!/package.json\n!/schematics/package.json\n',
  );
}
