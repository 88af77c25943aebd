import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to connections and to servers which ask for any: until the server listens that this one is
 * for, nobody else gets it.
 */
const FIRST_PORT = 12_000;
const PORTS = 18_000;

/**
 * A port on which nothing listens, for a server that another one has to know before it is started.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
  const server = createServer().listen(port, 'localhost');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error.code !== 'EADDRINUSE') {
      throw error;
    }
    return freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
}
