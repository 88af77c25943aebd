/**
 * `npm run test:extension`: builds the app of docs/five-minutes.md as the two browser extensions of docs/browser-extension.md,
 * loads each in a Chromium, signs in and waits for the events. The npm Chromium is a headless shell, which loads no
 * extensions. So the browser is that of `EXTENSION_BROWSER`, else an installed `chromium` (Debian: `apt-get install chromium`);
 * without one the test is skipped. It needs the library in dist/ (`ng build ngx-calendar-sync`).
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../emulator.mjs';
import { startTokenServer } from '../token-server.mjs';
import { buildExtension, extensionOrigin, writeManifest } from './extension-app.mjs';
import {
  expectSignInByIdentity,
  expectSignInByRedirect,
  expectWayBackBlocked,
  inBrowser,
} from './open-extension.mjs';

const SAMPLES_FOLDER = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  'dist/samples',
);
const executablePath = [process.env.EXTENSION_BROWSER, '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
);

if (!executablePath) {
  console.log('Skipped: no browser here loads extensions. Run: apt-get install chromium');
  process.exit(0);
}
const emulator = await startEmulator({ port: 0 });
try {
  await testIdentity(join(SAMPLES_FOLDER, 'extension-identity'));
  await testRedirect(join(SAMPLES_FOLDER, 'extension-redirect'));
} finally {
  await emulator.close();
}

async function testIdentity(appFolder) {
  const folder = await buildExtension(appFolder, 'src/app/chrome-sign-in.ts', emulator.url);
  await writeManifest(folder, 'oauth2');
  await inBrowser(executablePath, folder, (context) =>
    expectSignInByIdentity(context, extensionOrigin(folder), emulator.url),
  );
  console.log('With chrome.identity the extension shows the events of its user.');
}

/** The emulator is at another host than the token server here, so that the manifest's rules for each of them are needed. */
async function testRedirect(appFolder) {
  const google = emulator.url.replace('localhost', '127.0.0.1');
  const origin = extensionOrigin(join(appFolder, 'dist/my-app/browser'));
  const tokenServer = await startTokenServer({
    port: 0,
    google,
    origins: [origin],
    mode: 'sealed',
  });
  try {
    const folder = await buildExtension(appFolder, 'src/app/redirect-sign-in.ts', emulator.url, {
      'https://app.example.com/api/google': tokenServer.url,
    });
    const hosts = {
      'https://app.example.com/*': 'http://localhost/*',
      'https://accounts.google.com/*': 'http://127.0.0.1/*',
    };
    await writeManifest(folder, 'background', hosts);
    await inBrowser(executablePath, folder, (context) =>
      expectSignInByRedirect(context, origin, emulator.url),
    );
    console.log('By redirect the extension signs in, and a reload stays signed in.');

    const withoutGoogle = { ...hosts, 'https://accounts.google.com/*': 'http://localhost/*' };
    await writeManifest(folder, 'background', withoutGoogle);
    await inBrowser(executablePath, folder, (context) =>
      expectWayBackBlocked(context, origin, emulator.url),
    );
    console.log(
      'A manifest that does not name Google as who may open the page blocks the way back.',
    );
  } finally {
    await tokenServer.close();
  }
}
