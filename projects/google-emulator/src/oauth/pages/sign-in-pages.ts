import { html } from 'hono/html';
import type { SeedUser } from '../../seed/seed.ts';
import type { AuthorizationError } from '../authorization-request.ts';
import { isIdentityScope, scopeDescription } from '../scopes.ts';
import type { AnswerFields, SignIn } from '../sign-in.ts';
import { page, type Markup } from './layout.ts';

export function accountsPage(signIn: SignIn, users: readonly SeedUser[]): Markup {
  const app = appName(signIn);
  return page(
    'Choose an account',
    html`<h1>Choose an account</h1>
      <p>to continue to <strong>${app}</strong></p>
      <form method="post" action="/o/oauth2/v2/auth/account">
        <input type="hidden" name="request" value="${signIn.id}" />
        <ul class="accounts">
          ${users.map(
            (user) =>
              html`<li>
                <button class="account" name="email" value="${user.email}">${person(user)}</button>
              </li>`,
          )}
        </ul>
      </form>`,
  );
}

export function consentPage(signIn: SignIn, user: SeedUser): Markup {
  const app = appName(signIn);
  const scopes = signIn.request.scopes.filter((scope) => !isIdentityScope(scope));
  const asksForIdentity = scopes.length < signIn.request.scopes.length;
  return page(
    `${app} wants access to your account`,
    html`<h1><strong>${app}</strong> wants access to your Google Account</h1>
      <p class="account">${person(user)}</p>
      <p>
        <a href="/o/oauth2/v2/auth/account?request=${signIn.id}">Use another account</a>
      </p>
      <form method="post" action="/o/oauth2/v2/auth/consent">
        <input type="hidden" name="request" value="${signIn.id}" />
        ${
          asksForIdentity
            ? html`<p>${app} will know your name, your email address and your profile picture.</p>`
            : ''
        }
        ${
          scopes.length > 0
            ? html`<fieldset>
                <legend>Select what <strong>${app}</strong> can access</legend>
                <ul class="scopes">
                  ${scopes.map((scope) => scopeChoice(scope))}
                </ul>
              </fieldset>`
            : ''
        }
        <p class="fine">
          The scopes are those of the app’s request. What you leave unticked, the app does not get.
        </p>
        <div class="actions">
          <button class="quiet" name="decision" value="cancel">Cancel</button>
          <button class="primary" name="decision" value="allow">Allow</button>
        </div>
      </form>`,
  );
}

/** Error page for a request that must not be answered by a redirect. */
export function errorPage(error: AuthorizationError): Markup {
  return page(
    `Error ${error.status}: ${error.error}`,
    html`<h1>Access blocked: authorization error</h1>
      <p>${error.message}</p>
      <p class="fine">Error ${error.status}: ${error.error}</p>`,
  );
}

/** Page of a sign-in that was answered already, or dropped because many others were begun since. */
export function expiredPage(): Markup {
  return page(
    'This sign-in is over',
    html`<h1>This sign-in is over</h1>
      <p>Close this window and sign in again from the app.</p>`,
  );
}

/** The last page of a popup: its script posts the answer to the page that opened it, if that has this origin. */
export function relayPage(origin: string, channel: string, fields: AnswerFields): Markup {
  const message = JSON.stringify({ type: 'google-oauth-answer', channel, fields });
  return page(
    'Signing in',
    html`<h1>Back to the app</h1>
      <p id="relay" data-origin="${origin}" data-message="${message}">You can close this window.</p>
      <script src="/gsi/relay.js"></script>`,
  );
}

function scopeChoice(scope: string): Markup {
  return html`<li>
    <label>
      <input type="checkbox" name="scope" value="${scope}" checked />
      <span>${scopeDescription(scope)}</span>
    </label>
  </li>`;
}

function person(user: SeedUser): Markup {
  const [initial = '?'] = user.name;
  return html`<span class="portrait" aria-hidden="true">${initial}</span>
    <span class="names">
      <span class="name">${user.name}</span>
      <span class="email">${user.email}</span>
    </span>`;
}

function appName(signIn: SignIn): string {
  return signIn.request.client.name ?? signIn.request.client.id;
}
