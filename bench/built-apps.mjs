import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from './served-folder.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NG_COMMAND = join(
  dirname(createRequire(import.meta.url).resolve('@angular/cli/package.json')),
  'bin/ng.js',
);
const PAGE =
  '<!doctype html><link rel="icon" href="data:," /><script type="module" src="main.js"></script>';

/** Runs `ng build` in a folder that has an angular.json. The error of a build that fails has its output. */
export async function ngBuild(folder, ...args) {
  const child = spawn(process.execPath, [NG_COMMAND, 'build', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`ng build ${args.join(' ')}\n${output}`);
  }
}

/** The library of a working copy, and the page in which its figures are measured. */
export class Build {
  /** The name by which it is told of. */
  name;
  root;
  /** The server of the page; only after {@link buildPage}. */
  page;
  /** Whether the page has the figures that need more than the library's public entries. */
  hasInternals = true;
  #library;

  constructor(root = ROOT, name = 'here') {
    this.root = root;
    this.name = name;
  }

  /** Builds the page of the library's sources and serves it. */
  async buildPage() {
    await ngBuild(this.root, 'bench', '--configuration=page');
    this.page = await serveFolder(this.outputOf('page', 'browser'), PAGE);
  }

  /** As {@link buildPage}, for a library whose inner parts may be others than those that the page knows. */
  async buildPageOfAnyAge() {
    try {
      await this.buildPage();
    } catch {
      this.hasInternals = false;
      await ngBuild(this.root, 'bench', '--configuration=page,public-page');
      this.page = await serveFolder(this.outputOf('page', 'browser'), PAGE);
    }
  }

  /** Builds the library as it is published, once. */
  buildLibrary() {
    this.#library ??= ngBuild(this.root, 'ngx-calendar-sync');
    return this.#library;
  }

  /** The folder into which a configuration of the Angular project `bench` is built. */
  outputOf(configuration, ...path) {
    return join(this.root, 'dist/bench', configuration, ...path);
  }

  close() {
    this.page?.close();
  }
}
