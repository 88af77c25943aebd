import type { GoogleTokenGiver } from 'ngx-calendar-sync/google';
import type { ConfigFile, EmulatorAccount, ListedWay } from './config-file';

/** The ways to sign in, in the order in which they are compared. */
export const SIGN_IN_WAYS = ['server', 'client', 'redirect', 'contract', 'own', 'none'] as const;

/**
 * How the demo gets its access tokens.
 * - `server`: from a token server that keeps the refresh token in a sealed cookie.
 * - `client`: from Google's window, which is opened for each of them.
 * - `redirect`: as `server`, but Google's page takes the place of the demo's for the sign-in.
 * - `contract`: from a token server that leaves the refresh token to the page.
 * - `own`: from the app itself, which has a sign-in of its own.
 * - `none`: not at all; public calendars are read with the API key.
 */
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** A way to sign in, and the configuration of the demo for it. */
export interface ConfiguredWay {
  readonly way: SignInWay;
  readonly config: ConfigFile;
}

type GiveTokens = (account: EmulatorAccount) => GoogleTokenGiver;

/**
 * The ways that config.json offers, the first one first. Where it lists none its own way is the first; public calendars can
 * be read wherever there is an API key.
 *
 * @param giveTokens Makes the source of tokens for the way `own`.
 */
export function configuredWays(
  file: ConfigFile,
  giveTokens: GiveTokens,
): readonly [ConfiguredWay, ...ConfiguredWay[]] {
  const listed = (file.signInWays ?? []).flatMap((way) => configuredWay(file, way, giveTokens));
  const [first = { way: ownWayOf(file), config: file }, ...others] = listed;
  return file.apiKey === undefined || first.way === 'none'
    ? [first, ...others]
    : [first, ...others, { way: 'none', config: withoutClientId(file) }];
}

/** Whether a session that was begun in one way goes on in another: both have the token server's cookie. */
export function sharesSession(from: SignInWay, to: SignInWay): boolean {
  const sealedWays: readonly SignInWay[] = ['server', 'redirect'];
  return sealedWays.includes(from) && sealedWays.includes(to);
}

/** Empty for a way that this version of the demo does not know. */
function configuredWay(
  file: ConfigFile,
  listed: ListedWay,
  giveTokens: GiveTokens,
): readonly ConfiguredWay[] {
  const { way } = listed;
  switch (way) {
    case 'client':
      return [{ way, config: { ...file, auth: 'client' } }];
    case 'server':
    case 'contract': {
      const tokenMode = way === 'server' ? 'sealed' : 'contract';
      const { tokenServer } = listed;
      return [{ way, config: { ...file, auth: 'server', tokenServer, tokenMode } }];
    }
    case 'redirect':
      return [{ way, config: { ...file, auth: 'redirect', tokenServer: listed.tokenServer } }];
    case 'own':
      return [{ way, config: { ...withoutClientId(file), auth: giveTokens(listed) } }];
    default:
      return [];
  }
}

function ownWayOf({ clientId, auth = 'client', authUrl, tokenMode }: ConfigFile): SignInWay {
  switch (auth) {
    case 'client':
      return clientId === undefined ? 'none' : 'client';
    case 'server':
      return (tokenMode ?? (authUrl ? 'contract' : 'sealed')) === 'sealed' ? 'server' : 'contract';
    case 'redirect':
      return 'redirect';
    default:
      return 'own';
  }
}

/** Without a client ID nothing of Google's sign-in is loaded. */
function withoutClientId(file: ConfigFile): ConfigFile {
  return Object.fromEntries(Object.entries(file).filter(([name]) => name !== 'clientId'));
}
