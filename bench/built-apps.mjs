import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ng = join(
  dirname(createRequire(import.meta.url).resolve('@angular/cli/package.json')),
  'bin/ng.js',
);

/** Runs `ng build`; what it says is told if it fails. */
export async function build(...args) {
  const child = spawn(process.execPath, [ng, 'build', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NG_CLI_ANALYTICS: 'false' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  }
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    throw new Error(`ng build ${args.join(' ')}\n${said}`);
  }
}

/** Where the app of a configuration of the project `bench` is built. */
export function outputOf(configuration, ...path) {
  return join(root, 'dist/bench', configuration, ...path);
}

/** Serves the page that the figures run in. */
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
