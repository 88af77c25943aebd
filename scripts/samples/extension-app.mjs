import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emulatorConfig } from '../emulator.mjs';
import { blocksOf } from './markdown-blocks.mjs';
import { newAngularApp } from './new-folders.mjs';
import { run } from './run.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const APP = 'docs/five-minutes.md';
const GUIDE = 'docs/browser-extension.md';

/**
 * Builds the app of the five-minute start with a sign-in of the guide.
 *
 * @param {string} appFolder
 * @param {string} signIn the guide's file that exports the `providers`
 * @param {string} emulatorUrl what takes the place of Google
 * @param {Record<string, string>} [replaced] what the test has in the place of addresses of that file
 * @returns {Promise<string>} the folder of the extension, which has no manifest yet
 */
export async function buildExtension(appFolder, signIn, emulatorUrl, replaced = {}) {
  await rm(appFolder, { recursive: true, force: true });
  await newAngularApp(appFolder);
  const blocks = [...(await blocksOfFile(APP)), ...(await blocksOfFile(GUIDE))];
  for (const name of ['src/app/app.ts', 'src/styles.css', 'public/background.js', signIn]) {
    const { context, text } = blocks.find(({ text }) =>
      text.split('\n', 1)[0].includes(` ${name}`),
    );
    await mkdir(dirname(join(appFolder, name)), { recursive: true });
    await writeFile(join(appFolder, name), `${context}\n${text}`);
  }
  const { clientId, endpoints } = emulatorConfig(emulatorUrl);
  await change(join(appFolder, signIn), {
    ...replaced,
    'YOUR_CLIENT_ID.apps.googleusercontent.com': clientId,
    'provideGoogleCalendarSync({': `provideGoogleCalendarSync({ endpoints: ${JSON.stringify(endpoints)},`,
  });
  await writeFile(
    join(appFolder, 'src/app/app.config.ts'),
    `import { providers } from './${signIn.replace(/^src\/app\/|\.ts$/g, '')}';
export const appConfig = { providers };
`,
  );
  await withoutInlineScript(join(appFolder, 'angular.json'));
  await run(appFolder, 'ng', 'build', '--no-progress');
  return join(appFolder, 'dist/my-app/browser');
}

/** Writes the manifest of the guide that has this member, with other hosts. */
export async function writeManifest(folder, member, hosts = {}) {
  const manifest = (await blocksOfFile(GUIDE)).find(
    ({ language, text }) => language === 'json' && member in JSON.parse(text),
  );
  const file = join(folder, 'manifest.json');
  await writeFile(file, manifest.text);
  await change(file, hosts);
}

/** The origin of an unpacked extension: Chromium derives its id from its path. */
export function extensionOrigin(folder) {
  const hex = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  const id = hex.replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]);
  return `chrome-extension://${id}`;
}

async function blocksOfFile(file) {
  return blocksOf(file, await readFile(join(ROOT, file), 'utf8'));
}

async function change(file, replaced) {
  let text = await readFile(file, 'utf8');
  for (const [sample, value] of Object.entries(replaced)) {
    text = text.replaceAll(sample, value);
  }
  await writeFile(file, text);
}

/** An extension may run no inline script, so critical CSS must not be inlined, as the guide says. */
async function withoutInlineScript(file) {
  const workspace = JSON.parse(await readFile(file, 'utf8'));
  const { production } = workspace.projects['my-app'].architect.build.configurations;
  production.optimization = {
    scripts: true,
    styles: { minify: true, inlineCritical: false },
    fonts: true,
  };
  await writeFile(file, JSON.stringify(workspace));
}
