import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { freePort } from '../free-port.mjs';
import { environment } from './commands.mjs';
import { SERVICES } from './services.mjs';

const OUTLOOK_REDIRECT_PAGE = '/outlook-redirect.html';
const CONTENT_TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
};

/**
 * Serves a built app with the strict policies that the documentation recommends; it may ask these servers.
 *
 * @param {string} folder
 * @param {number} port
 * @param {Readonly<Record<string, {emulator: string, tokenServer?: string}>>} urls by the names of the services
 */
export async function serveFolder(folder, port, urls) {
  const page = existsSync(join(folder, 'index.html')) ? 'index.html' : 'index.csr.html';
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url, 'http://localhost').pathname);
    const isPage = extname(path) === '' || !existsSync(path);
    const nonce = randomBytes(16).toString('base64');
    void readFile(isPage ? join(folder, page) : path).then((content) => {
      response.setHeader('Content-Type', CONTENT_TYPES[isPage ? '.html' : extname(path)] ?? '');
      // The window of Google's sign-in needs its opener; that of Microsoft's does not.
      const policy = urls.google ? 'same-origin-allow-popups' : 'same-origin';
      response.setHeader('Cross-Origin-Opener-Policy', policy);
      response.setHeader('Content-Security-Policy', policyOf(urls, nonce));
      response.end(
        isPage ? String(content).replace('<app-root', `<app-root ngCspNonce="${nonce}"`) : content,
      );
    });
  }).listen(port, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Runs the server that Angular's CLI has made of an app with server rendering. */
export async function runServer(folder, port, binFolders) {
  const child = spawn('node', ['server/server.mjs'], {
    cwd: folder,
    env: { ...environment(binFolders), PORT: String(port), NG_ALLOWED_HOSTS: 'localhost' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  await printed(child, exited, 'listening on', 'server.mjs');
  const html = await (await fetch(`http://localhost:${port}`)).text();
  if (!html.includes('Loading the calendar')) {
    throw new Error(`server.mjs has not rendered the calendar component:\n${html}`);
  }
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      child.kill();
      await exited;
    },
  };
}

/**
 * Runs `npm start`, and throws if the page lacks the header for the window of Google's sign-in, or its code the address of an
 * emulator, or the app the page that ends Outlook's sign-in: else a newcomer would meet the real services without an account
 * there, or a window that does not close.
 */
export async function checkDevServer(folder, binFolders, services) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn('npx', ['ng', 'serve', `--port=${port}`], {
    cwd: folder,
    env: environment(binFolders),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what `npx` starts is ended with it.
    detached: true,
  });
  const exited = once(child, 'exit');
  try {
    await printed(child, exited, url, 'ng serve');
    const page = await fetch(url);
    const policy = page.headers.get('Cross-Origin-Opener-Policy');
    if (services.includes(SERVICES.google) && policy !== 'same-origin-allow-popups') {
      throw new Error(`ng serve answers with Cross-Origin-Opener-Policy: ${policy}`);
    }
    const code = await (await fetch(`${url}/main.js`)).text();
    for (const { label, emulatorUrl } of services) {
      if (!code.includes(emulatorUrl)) {
        throw new Error(`ng serve does not use the configuration for the emulator of ${label}`);
      }
    }
    const redirectPage = await (await fetch(url + OUTLOOK_REDIRECT_PAGE)).text();
    if (services.includes(SERVICES.outlook) && !redirectPage.includes('outlook-redirect.js')) {
      throw new Error(`ng serve has no ${OUTLOOK_REDIRECT_PAGE}:\n${redirectPage}`);
    }
  } finally {
    process.kill(-child.pid);
    await exited;
  }
}

/** Starts the emulator of the service that is installed in the app. */
export function runEmulator(folder, { emulator }, binFolders) {
  return runPackage(folder, emulator, [], ['--port=0'], binFolders);
}

/** Starts the token server that is installed in the app, with the file of its environment. */
export function runTokenServer(folder, envFile, binFolders) {
  return runPackage(
    folder,
    'google-calendar-token-server',
    [`--env-file=${envFile}`],
    [],
    binFolders,
  );
}

async function runPackage(folder, name, nodeOptions, args, binFolders) {
  const bin = `node_modules/${name}/bin/${name}.mjs`;
  const child = spawn('node', [...nodeOptions, bin, ...args], {
    cwd: folder,
    env: environment(binFolders),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const [, url] = /listening on (\S+)/.exec(await printed(child, exited, '\n', name));
  return {
    url,
    close: async () => {
      child.kill();
      await exited;
    },
  };
}

/** What the process has printed when these words are among it. */
function printed(child, exited, words, name) {
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += stripVTControlCharacters(text);
        if (output.includes(words)) {
          resolve(output);
        }
      });
    }
    void exited.then(() => reject(new Error(`${name} has ended:\n${output}`)));
  });
}

function policyOf({ google, outlook }, nonce) {
  const scripts = google?.emulator ?? '';
  const servers = [google, outlook].flatMap((urls) => [urls?.emulator, urls?.tokenServer]);
  return [
    `default-src 'self'`,
    `script-src 'self' ${scripts}`,
    `style-src 'self' 'nonce-${nonce}'`,
    `connect-src 'self' ${servers.filter(Boolean).join(' ')}`,
    `frame-src ${scripts || "'none'"}`,
    `img-src 'self' data:`,
    `object-src 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types angular ${google ? 'ngx-calendar-sync' : ''}`,
  ].join('; ');
}
