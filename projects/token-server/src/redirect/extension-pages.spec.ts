import { Page } from '../testing/page.ts';
import { testHandler } from '../testing/test-handler.ts';

const LISTED = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const UNLISTED = 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba';

describe('pages of a browser extension:', () => {
  const page = (origin: string) => new Page(testHandler({}, { allowedOrigins: [LISTED] }), origin);
  const login = (origin: string, path = '/index.html') =>
    page(origin).visit(
      `/login?${new URLSearchParams({ returnTo: `${origin}${path}` }).toString()}`,
    );

  it('/login of an extension on the list goes to Google, with a cookie that no script can read', async () => {
    const { status, headers } = await login(LISTED, '/index.html#/week');
    expect(status).toBe(302);
    expect(headers.get('Location')).toMatch(/^https:\/\/accounts\.google\.com\//);
    expect(headers.getSetCookie().join()).toMatch(
      /^__Host-google-calendar-login-.*; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('/callback returns to the page of an extension on the list with the outcome', async () => {
    const extension = page(LISTED);
    const returnTo = `${LISTED}/index.html#/week`;
    const { headers } = await extension.visit(
      `/login?${new URLSearchParams({ returnTo }).toString()}`,
    );
    const state = new URL(headers.get('Location') ?? '').searchParams.get('state') ?? '';
    const back = await extension.visit(`/callback?error=access_denied&state=${state}`);
    expect(back.headers.get('Location')).toBe(`${returnTo}&google-calendar-login=access_denied`);
  });

  it('/login of an extension that is not on the list is return_to_not_allowed', async () => {
    const { status, headers, body } = await login(UNLISTED);
    expect([status, body['error']]).toEqual([400, 'return_to_not_allowed']);
    expect(headers.has('Location')).toBeFalse();
    expect(headers.getSetCookie()).toEqual([]);
  });

  for (const path of ['/auth', '/refresh', '/sign-out', '/disconnect']) {
    it(`POST ${path} of an extension that is not on the list is origin_not_allowed`, async () => {
      const { status, headers, body } = await page(UNLISTED).post(path);
      expect([status, body['error']]).toEqual([403, 'origin_not_allowed']);
      expect(headers.has('Access-Control-Allow-Origin')).toBeFalse();
    });
  }
});
