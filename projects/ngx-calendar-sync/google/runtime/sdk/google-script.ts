import { CSP_NONCE, inject, InjectionToken } from '@angular/core';
import { DOCUMENT } from '@angular/common';
import { firstValueFrom, fromEvent, map, Observable, of, race, timeout, timer } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵmachineReadableCode as machineReadableCode,
  ɵquotable as quotable,
} from 'ngx-calendar-sync/account';
import type { GoogleIdentityServices, GoogleRevocation } from 'ngx-calendar-sync/google/start';

/** Apps list this name in the `trusted-types` directive of their Content Security Policy. */
const POLICY_NAME = 'ngx-calendar-sync';
const ANSWER_TIMEOUT_MS = 30_000;

interface ScriptPolicy {
  createScriptURL(url: string): string;
}

interface ScriptWindow {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
  };
  readonly google?: { readonly accounts?: { readonly oauth2?: GoogleIdentityServices } };
}

/** Where Google's sign-in script is: loaded by the app, or at an address. */
interface ServicesLocation {
  readonly gis: GoogleIdentityServices | undefined;
  readonly endpoints: { readonly gis: string };
}

/** The part of the page's window that Google's script and its loading use. */
export const SCRIPT_WINDOW = new InjectionToken<ScriptWindow>('ngx-calendar-sync script window', {
  providedIn: 'root',
  factory: () => inject(DOCUMENT).defaultView ?? {},
});

/** A page may create the policy of one name only once. */
const policies = new WeakMap<object, ScriptPolicy>();

/** Loads Google's scripts: each once, and again after a failure. It is made in an injection context. */
export class GoogleScript {
  readonly #document = inject(DOCUMENT);
  readonly #window = inject(SCRIPT_WINDOW);
  readonly #nonce = inject(CSP_NONCE, { optional: true });
  readonly #clock = inject(CLOCK);
  readonly #loading = new Map<string, Promise<unknown>>();

  /** `google.accounts.oauth2`, as the app has loaded it or else from Google's script. Rejects with `script-failed`. */
  async services({ gis, endpoints }: ServicesLocation): Promise<GoogleIdentityServices> {
    return gis ?? this.load(endpoints.gis, 'google.accounts.oauth2', () => this.#services());
  }

  /** Loads a script and returns what `find` finds in the page afterwards. Rejects with `script-failed`. */
  async load<Found>(url: string, name: string, find: () => Found | undefined): Promise<Found> {
    if (find() === undefined) {
      const loading = this.#loading.get(url) ?? this.#append(url);
      this.#loading.set(url, loading);
      await loading.finally(() => this.#loading.delete(url));
    }
    const found = find();
    if (found === undefined) {
      throw failed(url, `it came without ${name}`);
    }
    return found;
  }

  /**
   * Revokes the grant that a token was issued for.
   * @throws CalendarSyncError `unavailable` where Google has not done it: the grant is still there
   */
  async revoke(services: GoogleIdentityServices, { value }: AccessToken): Promise<void> {
    const answered$ = new Observable<GoogleRevocation>((subscriber) => {
      services.revoke(value, (revocation) => {
        subscriber.next(revocation ?? { successful: true });
        subscriber.complete();
      });
    });
    const unanswered: GoogleRevocation = { successful: false, error: 'no_answer' };
    const {
      successful,
      error,
      error_description: description,
    } = await firstValueFrom(
      answered$.pipe(
        timeout({ first: ANSWER_TIMEOUT_MS, scheduler: this.#clock, with: () => of(unanswered) }),
      ),
    );
    // A token that Google does not know any more is revoked already.
    if (successful === false && error !== 'invalid_token') {
      const reason = [machineReadableCode(error), quotable(description)].filter(Boolean).join(': ');
      throw new CalendarSyncError(
        'unavailable',
        `Google did not take the grant back (${reason}): it is still there, so try again.`,
      );
    }
  }

  #services(): GoogleIdentityServices | undefined {
    return this.#window.google?.accounts?.oauth2;
  }

  async #append(url: string): Promise<void> {
    const script = this.#document.createElement('script');
    script.async = true;
    if (this.#nonce) {
      script.nonce = this.#nonce;
    }
    script.src = this.#trusted(url);
    const stopped = 'the network, a blocker or the Content Security Policy stopped it';
    const outcome = race(
      fromEvent(script, 'load').pipe(map(() => undefined)),
      fromEvent(script, 'error').pipe(map(() => stopped)),
      timer(ANSWER_TIMEOUT_MS, this.#clock).pipe(map(() => 'it did not arrive in 30 seconds')),
    );
    const settled = firstValueFrom(outcome);
    this.#document.head.append(script);
    const problem = await settled;
    if (problem === undefined) {
      return;
    }
    script.remove();
    throw failed(url, problem);
  }

  /** The policy allows any URL, since only configured addresses are passed to it. */
  #trusted(url: string): string {
    const { trustedTypes } = this.#window;
    if (!trustedTypes) {
      return url;
    }
    const policy =
      policies.get(trustedTypes) ??
      trustedTypes.createPolicy(POLICY_NAME, { createScriptURL: (asked) => asked });
    policies.set(trustedTypes, policy);
    return policy.createScriptURL(url);
  }
}

function failed(url: string, why: string): CalendarSyncError {
  return new CalendarSyncError(
    'script-failed',
    `Google's script ${url} could not be loaded: ${why}.`,
  );
}
