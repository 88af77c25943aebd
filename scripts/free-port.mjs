import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port on which nothing listens, for a server that another one has to know before it is started.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
