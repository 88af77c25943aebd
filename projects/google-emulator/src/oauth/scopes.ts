import { SCOPE_DESCRIPTIONS } from '../discovery/discovery.ts';

const USERINFO_PREFIX = 'https://www.googleapis.com/auth/userinfo.';

/** OpenID Connect's short scope names and the names that Google uses for them in a token's scopes. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  email: `${USERINFO_PREFIX}email`,
  profile: `${USERINFO_PREFIX}profile`,
};

const IDENTITY_SCOPES: ReadonlySet<string> = new Set(['openid', ...Object.values(LONG_NAMES)]);

/** The scopes of a `scope` parameter, in its order and without duplicates. */
export function splitScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
}

/** Scopes as Google records them in a token: with long names, and with `openid` if email or profile is there. */
export function grantedForm(scopes: readonly string[]): string[] {
  const long = scopes.map((scope) => LONG_NAMES[scope] ?? scope);
  const needsOpenId = long.some((scope) => scope.startsWith(USERINFO_PREFIX));
  return [...new Set([...long, ...(needsOpenId ? ['openid'] : [])])];
}

/** Scopes as Google's authorization response lists them: short names in addition to the long ones. */
export function frontChannelForm(granted: Iterable<string>): string {
  const all = [...granted];
  const short = Object.entries(LONG_NAMES).flatMap(([name, long]) =>
    all.includes(long) ? [name] : [],
  );
  return [...short, ...all].join(' ');
}

/** Whether the scope only identifies the user: `openid`, email or profile. The consent page has no checkbox for it. */
export function isIdentityScope(scope: string): boolean {
  return IDENTITY_SCOPES.has(LONG_NAMES[scope] ?? scope);
}

export function isKnownScope(scope: string): boolean {
  return isIdentityScope(scope) || SCOPE_DESCRIPTIONS.has(scope);
}

/** Google's description of what the scope allows. */
export function scopeDescription(scope: string): string {
  return SCOPE_DESCRIPTIONS.get(scope) ?? scope;
}

export const EMAIL_SCOPE = `${USERINFO_PREFIX}email`;
export const PROFILE_SCOPE = `${USERINFO_PREFIX}profile`;
