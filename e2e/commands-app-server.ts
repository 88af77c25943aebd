import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SCRIPT_FOLDER = '/scripts';
/** The Angular compiler runs first: it completes the library's code, which is partially compiled. */
const PAGE = `<!doctype html>
<link rel="stylesheet" href="${SCRIPT_FOLDER}/app.css" />
<script type="module" src="${SCRIPT_FOLDER}/compiler.js"></script>
<script type="module" src="${SCRIPT_FOLDER}/app.js"></script>`;
const REDIRECT_PAGE = `<!doctype html>
<script type="module" src="${SCRIPT_FOLDER}/redirect.js"></script>`;

interface MoreOfApp {
  readonly plugins?: Plugin[];
  /** A script of this folder that is all of the page `/redirect`. */
  readonly redirectScript?: string;
}

/**
 * Bundles an app of this folder with the library in `dist`, as a bundler of apps does it: what the library imports when it is
 * needed is a script of its own. Serves a page that has the app and nothing else.
 */
export async function serveApp(
  file: string,
  { plugins = [], redirectScript }: MoreOfApp = {},
): Promise<{ readonly url: string; close(): void }> {
  const { outputFiles } = await build({
    entryPoints: {
      compiler: '@angular/compiler',
      app: join(ROOT, 'e2e', file),
      ...(redirectScript !== undefined && { redirect: join(ROOT, 'e2e', redirectScript) }),
    },
    plugins,
    absWorkingDir: ROOT,
    nodePaths: [join(ROOT, 'dist')],
    // Without the `paths` of tsconfig.json, which lead to the library's sources.
    tsconfigRaw: {},
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: SCRIPT_FOLDER,
    write: false,
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url);
    const type = url.endsWith('.css') ? 'text/css' : 'text/javascript';
    const isRedirect = redirectScript !== undefined && url.startsWith('/redirect');
    response.setHeader('Content-Type', file ? type : 'text/html');
    response.end(file ?? (isRedirect ? REDIRECT_PAGE : PAGE));
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Serves e2e/commands-app.mjs. */
export function serveCommandsApp(): ReturnType<typeof serveApp> {
  return serveApp('commands-app.mjs');
}
