const CALENDAR_SCOPE = /^https:\/\/www\.googleapis\.com\/auth\/calendar(\.[a-z.]+)?$/;

const IDENTITY_SCOPES: ReadonlySet<string> = new Set([
  'openid',
  'email',
  'profile',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/userinfo.profile',
]);

/** Whether `/login` may ask for the scope. A page must not use the client id to get access to more than calendars. */
export function isAllowedScope(scope: string): boolean {
  return CALENDAR_SCOPE.test(scope) || IDENTITY_SCOPES.has(scope);
}

/** The scopes of a `scope` parameter, without repetitions. */
export function uniqueScopes(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
}
