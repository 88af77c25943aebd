import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createCertificate } from '../../../src/certificate.ts';
import { Clock } from '../../../src/clock.ts';
import { createIdentity, type Identity } from '../../../src/identity/identity.ts';
import { ACCOUNTS, CLIENTS } from './small-directory.ts';

export interface IdentityServer extends Identity {
  readonly url: string;
  readonly clock: Clock;
  /** The certificate in PEM; empty without TLS. */
  readonly cert: string;
  close(): Promise<void>;
}

/** The identity platform alone, without Graph. */
export async function startIdentity({ https = false } = {}): Promise<IdentityServer> {
  const clock = new Clock();
  let url = '';
  const identity = createIdentity({
    clock,
    clients: CLIENTS,
    accounts: {
      all: () => ACCOUNTS,
      find: (email) => ACCOUNTS.find((account) => account.email === email.toLowerCase()),
    },
    origin: () => url,
  });
  const listener = getRequestListener((request) => identity.routes.fetch(request));
  const certificate = https ? await createCertificate() : undefined;
  const server = await serve(
    (incoming, outgoing) => void listener(incoming, outgoing),
    certificate,
  );
  url = `${https ? 'https' : 'http'}://localhost:${portOf(server)}`;
  return {
    ...identity,
    url,
    clock,
    cert: certificate?.cert ?? '',
    close: () => close(server),
  };
}

export async function serve(
  listener: RequestListener,
  certificate?: { readonly key: string; readonly cert: string },
): Promise<Server> {
  const server = certificate
    ? createSecureServer({ ...certificate }, listener)
    : createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
