import type { Provider } from '../options.ts';

const GOOGLE_PREFIX = 'https://www.googleapis.com/auth/calendar';

/** What `/login` asks for if its query says nothing else. */
export const DEFAULT_SCOPES: Readonly<Record<Provider, readonly string[]>> = {
  google: [
    `${GOOGLE_PREFIX}.events.public.readonly`,
    `${GOOGLE_PREFIX}.readonly`,
    `${GOOGLE_PREFIX}.events.owned`,
  ],
  microsoft: ['Calendars.ReadWrite', 'MailboxSettings.Read', 'User.Read'],
};

/** With what Microsoft tells who signs in, and gives a refresh token. */
export const MICROSOFT_IDENTITY_SCOPES: readonly string[] = ['openid', 'profile', 'offline_access'];

const MICROSOFT_SCOPE =
  /^(https:\/\/graph\.microsoft\.com\/)?(Calendars\.[A-Za-z.]+|MailboxSettings\.[A-Za-z]+|User\.Read|openid|profile|email|offline_access)$/i;

const CALENDAR_SCOPE = /^https:\/\/www\.googleapis\.com\/auth\/calendar(\.[a-z.]+)?$/;

const IDENTITY_SCOPES: ReadonlySet<string> = new Set([
  'openid',
  'email',
  'profile',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/userinfo.profile',
]);

/** Whether `/login` may ask for the scope. A page must not use the client id to get access to more than calendars. */
export function isAllowedScope(scope: string, provider: Provider): boolean {
  if (provider === 'microsoft') {
    return MICROSOFT_SCOPE.test(scope);
  }
  return CALENDAR_SCOPE.test(scope) || IDENTITY_SCOPES.has(scope);
}

/** The scopes of a `scope` parameter, without repetitions. */
export function uniqueScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
}
