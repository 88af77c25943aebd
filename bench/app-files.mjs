import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Angular and rxjs are left out of the apps measured here. In an app their imports are bound to its own code. */
const EXTERNAL_IMPORTS =
  /(?:import|export)(?:[^"';]*?from)?\s*["'](?:@angular|rxjs|tslib|react)[^"']*["'];?/g;

/** The files of an app that `ng build` has made with `statsJson`: what each of them weighs, and which ones its start loads. */
export class AppFiles {
  #folder;
  #outputs;
  /** The files that are loaded before the app runs. */
  start;

  static async read(folder) {
    const app = new AppFiles();
    app.#folder = join(folder, 'browser');
    app.#outputs = JSON.parse(await readFile(join(folder, 'stats.json'), 'utf8')).outputs;
    app.start = app.#withImports('main.js');
    return app;
  }

  get all() {
    return Object.keys(this.#outputs).filter((file) => file.endsWith('.js'));
  }

  /** The paths of the modules that the app contains. */
  get modules() {
    return Object.values(this.#outputs).flatMap(({ inputs }) => Object.keys(inputs));
  }

  /** The modules that the app imports and does not contain. */
  get externals() {
    const imports = Object.values(this.#outputs).flatMap((output) => output.imports ?? []);
    return [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))];
  }

  /** The bytes of files, minified and gzipped, without the text of their external imports. */
  async bytesOf(files) {
    const sizes = await Promise.all(
      [...files].map(async (file) => {
        const code = await readFile(join(this.#folder, file), 'utf8');
        return gzipSync(code.replace(EXTERNAL_IMPORTS, ''), { level: 9 }).length;
      }),
    );
    return sizes.reduce((sum, bytes) => sum + bytes, 0);
  }

  /**
   * All files by names that stay the same from build to build: what the start loads together is `start`; another file is named
   * after the largest module that it holds, or whose exports it passes on. A module is never in two files.
   */
  namedFiles() {
    const later = this.all.filter((file) => !this.start.has(file));
    return [
      ['start', [...this.start]],
      ...later.map((file) => [this.#largestModuleOf(file), [file]]),
    ];
  }

  #largestModuleOf(file) {
    const { inputs, entryPoint } = this.#outputs[file];
    const [largest] = Object.entries(inputs).sort(
      ([, a], [, b]) => b.bytesInOutput - a.bytesInOutput,
    );
    return moduleName(largest?.[0] ?? entryPoint ?? 'others');
  }

  /** The file and what it imports statically. */
  #withImports(file) {
    const files = new Set([file]);
    for (const one of files) {
      for (const { path, kind, external } of this.#outputs[one].imports) {
        if (kind === 'import-statement' && !external) {
          files.add(path);
        }
      }
    }
    return files;
  }
}

/** `dist/ngx-calendar-sync/fesm2022/ngx-calendar-sync-copy-sync-C7cDpFTp.mjs` is `copy-sync`, whatever its hash. */
export function moduleName(path) {
  const [file] = path.split('/').slice(-1);
  return file
    .replace(/\.m?[jt]s$/, '')
    .replace(/-[\w-]{8}$/, '')
    .replace(/^ngx-calendar-sync-/, '');
}
