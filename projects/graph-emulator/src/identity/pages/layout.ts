import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** HTML whose interpolated values are escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export const STYLESHEET_PATH = '/identity/pages.css';
export const FORM_POST_SCRIPT_PATH = '/identity/form-post.js';
export const SIGN_IN_PATH = '/identity/sign-in';

/** The common layout of the sign-in pages. */
export function page(title: string, content: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="${STYLESHEET_PATH}" />
      </head>
      <body>
        <header><p class="brand">Microsoft account emulator</p></header>
        <main>${content}</main>
        <footer><p>This is not Microsoft. Nothing you do here leaves this computer.</p></footer>
      </body>
    </html>`;
}

/** The origins that an app on this machine may have. */
const LOOPBACK_ORIGINS = ['localhost', '*.localhost', '127.0.0.1']
  .flatMap((host) => [`http://${host}:*`, `https://${host}:*`])
  .join(' ');

export interface PageSecurity {
  /** Where the answer goes: Chromium applies `form-action` to the redirects after a form, too. */
  readonly answerOrigin?: string | undefined;
  readonly runsScript?: boolean;
  readonly isolatesWindow?: boolean;
}

/**
 * Headers of the sign-in pages, and of the redirects between them. With `isolatesWindow`, the window has no opener any more
 * and looks closed to the app that opened it, as with Entra.
 */
export function pageHeaders({
  answerOrigin,
  runsScript = false,
  isolatesWindow = true,
}: PageSecurity = {}): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      ...(runsScript ? ["script-src 'self'", "require-trusted-types-for 'script'"] : []),
      `form-action 'self' ${LOOPBACK_ORIGINS}${answerOrigin ? ` ${answerOrigin}` : ''}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    ...(isolatesWindow && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}
