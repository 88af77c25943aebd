import { invalidScope, unknownScope } from './refusals.ts';

const GRAPH_PREFIX = 'https://graph.microsoft.com/';

/** Scopes of OpenID Connect and what the consent page says of them. */
const IDENTITY_SCOPES: ReadonlyMap<string, string> = new Map([
  ['openid', 'Sign you in'],
  ['profile', 'See your name and your picture'],
  ['email', 'See your email address'],
  ['offline_access', 'Keep access to what you have given it access to'],
]);

/** The permissions of Microsoft Graph that the emulator knows, and what the consent page says of them. */
const GRAPH_SCOPES: ReadonlyMap<string, string> = new Map([
  ['Calendars.Read', 'Read your calendars'],
  ['Calendars.Read.Shared', 'Read your calendars and those shared with you'],
  ['Calendars.ReadBasic', 'Read the times and titles in your calendars'],
  ['Calendars.ReadWrite', 'Read and change your calendars'],
  ['Calendars.ReadWrite.Shared', 'Read and change your calendars and those shared with you'],
  ['Contacts.Read', 'Read your contacts'],
  ['Directory.Read.All', 'Read the directory of your organization'],
  ['Directory.ReadWrite.All', 'Read and change the directory of your organization'],
  ['Group.Read.All', 'Read all groups of your organization'],
  ['MailboxSettings.Read', 'Read the settings of your mailbox'],
  ['MailboxSettings.ReadWrite', 'Read and change the settings of your mailbox'],
  ['OnlineMeetings.ReadWrite', 'Read and make online meetings of yours'],
  ['People.Read', 'Read whom you work with'],
  ['Place.Read.All', 'Read the places of your organization'],
  ['User.Read', 'Sign you in and read your profile'],
  ['User.ReadBasic.All', 'Read the basic profiles of all users'],
]);

/** Permissions to which only an administrator may consent (permissions-reference). */
const ADMIN_SCOPES: ReadonlySet<string> = new Set([
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Group.Read.All',
  'Place.Read.All',
]);

const CANONICAL_NAMES: ReadonlyMap<string, string> = new Map(
  [...GRAPH_SCOPES.keys()].map((name) => [name.toLowerCase(), name]),
);

/** The scopes of a request, sorted. */
export interface RequestedScopes {
  readonly identity: readonly string[];
  /** Permissions of Graph without their prefix. */
  readonly graph: readonly string[];
  /** Whether `.default` was requested: all permissions of the app's registration. */
  readonly isDefault: boolean;
  /** Whether the request had the prefix: the answer then has it, too. */
  readonly isPrefixed: boolean;
}

/** @throws IdentityError for a scope that Graph does not have, or `.default` beside others. */
export function readScopes(
  text: string,
  permissions: readonly string[],
  isPersonal = false,
): RequestedScopes {
  const identity: string[] = [];
  const graph: string[] = [];
  let isDefault = false;
  let isPrefixed = false;
  for (const scope of new Set(text.split(/\s+/).filter((part) => part !== ''))) {
    const hasPrefix = scope.toLowerCase().startsWith(GRAPH_PREFIX);
    const name = hasPrefix ? scope.slice(GRAPH_PREFIX.length).replace(/^\//, '') : scope;
    const canonical = CANONICAL_NAMES.get(name.toLowerCase());
    isPrefixed ||= hasPrefix;
    if (name === '.default') {
      isDefault = true;
    } else if (!hasPrefix && IDENTITY_SCOPES.has(name.toLowerCase())) {
      identity.push(name.toLowerCase());
    } else if (canonical === undefined) {
      throw unknownScope(scope, isPersonal);
    } else {
      graph.push(canonical);
    }
  }
  if (isDefault && graph.length > 0) {
    throw invalidScope(".default can't be combined with other scopes of the resource.");
  }
  return { identity, graph: isDefault ? permissions : graph, isDefault, isPrefixed };
}

/** The `scope` of an answer: without `offline_access`, which is no permission of the access token. */
export function answeredScope(
  identity: readonly string[],
  graph: readonly string[],
  isPrefixed: boolean,
): string {
  return [
    ...identity.filter((scope) => scope !== 'offline_access'),
    ...graph.map((scope) => (isPrefixed ? GRAPH_PREFIX + scope : scope)),
  ].join(' ');
}

export function isIdentityScope(scope: string): boolean {
  return IDENTITY_SCOPES.has(scope);
}

export function needsAdministrator(scope: string): boolean {
  return ADMIN_SCOPES.has(scope);
}

export function scopeDescription(scope: string): string {
  return IDENTITY_SCOPES.get(scope) ?? GRAPH_SCOPES.get(scope) ?? scope;
}
