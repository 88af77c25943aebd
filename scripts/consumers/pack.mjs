import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runIn } from './commands.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PACKAGE_FOLDERS = {
  'ngx-calendar-sync': 'dist/ngx-calendar-sync',
  'google-calendar-ics': 'projects/google-ics',
  'google-calendar-emulator': 'projects/google-emulator',
  'graph-calendar-emulator': 'projects/graph-emulator',
  'google-calendar-token-server': 'projects/token-server',
};

/**
 * Packs the packages as they are published. The library is that of dist/.
 *
 * @returns {Promise<Record<string, string>>} the paths of the tarballs by the names of the packages
 */
export async function packAll(target) {
  if (!existsSync(join(ROOT, PACKAGE_FOLDERS['ngx-calendar-sync'], 'package.json'))) {
    throw new Error('The library is not built. Run: npx ng build ngx-calendar-sync');
  }
  for (const folder of Object.values(PACKAGE_FOLDERS)) {
    await runIn(join(ROOT, folder), ['npm', 'pack', '--silent', `--pack-destination=${target}`]);
  }
  const files = await readdir(target);
  return Object.fromEntries(
    Object.keys(PACKAGE_FOLDERS).map((name) => [
      name,
      join(target, files.find((file) => file.startsWith(name)) ?? name),
    ]),
  );
}
