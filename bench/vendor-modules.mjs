import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the modules that measured apps do not contain, so that a browser can run them.
 *
 * @returns {Promise<string>} the tags for the head of a page: the import map, and the Angular compiler, which completes the
 * partially compiled code of Angular's packages
 */
export async function bundleVendorModules(root, externals, outdir) {
  const modules = ['@angular/compiler', ...externals];
  await build({
    entryPoints: Object.fromEntries(modules.map((name, index) => [`module${index}`, name])),
    absWorkingDir: root,
    tsconfigRaw: {},
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: join(outdir, 'vendor'),
  });
  const imports = Object.fromEntries(
    modules.map((name, index) => [name, `/vendor/module${index}.js`]),
  );
  return `<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module" src="${imports['@angular/compiler']}"></script>`;
}
