import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { IdentityError } from './identity-error.ts';
import type { Markup } from './pages/layout.ts';
import type { Session, Sessions } from './sessions.ts';

/** Entra's name for the cookie of a browser's session. */
const SESSION_COOKIE = 'ESTSAUTH';

export function readSession(context: Context, sessions: Sessions): Session {
  return sessions.of(getCookie(context, SESSION_COOKIE));
}

/** Over https the cookie is sent in frames of other sites, too: silent sign-in needs that, unless the browser blocks it. */
export function writeSession(context: Context, session: Session, origin: string): void {
  const isSecure = origin.startsWith('https:');
  setCookie(context, SESSION_COOKIE, session.cookie, {
    path: '/',
    httpOnly: true,
    secure: isSecure,
    sameSite: isSecure ? 'None' : 'Lax',
  });
}

export async function render(
  context: Context,
  markup: Markup,
  headers: Record<string, string>,
  status: 200 | 400 | 401 = 200,
): Promise<Response> {
  return context.html(await markup, status, headers);
}

/** @throws IdentityError if a page of another origin sent the form. */
export async function readForm(context: Context): Promise<URLSearchParams> {
  const origin = context.req.header('Origin');
  const host = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined;
  if (origin !== undefined && host !== context.req.header('Host')) {
    throw new IdentityError(90013, 'invalid_request', 'This form belongs to another site.');
  }
  return new URLSearchParams(await context.req.text());
}
