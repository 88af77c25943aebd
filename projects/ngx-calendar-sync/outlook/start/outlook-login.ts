import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import {
  ɵSESSION_STORAGE as SESSION_STORAGE,
  ɵStoredValue as StoredValue,
} from 'ngx-calendar-sync/base';

/** What the page keeps while it is away at Microsoft. Nobody can use the answer without it. */
export interface LoginProof {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** A login for which this tab has left the page. */
export interface BegunLogin extends LoginProof {
  /** The address at which Microsoft's answer arrives, as it was sent to Microsoft. */
  readonly redirectUri: string;
  /** The address of the page that was left, as a path. */
  readonly returnTo: string;
}

/** How the login ended. */
export interface LoginOutcome {
  readonly login: BegunLogin;
  /** What stood in the fragment: `code`, or `error` and `error_description`. */
  readonly answer: URLSearchParams;
}

/**
 * The login of `auth: 'redirect'`, for which this tab leaves the page and comes back. Microsoft's answer is read when this
 * is created, before a router sees it in the address; so this is not loaded with the token source.
 */
@Injectable()
export class OutlookLogin {
  readonly #begun = new StoredValue(
    inject(SESSION_STORAGE),
    'ngx-calendar-sync outlook login',
    isBegunLogin,
  );
  /** Until it is used; `undefined` where the page has not come back from a login. */
  outcome: LoginOutcome | undefined;

  constructor() {
    const window = inject(DOCUMENT).defaultView;
    const answer = new URLSearchParams(window?.location.hash.slice(1) ?? '');
    const login = this.#begun.read();
    // An answer counts only if this tab has begun its login: otherwise it comes from an old or a foreign link.
    if (login !== undefined && isAnswerTo(login, answer)) {
      this.outcome = { login, answer };
      // The code is of no more use to who reads the address or the history later.
      takeBack(window, login.returnTo);
    }
    // A verifier serves one login.
    this.#begun.write(undefined);
  }

  /** To be called before the page is left. */
  begin(login: BegunLogin): void {
    this.#begun.write(login);
  }
}

function isAnswerTo(login: BegunLogin, answer: URLSearchParams): boolean {
  return answer.get('state') === login.state;
}

function takeBack(window: Window | null, returnTo: string): void {
  try {
    window?.history.replaceState(window.history.state, '', returnTo);
  } catch {
    // A browser refuses this to a page that asks too often. Then the code, which is of use only once, stays.
  }
}

function isBegunLogin(value: unknown): value is BegunLogin {
  const login = (value ?? {}) as Partial<Record<keyof BegunLogin, unknown>>;
  return [login.state, login.nonce, login.verifier, login.redirectUri, login.returnTo].every(
    (member) => typeof member === 'string',
  );
}
