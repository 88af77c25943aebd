import { startTokenServer } from './token-server.mjs';

/** The ways to sign in for which the emulator has what it takes. */
export const SIGN_IN_WAYS = ['server', 'client', 'redirect', 'contract', 'own'];

/** The account of which the emulator issues tokens where the app itself is the source of tokens. */
const DEFAULT_ACCOUNT = 'ada.meyer@example.com';

/**
 * Starts what the ways to sign in need besides the emulator: a token server that keeps the refresh token itself, and one
 * that leaves it to the page.
 *
 * @param {{google: string, demoOrigin: string, first?: string, port?: number, account?: string}} options `google` is the
 *   URL of the emulator, which must accept control requests from the demo's origin; `first` is the way that the demo uses
 *   until its user chooses another; `port` is that of the sealed token server, the other one takes a free port
 * @returns {Promise<{ways: readonly object[], servers: readonly {mode: string, url: string}[], close(): Promise<void>}>}
 *   `ways` is what the demo's config.json has as `signInWays`
 */
export async function startSignInWays({
  google,
  demoOrigin,
  first = 'server',
  port = 0,
  account = DEFAULT_ACCOUNT,
}) {
  const common = { google, origins: [demoOrigin] };
  const sealed = await startTokenServer({ ...common, port, mode: 'sealed' });
  const contract = await startTokenServer({ ...common, port: 0, mode: 'contract' });
  const needs = {
    server: { tokenServer: sealed.url },
    client: {},
    redirect: { tokenServer: sealed.url },
    contract: { tokenServer: contract.url },
    own: { tokenUrl: `${google}/_emulator/token`, account },
  };
  const ordered = [first, ...SIGN_IN_WAYS.filter((way) => way !== first)];
  return {
    ways: ordered.map((way) => ({ way, ...needs[way] })),
    servers: [
      { mode: 'sealed', url: sealed.url },
      { mode: 'contract', url: contract.url },
    ],
    close: async () => {
      await Promise.all([sealed.close(), contract.close()]);
    },
  };
}
