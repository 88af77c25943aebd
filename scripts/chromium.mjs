import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lambda = 'AWS_Lambda_nodejs20.x';

/**
 * The browser of the tests: `CHROME_BIN` where it is set, else the Chromium that comes as an npm package,
 * which brings the system libraries that a bare Linux lacks.
 *
 * @returns {Promise<{executablePath: string | undefined, env: Record<string, string>, args: string[]}>}
 *   no `executablePath` means: let the test runner find an installed Chrome.
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
  const folder = await unpacked();
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
    args,
  };
}

/** The package unpacks into the temporary folder, not atomically and whatever its version: so do it aside, then rename. */
async function unpacked() {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '../../package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const cache = join(root, 'node_modules/.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) {
    return folder;
  }

  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, 'chromium-unpacking-'));
  await withEnvironment({ TMPDIR: aside, AWS_EXECUTION_ENV: lambda }, async () => {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  });
  await mendFontsPath(join(aside, 'fonts/fonts.conf'), folder);
  try {
    await rename(aside, folder);
  } catch (error) {
    if (!existsSync(folder)) {
      throw error;
    }
    await rm(aside, { recursive: true });
  }
  return folder;
}

async function withEnvironment(variables, work) {
  const touched = [...Object.keys(variables), 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const before = touched.map((name) => [name, process.env[name]]);
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  }
}

async function mendFontsPath(file, folder) {
  const text = await readFile(file, 'utf8');
  const fonts = `<dir>${join(folder, 'fonts')}</dir>`;
  await writeFile(file, text.replace(/<dir>[^<]*<\/dir>/, fonts));
}
