import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** HTML whose interpolated values are escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export const STYLESHEET_PATH = '/o/oauth2/assets/pages.css';

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
        <header><p class="brand">Google Calendar emulator</p></header>
        <main>${content}</main>
        <footer><p>This is not Google. Nothing you do here leaves this computer.</p></footer>
      </body>
    </html>`;
}

/** The origins that an app on this machine may have. */
const LOOPBACK_ORIGINS = ['localhost', '*.localhost', '127.0.0.1']
  .flatMap((host) => [`http://${host}:*`, `https://${host}:*`])
  .join(' ');

/**
 * Headers of the sign-in pages. Chromium applies `form-action` to the redirects after a form too, so it allows the app's
 * origin and every other origin of this machine, to which the app may redirect in turn.
 */
export function pageHeaders(answerOrigin?: string, scripts = false): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      ...(scripts ? ["script-src 'self'", "require-trusted-types-for 'script'"] : []),
      `form-action 'self' ${LOOPBACK_ORIGINS}${answerOrigin ? ` ${answerOrigin}` : ''}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}
