import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NG_COMMAND = join(
  dirname(createRequire(import.meta.url).resolve('@angular/cli/package.json')),
  'bin/ng.js',
);

/** Runs `ng build`. The error of a build that fails has its output. */
export async function build(...args) {
  const child = spawn(process.execPath, [NG_COMMAND, 'build', ...args], {
    cwd: ROOT,
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

/** The folder into which a configuration of the Angular project `bench` is built. */
export function outputOf(configuration, ...path) {
  return join(ROOT, 'dist/bench', configuration, ...path);
}

/** Serves the page in which the figures are measured. */
export async function servePage() {
  const folder = outputOf('page', 'browser');
  const server = createServer(async (request, response) => {
    const [file] = /[\w-]+\.js$/.exec(request.url ?? '') ?? [];
    response.setHeader('Content-Type', file ? 'text/javascript' : 'text/html');
    response.end(
      file
        ? await readFile(join(folder, file))
        : '<!doctype html><link rel="icon" href="data:," /><script type="module" src="main.js"></script>',
    );
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
