import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Markup with everything foreign in it escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

export const STYLESHEET_PATH = '/o/oauth2/assets/pages.css';

/** The frame of all pages that the sign-in window shows. */
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

/** Wherever an app of this machine may be. */
const LOOPBACK = ['localhost', '*.localhost', '127.0.0.1']
  .flatMap((host) => [`http://${host}:*`, `https://${host}:*`])
  .join(' ');

/**
 * Headers of these pages. Chromium applies `form-action` to the redirects after a form too: to the target of the answer,
 * and to where that sends the browser on.
 */
export function pageHeaders(answerOrigin?: string, scripts = false): Record<string, string> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      ...(scripts ? ["script-src 'self'", "require-trusted-types-for 'script'"] : []),
      `form-action 'self' ${LOOPBACK}${answerOrigin ? ` ${answerOrigin}` : ''}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  };
}
