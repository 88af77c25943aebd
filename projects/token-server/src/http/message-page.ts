import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { TokenEnv } from './token-env.ts';

interface Message {
  readonly status: ContentfulStatusCode;
  /** The error code, which a user can tell to the support of the app. */
  readonly code: string;
  /** What happened and what to do now, in whole sentences. */
  readonly text: string;
  /** Addresses of pages on allowed origins. An address from a request must have been checked before. */
  readonly backLinks: readonly string[];
}

/** An HTML page for a person whose browser has opened this server and cannot be redirected to the app. */
export function messagePage(
  context: Context<TokenEnv>,
  { status, code, text, backLinks }: Message,
): Response | Promise<Response> {
  context.set('outcome', code);
  const links = backLinks.map((href) => html`<p><a href="${href}">Back to ${hostOf(href)}</a></p>`);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Sign-in with Google Calendar</title>
      </head>
      <body>
        <main>
          <h1>This did not work</h1>
          <p>${text}</p>
          ${links}
          <p><small>${code}</small></p>
        </main>
      </body>
    </html>`;
  return context.html(page, status);
}

function hostOf(href: string): string {
  return new URL(href).host;
}
