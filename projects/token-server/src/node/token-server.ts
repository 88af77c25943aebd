import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNodeListener, type NodeTokenServerOptions } from './node-listener.ts';

/** The options of {@link startTokenServer}. */
export interface ListeningOptions extends NodeTokenServerOptions {
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  /** The address to listen on; by default all addresses of the machine. */
  readonly host?: string;
  /**
   * Milliseconds after which a connection is closed whose client neither reads nor sends; by default 30,000. The server
   * uses a longer time where `googleTimeoutMs` needs it.
   */
  readonly idleTimeoutMs?: number;
}

/** A token server that listens on a port. */
export interface TokenServer {
  /** Its address on this machine, such as `http://localhost:3000`. */
  readonly url: string;
  /** Accepts no more requests, and resolves when those under way are answered, after 15 seconds at most. */
  stop(): Promise<void>;
}

/** Longer than the ten seconds that Google may take, so that a request under way is answered. */
const FORCED_STOP_AFTER_MS = 15_000;
const IDLE_CHECK_INTERVAL_MS = 100;
/** A request has a few hundred bytes, so a page never needs this long to send it. */
const REQUEST_TIMEOUT_MS = 15_000;
/** By default Node checks the timeout every 30 seconds only, so a request could take 45 seconds. */
const REQUEST_CHECK_INTERVAL_MS = 1000;
const IDLE_TIMEOUT_MS = 30_000;
const MARGIN_OVER_GOOGLE_TIMEOUT_MS = 5000;

/** @throws OptionsError that names every option that is missing or wrong. */
export async function startTokenServer(options: ListeningOptions): Promise<TokenServer> {
  const { port, host, idleTimeoutMs = IDLE_TIMEOUT_MS, ...rest } = options;
  const timeouts = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: REQUEST_CHECK_INTERVAL_MS,
  };
  const server = createServer(timeouts, createNodeListener(rest));
  // While Google is asked, nothing is sent on the page's connection: that must not count as idle.
  const slowestAnswerMs = options.googleTimeoutMs
    ? options.googleTimeoutMs + MARGIN_OVER_GOOGLE_TIMEOUT_MS
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
    // `close` waits for kept-alive connections, which become idle when their last request is answered.
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, IDLE_CHECK_INTERVAL_MS);
    const end = setTimeout(() => {
      server.closeAllConnections();
    }, FORCED_STOP_AFTER_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(end);
      resolve();
    });
  });
}
