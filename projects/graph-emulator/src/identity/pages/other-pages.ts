import { html } from 'hono/html';
import type { Account } from '../../accounts.ts';
import type { IdentityError } from '../identity-error.ts';
import { FORM_POST_SCRIPT_PATH, page, type Markup } from './layout.ts';

/** For a request that must not be answered by a redirect. */
export function errorPage(error: IdentityError): Markup {
  return page(
    `Sign in: AADSTS${error.code}`,
    html`<h1>Sorry, but we’re having trouble signing you in.</h1>
      <p>AADSTS${error.code}: ${error.message}</p>`,
  );
}

/** Of a sign-in that was answered already, or dropped because many others were begun since. */
export function expiredPage(): Markup {
  return page(
    'This sign-in is over',
    html`<h1>This sign-in is over</h1>
      <p>Close this window and sign in again from the app.</p>`,
  );
}

/** Sends the answer by a form. Its script presses the button. */
export function formPostPage(uri: string, fields: Readonly<Record<string, string>>): Markup {
  return page(
    'Signing in',
    html`<h1>Back to the app</h1>
      <form method="post" action="${uri}">
        ${Object.entries(fields).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <button class="primary">Continue</button>
      </form>
      <script src="${FORM_POST_SCRIPT_PATH}"></script>`,
  );
}

/** Which of the signed-in accounts signs out. */
export function signOutPage(
  path: string,
  accounts: readonly Account[],
  parameters: Readonly<Record<string, string>>,
): Markup {
  return page(
    'Pick an account to sign out of',
    html`<h1>Which account do you want to sign out of?</h1>
      <form method="post" action="${path}">
        ${Object.entries(parameters).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <ul class="accounts">
          ${accounts.map(
            ({ name, email }) =>
              html`<li>
                <button class="account" name="logout_hint" value="${email}">
                  <span class="name">${name}</span> <span class="email">${email}</span>
                </button>
              </li>`,
          )}
        </ul>
      </form>`,
  );
}

export function signedOutPage(): Markup {
  return page(
    'Signed out',
    html`<h1>You signed out of your account</h1>
      <p>It’s a good idea to close all browser windows.</p>`,
  );
}
