const CALENDAR_SCOPE = /^https:\/\/www\.googleapis\.com\/auth\/calendar(\.[a-z.]+)?$/;

const IDENTITY_SCOPES: ReadonlySet<string> = new Set([
  'openid',
  'email',
  'profile',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/userinfo.profile',
]);

/** Whether `/login` may ask for it: a page must not be able to borrow the client id for anything but calendars. */
export function isAllowedScope(scope: string): boolean {
  return CALENDAR_SCOPE.test(scope) || IDENTITY_SCOPES.has(scope);
}

/** The single scopes of a `scope` parameter, each once. */
export function splitScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
}
