import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  readonly port: number;
  /** Stops at once and closes open connections. */
  close(): Promise<void>;
}

type NewServer = (listener: RequestListener) => Server;

const FREE_PORT_ATTEMPTS = 10;

/**
 * Listens on 127.0.0.1 and ::1 alone, so that `localhost` works whichever of them it resolves to.
 * @param port 0 chooses a free port.
 * @param newServer Makes the server of one address, such as one that speaks TLS.
 */
export async function listenOnLoopback(
  listener: RequestListener,
  port: number,
  newServer: NewServer = createServer,
): Promise<LoopbackServer> {
  for (let attempt = 1; ; attempt++) {
    const v4 = await listen(newServer(listener), port, '127.0.0.1');
    const chosen = (v4.address() as AddressInfo).port;
    try {
      const v6 = await listenIfPossible(newServer(listener), chosen);
      const servers = v6 ? [v4, v6] : [v4];
      return {
        port: chosen,
        close: async () => {
          await Promise.all(servers.map(close));
        },
      };
    } catch (error) {
      await close(v4);
      // A port that is free on IPv4 may be taken on IPv6: try another one, unless the caller asked for this one.
      if (port !== 0 || attempt === FREE_PORT_ATTEMPTS) {
        throw error;
      }
    }
  }
}

/** Answers undefined on a machine without IPv6. */
async function listenIfPossible(server: Server, port: number): Promise<Server | undefined> {
  try {
    return await listen(server, port, '::1');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') {
      return undefined;
    }
    throw error;
  }
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Node closes idle connections after five seconds. A client that was busy for longer would lose its next request.
    server.keepAliveTimeout = 0;
    server.once('error', reject);
    server.listen(port, host, () => {
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
