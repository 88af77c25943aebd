/** `npm run docs:serve`: serves what `npm run docs` has built. The variable `PORT` sets another port than 4500. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from './site-server.mjs';

const SITE = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist/docs');
const DEFAULT_PORT = 4500;

if (!existsSync(SITE)) {
  console.error('There is no dist/docs yet. Run: npm run docs');
  process.exit(1);
}
const { url } = await serveFolder(SITE, Number(process.env.PORT ?? DEFAULT_PORT));
console.log(`The documentation is at ${url}`);
