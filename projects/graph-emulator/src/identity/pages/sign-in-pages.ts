import { html } from 'hono/html';
import type { Account } from '../../accounts.ts';
import { appName } from '../registered-client.ts';
import { isIdentityScope, scopeDescription } from '../scopes.ts';
import type { SignIn } from '../sign-in.ts';
import { page, SIGN_IN_PATH, type Markup } from './layout.ts';

/** The accounts of the emulator, and a field for the address of any. */
export function accountsPage(
  signIn: SignIn,
  accounts: readonly Account[],
  signedIn: ReadonlySet<string>,
): Markup {
  return page(
    'Pick an account',
    html`<h1>Pick an account</h1>
      <p>to continue to <strong>${nameOf(signIn)}</strong></p>
      ${message(signIn)}
      ${form(
        signIn,
        'choose',
        html`<ul class="accounts">
          ${accounts.map(
            (account) =>
              html`<li>
                <button class="account" name="email" value="${account.email}">
                  ${person(account)}
                  ${signedIn.has(account.id) ? html`<span class="fine">Signed in</span>` : ''}
                </button>
              </li>`,
          )}
        </ul>`,
      )}
      ${form(
        signIn,
        'choose',
        html`<label for="email">Use another account</label>
          <input
            class="text"
            id="email"
            name="email"
            type="email"
            autocomplete="username"
            value="${signIn.request.loginHint ?? ''}"
            required
          />
          <div class="actions"><button class="primary">Next</button></div>`,
      )}
      ${form(signIn, 'cancel', html`<div class="actions"><button>Cancel</button></div>`)}`,
  );
}

/** An account without a password is only confirmed. */
export function credentialPage(signIn: SignIn, account: Account): Markup {
  const hasPassword = account.password !== undefined;
  return page(
    hasPassword ? 'Enter password' : 'Sign in',
    html`<h1>${hasPassword ? 'Enter password' : 'Sign in'}</h1>
      <p class="account">${person(account)}</p>
      ${message(signIn)}
      ${form(
        signIn,
        'password',
        html`${
            hasPassword
              ? html`<label for="password">Password</label>
                  <input
                    class="text"
                    id="password"
                    name="password"
                    type="password"
                    autocomplete="current-password"
                    required
                    autofocus
                  />`
              : ''
          }
          <div class="actions"><button class="primary">Sign in</button></div>`,
      )}
      ${back(signIn)}`,
  );
}

/** The second factor: it is approved here, where at Microsoft's it would be on a phone. */
export function secondFactorPage(signIn: SignIn, account: Account): Markup {
  return page(
    'Approve sign in request',
    html`<h1>Approve sign in request</h1>
      <p class="account">${person(account)}</p>
      ${message(signIn)}
      <p>Your organization asks for a second factor. These buttons are the ones of your phone.</p>
      ${form(
        signIn,
        'second-factor',
        html`<div class="actions">
          <button name="decision" value="deny">Deny</button>
          <button class="primary" name="decision" value="approve">Approve</button>
        </div>`,
      )}
      ${back(signIn)}`,
  );
}

export function consentPage(
  signIn: SignIn,
  account: Account,
  scopes: readonly string[],
  tenantWide: 'no' | 'offered' | 'only',
): Markup {
  const app = nameOf(signIn);
  const forAll = 'all users of your organization';
  return page(
    'Permissions requested',
    html`<h1>Permissions requested</h1>
      <p class="account">${person(account)}</p>
      <p>
        <strong>${app}</strong> would like to do
        this${tenantWide === 'only' ? ` for ${forAll}` : ''}:
      </p>
      ${scopeList(scopes)}
      ${form(
        signIn,
        'consent',
        html`${
            tenantWide === 'offered'
              ? html`<label class="choice">
                  <input type="checkbox" name="tenant" value="all" />
                  <span>Consent on behalf of your organization</span>
                </label>`
              : ''
          }
          <p class="fine">Accepting allows all of it: there is no choice of some.</p>
          <div class="actions">
            <button name="decision" value="cancel">Cancel</button>
            <button class="primary" name="decision" value="accept">Accept</button>
          </div>`,
      )}`,
  );
}

export function adminApprovalPage(
  signIn: SignIn,
  account: Account,
  scopes: readonly string[],
): Markup {
  return page(
    'Need admin approval',
    html`<h1>Need admin approval</h1>
      <p class="account">${person(account)}</p>
      <p>
        <strong>${nameOf(signIn)}</strong> needs permissions that only an administrator of your
        organization can grant:
      </p>
      ${scopeList(scopes)} ${back(signIn, 'Have an admin account? Sign in with that account')}
      ${form(
        signIn,
        'cancel',
        html`<div class="actions">
          <button>Return to the application without granting consent</button>
        </div>`,
      )}`,
  );
}

function scopeList(scopes: readonly string[]): Markup {
  const sorted = [...scopes].sort(
    (a, b) => Number(isIdentityScope(a)) - Number(isIdentityScope(b)),
  );
  return html`<ul class="scopes">
    ${sorted.map((scope) => html`<li>${scopeDescription(scope)}</li>`)}
  </ul>`;
}

function form(signIn: SignIn, action: string, content: Markup): Markup {
  return html`<form method="post" action="${SIGN_IN_PATH}">
    <input type="hidden" name="request" value="${signIn.id}" />
    <input type="hidden" name="action" value="${action}" />
    ${content}
  </form>`;
}

function back(signIn: SignIn, label = 'Use another account'): Markup {
  return form(signIn, 'back', html`<div class="actions"><button>${label}</button></div>`);
}

function message({ message: text }: SignIn): Markup {
  return text === undefined ? html`` : html`<p class="alarm" role="alert">${text}</p>`;
}

function person({ name, email }: Account): Markup {
  return html`<span class="name">${name}</span> <span class="email">${email}</span>`;
}

function nameOf({ request }: SignIn): string {
  return appName(request.client);
}
