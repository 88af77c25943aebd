import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { TokenEnv } from './token-env.ts';

interface Words {
  readonly status: ContentfulStatusCode;
  /** Code of the error, for whoever is asked for help. */
  readonly code: string;
  /** What happened and what to do, in whole sentences. */
  readonly text: string;
  /** Addresses of pages on allowed origins; nothing that a request brought goes in here unchecked. */
  readonly waysBack: readonly string[];
}

/** A page for a person whose browser stands at this server and cannot go on by itself. */
export function wordsPage(
  context: Context<TokenEnv>,
  { status, code, text, waysBack }: Words,
): Response | Promise<Response> {
  context.set('outcome', code);
  const links = waysBack.map((href) => html`<p><a href="${href}">Back to ${hostOf(href)}</a></p>`);
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
