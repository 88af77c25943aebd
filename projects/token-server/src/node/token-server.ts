import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeListener, type NodeTokenServerOptions } from './node-listener.ts';

export interface ListeningOptions extends NodeTokenServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; all of the machine's if left out. */
  readonly host?: string;
  /**
   * Milliseconds after which a connection is closed on which nothing moves, because a client neither reads nor sends;
   * 30,000 if left out, and never less than Google may take.
   */
  readonly idleTimeoutMs?: number;
}

/** A token server of its own. */
export interface TokenServer {
  readonly url: string;
  /** Takes no more requests, and is done when those under way are answered, within 15 seconds. */
  stop(): Promise<void>;
}

/** More than Google may take for one request. */
const STOPS_WITHIN_MS = 15_000;
const IDLE_CHECK_MS = 100;
/** A request is a few hundred bytes; who needs longer for it is not a page. */
const REQUEST_TIMEOUT_MS = 15_000;
/** Node looks every 30 seconds if left alone, which would make 45 of the 15 above. */
const REQUEST_CHECK_INTERVAL_MS = 1000;
const IDLE_TIMEOUT_MS = 30_000;
const MARGIN_OVER_GOOGLE_MS = 5000;

/** @throws OptionsError that names every option that is missing or wrong. */
export async function startTokenServer(options: ListeningOptions): Promise<TokenServer> {
  const { port, host, idleTimeoutMs = IDLE_TIMEOUT_MS, ...rest } = options;
  const timing = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: REQUEST_CHECK_INTERVAL_MS,
  };
  const server = createServer(timing, createNodeListener(rest));
  // While Google is asked nothing moves on the page's connection either.
  const slowestAnswerMs = options.googleTimeoutMs
    ? options.googleTimeoutMs + MARGIN_OVER_GOOGLE_MS
    : 0;
  server.timeout = Math.max(idleTimeoutMs, slowestAnswerMs);
  await listen(server, port, host);
  const { port: chosen } = server.address() as AddressInfo;
  return { url: `http://localhost:${chosen}`, stop: () => stop(server) };
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A kept-alive connection is idle again after its last answer, and would hold the server open.
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, IDLE_CHECK_MS);
    const end = setTimeout(() => {
      server.closeAllConnections();
    }, STOPS_WITHIN_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(end);
      resolve();
    });
  });
}
