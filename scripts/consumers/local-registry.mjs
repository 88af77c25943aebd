import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { basename } from 'node:path';
import { runIn } from './commands.mjs';

/**
 * Serves the packed packages under their names, as npm's registry will once they are published there, and sends every other
 * request on to the registry of this machine. A package installed from a file could not find the ones that it depends on.
 *
 * @param {Readonly<Record<string, string>>} tarballs paths by the names of the packages
 * @returns {Promise<{url: string, versions: Readonly<Record<string, string>>, close: () => Promise<void>}>}
 */
export async function serveRegistry(tarballs) {
  const upstream = (await runIn('.', ['npm', 'config', 'get', 'registry']))
    .trim()
    .replace(/\/$/, '');
  const manifests = Object.fromEntries(
    await Promise.all(
      Object.entries(tarballs).map(async ([name, tarball]) => [name, await manifestOf(tarball)]),
    ),
  );
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    const tarball = Object.values(tarballs).find((file) => path === `tarballs/${basename(file)}`);
    if (tarball) {
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' });
      createReadStream(tarball).pipe(response);
    } else if (Object.hasOwn(manifests, path)) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(packumentOf(manifests[path], tarballs[path], url)));
    } else {
      response.writeHead(307, { Location: upstream + request.url });
      response.end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    versions: Object.fromEntries(
      Object.entries(manifests).map(([name, { version }]) => [name, version]),
    ),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The package.json of a tarball, with the hash by which npm checks what it downloads. */
async function manifestOf(tarball) {
  const text = await runIn('.', ['tar', '-xzOf', tarball, 'package/package.json']);
  const hash = createHash('sha512').update(await readFile(tarball));
  return { ...JSON.parse(text), integrity: `sha512-${hash.digest('base64')}` };
}

/** What a registry answers for the name of a package. */
function packumentOf({ integrity, ...manifest }, tarball, url) {
  const { name, version } = manifest;
  const dist = { tarball: `${url}/tarballs/${basename(tarball)}`, integrity };
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist } },
  };
}
