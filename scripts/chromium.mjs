import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The package unpacks the system libraries only if it seems to run on AWS Lambda. */
const LAMBDA_RUNTIME = 'AWS_Lambda_nodejs20.x';

/**
 * The browser of the tests: that of `CHROME_BIN` if it is set, else the Chromium of the npm package `@sparticuz/chromium`,
 * which contains the system libraries that a minimal Linux lacks.
 *
 * @returns {Promise<{executablePath: string | undefined, env: Record<string, string>, args: string[]}>}
 *   without an `executablePath` the test runner has to find an installed Chrome
 */
export async function chromium() {
  const chosen = process.env.CHROME_BIN;
  const args = ['--no-sandbox', '--disable-background-networking', '--font-render-hinting=none'];
  if (chosen) {
    return { executablePath: chosen, env: {}, args };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { executablePath: undefined, env: {}, args };
  }
  const folder = await unpackedFolder();
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
    args,
  };
}

/**
 * The folder of the unpacked browser. The package unpacks into the temporary folder, step by step and without its version in
 * the path. So it unpacks into a folder of its own, which is then renamed: two processes at once do not meet.
 */
async function unpackedFolder() {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '../../package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const cache = join(ROOT, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) {
    return folder;
  }

  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(join(cache, 'chromium-unpacking-'));
  await withEnvironment({ TMPDIR: temporary, AWS_EXECUTION_ENV: LAMBDA_RUNTIME }, async () => {
    const { default: sparticuzChromium } = await import('@sparticuz/chromium');
    await sparticuzChromium.executablePath();
  });
  await setFontsFolder(join(temporary, 'fonts/fonts.conf'), folder);
  try {
    await rename(temporary, folder);
  } catch (error) {
    if (!existsSync(folder)) {
      throw error;
    }
    await rm(temporary, { recursive: true });
  }
  return folder;
}

/** Runs `work` with these variables. The package sets some others, which are restored too. */
async function withEnvironment(variables, work) {
  const changedNames = [...Object.keys(variables), 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const valuesBefore = changedNames.map((name) => [name, process.env[name]]);
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const [name, value] of valuesBefore) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  }
}

/** The package's font configuration names the folder into which it was unpacked. */
async function setFontsFolder(file, folder) {
  const text = await readFile(file, 'utf8');
  const fonts = `<dir>${join(folder, 'fonts')}</dir>`;
  await writeFile(file, text.replace(/<dir>[^<]*<\/dir>/, fonts));
}
