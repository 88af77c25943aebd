import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** Serves the scripts of a folder and the page that ends Outlook's sign-in, and for anything else the page. The browser may keep the scripts, as those of an app with hashed names. */
export async function serveFolder(folder, page) {
  const server = createServer(async (request, response) => {
    const [file] = /[\w/-]+\.js$|outlook-redirect\.html$/.exec(request.url ?? '') ?? [];
    response.setHeader('Content-Type', file?.endsWith('.js') ? 'text/javascript' : 'text/html');
    if (file) {
      response.setHeader('Cache-Control', 'max-age=86400, immutable');
    }
    response.end(file ? await readFile(join(folder, file)) : page);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    port: server.address().port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
