import type { Account } from '../accounts.ts';
import { tenantOf } from './tenants.ts';

/** Whose accounts an app takes, by the names of its manifest (reference-microsoft-graph-app-manifest). */
export type SignInAudience =
  | 'AzureADMyOrg'
  | 'AzureADMultipleOrgs'
  | 'AzureADandPersonalMicrosoftAccount'
  | 'PersonalMicrosoftAccount';

interface Registration {
  /** A GUID. */
  readonly clientId: string;
  /** Shown when the user is asked for consent. */
  readonly name?: string;
  /** Exactly these, or every page of this machine: an emulator's app has no fixed port. */
  readonly redirectUris: readonly string[] | 'loopback';
  /** Whose accounts it takes. */
  readonly audience: SignInAudience;
  /** The tenant of the app, to which `AzureADMyOrg` limits it. */
  readonly tenantId?: string;
  /** The permissions of the registration, for which `.default` stands. */
  readonly permissions?: readonly string[];
}

/** An app whose redirect URIs are of the type `spa`: no secret, PKCE, and tokens across origins alone. */
export interface SpaClient extends Registration {
  readonly kind: 'spa';
}

/** An app whose redirect URIs are of the type `web`: a secret, and no tokens across origins. */
export interface WebClient extends Registration {
  readonly kind: 'web';
  /** What it proves itself with at the token endpoint. */
  readonly secret: string;
}

/** An app that the emulator knows. */
export type RegisteredClient = SpaClient | WebClient;

/** Every name under `.localhost` is this machine (RFC 6761, section 6.3). */
const LOOPBACK_HOST = /^(([a-z0-9-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/;

export function isRegisteredRedirectUri(client: RegisteredClient, uri: string): boolean {
  return client.redirectUris === 'loopback'
    ? isLoopbackUrl(uri)
    : client.redirectUris.includes(uri);
}

/** Whether a page of this origin may exchange codes and refresh tokens of the app. */
export function isRegisteredOrigin(client: RegisteredClient, origin: string): boolean {
  if (client.kind !== 'spa') {
    return false;
  }
  return client.redirectUris === 'loopback'
    ? isLoopbackUrl(origin) && new URL(origin).origin === origin
    : client.redirectUris.some((uri) => new URL(uri).origin === origin);
}

export function isInAudience(client: RegisteredClient, account: Account): boolean {
  switch (client.audience) {
    case 'AzureADMyOrg':
      return account.kind === 'work' && tenantOf(account) === client.tenantId;
    case 'AzureADMultipleOrgs':
      return account.kind === 'work';
    case 'AzureADandPersonalMicrosoftAccount':
      return true;
    case 'PersonalMicrosoftAccount':
      return account.kind === 'personal';
  }
}

export function appName(client: RegisteredClient): string {
  return client.name ?? client.clientId;
}

function isLoopbackUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    LOOPBACK_HOST.test(url.hostname) &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  );
}
