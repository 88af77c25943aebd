import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The files of packages that an app's worker is made of. It is bundled as Angular's CLI bundles workers: without the plugins
 * that know Angular.
 */
export async function filesOfWorker() {
  const { metafile } = await build({
    stdin: {
      contents: `import { runCalendarSyncWorker } from 'ngx-calendar-sync/google/worker';
        runCalendarSyncWorker();`,
      resolveDir: ROOT,
    },
    absWorkingDir: ROOT,
    nodePaths: [join(ROOT, 'dist')],
    // Without the `paths` of tsconfig.json, which lead to the library's sources.
    tsconfigRaw: {},
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'worker',
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0),
  );
}
