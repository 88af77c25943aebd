import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { environment } from './commands.mjs';

const CONTENT_TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
};

/** Serves a built app with the strict policies that the README recommends. */
export async function serveFolder(folder, emulatorUrl) {
  const page = existsSync(join(folder, 'index.html')) ? 'index.html' : 'index.csr.html';
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url, 'http://localhost').pathname);
    const isPage = extname(path) === '' || !existsSync(path);
    const nonce = randomBytes(16).toString('base64');
    void readFile(isPage ? join(folder, page) : path).then((content) => {
      response.setHeader('Content-Type', CONTENT_TYPES[isPage ? '.html' : extname(path)] ?? '');
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin-allow-popups');
      response.setHeader('Content-Security-Policy', policyOf(emulatorUrl, nonce));
      response.end(
        isPage ? String(content).replace('<app-root', `<app-root ngCspNonce="${nonce}"`) : content,
      );
    });
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${server.address().port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Runs the server that Angular's CLI has made of an app with server rendering. */
export async function runServer(folder, binFolders) {
  const port = await freePort();
  const child = spawn('node', ['server/server.mjs'], {
    cwd: folder,
    env: { ...environment(binFolders), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (output.includes('listening on')) {
          resolve();
        }
      });
    }
    void exited.then(() => reject(new Error(`server.mjs has ended:\n${output}`)));
  });
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      child.kill();
      await exited;
    },
  };
}

/** Starts the emulator that is installed in the app. */
export async function runEmulator(folder, binFolders) {
  const bin = 'node_modules/google-calendar-emulator/bin/google-calendar-emulator.mjs';
  const child = spawn('node', [bin, '--port=0'], {
    cwd: folder,
    env: environment(binFolders),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const listening = /listening on (\S+)/.exec(output)?.[1];
      if (listening) {
        resolve(listening);
      }
    });
    void exited.then(() => reject(new Error(`The emulator has ended:\n${output}`)));
  });
  return {
    url,
    close: async () => {
      child.kill();
      await exited;
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function policyOf(emulatorUrl, nonce) {
  return [
    `default-src 'self'`,
    `script-src 'self' ${emulatorUrl}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `connect-src 'self' ${emulatorUrl}`,
    `frame-src ${emulatorUrl}`,
    `img-src 'self' data:`,
    `object-src 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types angular ngx-calendar-sync`,
  ].join('; ');
}
