import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import {
  ɵSESSION_STORAGE as SESSION_STORAGE,
  ɵStoredValue as StoredValue,
} from 'ngx-calendar-sync/base';

/**
 * The login of `auth: 'redirect'`, for which this tab leaves the page and comes back. How it ended is read when this is
 * created, before a router sees it in the address; so this is not loaded with the token source.
 */
@Injectable()
export class RedirectLogin {
  readonly #begun = new StoredValue(inject(SESSION_STORAGE), 'ngx-calendar-sync login', isTrue);
  /** `ok` or an error of the token server, until it is told; `undefined` where the page has not come back from a login. */
  outcome: string | undefined;

  constructor() {
    const outcome = takeOutcome(inject(DOCUMENT).defaultView);
    // An outcome counts only if this tab has begun a login: otherwise it comes from an old or a foreign link.
    this.outcome = this.#begun.read() === true ? outcome : undefined;
    this.#begun.write(undefined);
  }

  /** To be called before the page is left. */
  begin(): void {
    this.#begun.write(true);
  }
}

function isTrue(value: unknown): value is true {
  return value === true;
}

/** Reads the outcome of the login, which the server puts at the end of the fragment, and removes it from the address. */
function takeOutcome(window: Window | null): string | undefined {
  const { href = '', hash = '' } = window?.location ?? {};
  const found = /(^#|&)google-calendar-login=([\w.%-]*)$/.exec(hash);
  if (!found) {
    return undefined;
  }
  const rest = href.slice(0, -hash.length) + hash.slice(0, found.index);
  try {
    window?.history.replaceState(window.history.state, '', rest);
  } catch {
    // A browser refuses this to a page that asks too often. Then the fragment stays.
  }
  return found[2];
}
