import { scopeSentences } from '../discovery/discovery.ts';

const USERINFO = 'https://www.googleapis.com/auth/userinfo.';

/** Short names of OpenID Connect and what Google writes for them in a token's scopes. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  email: `${USERINFO}email`,
  profile: `${USERINFO}profile`,
};

const IDENTITY: ReadonlySet<string> = new Set(['openid', ...Object.values(LONG_NAMES)]);

/** The single scopes of a `scope` parameter, each once, as they were asked for. */
export function splitScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
}

/** As a token carries them: with long names, and `openid` beside email or profile. */
export function grantedForm(scopes: readonly string[]): string[] {
  const long = scopes.map((scope) => LONG_NAMES[scope] ?? scope);
  const needsOpenId = long.some((scope) => scope.startsWith(USERINFO));
  return [...new Set([...long, ...(needsOpenId ? ['openid'] : [])])];
}

/** As the page that opened the window reads them: the short names stand beside the long ones. */
export function frontChannelForm(granted: Iterable<string>): string {
  const all = [...granted];
  const short = Object.entries(LONG_NAMES).flatMap(([name, long]) =>
    all.includes(long) ? [name] : [],
  );
  return [...short, ...all].join(' ');
}

/** Who somebody is; nothing that one could untick. */
export function isIdentityScope(scope: string): boolean {
  return IDENTITY.has(LONG_NAMES[scope] ?? scope);
}

export function isKnownScope(scope: string): boolean {
  return isIdentityScope(scope) || scopeSentences.has(scope);
}

/** What the scope lets an app do, in Google's words. */
export function scopeSentence(scope: string): string {
  return scopeSentences.get(scope) ?? scope;
}

export const EMAIL_SCOPE = `${USERINFO}email`;
export const PROFILE_SCOPE = `${USERINFO}profile`;
