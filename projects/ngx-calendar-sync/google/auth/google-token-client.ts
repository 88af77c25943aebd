import { inject, Injectable } from '@angular/core';
import { BehaviorSubject, Subject } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK } from 'ngx-calendar-sync';
import type { ResolvedConfig } from '../resolved-config';
import type { AccessToken } from './access-tokens';
import type {
  GoogleIdentityServices,
  GoogleTokenClient as TokenClient,
  GoogleTokenResponse,
} from './google-identity-services';
import { GoogleScript } from './google-script';

export interface TokenRequest {
  /** `''` asks the user only what has not been granted, `consent` all of it, `select_account` who it is. */
  readonly prompt?: '' | 'consent' | 'select_account';
  /** The account that the window should propose. */
  readonly loginHint?: string;
}

interface Waiting {
  resolve(token: AccessToken): void;
  reject(error: CalendarSyncError): void;
}

/**
 * Google's token client, whose answers come to one callback, as promises.
 * @see https://developers.google.com/identity/oauth2/web/guides/use-token-model
 */
@Injectable()
export class GoogleTokenClient {
  readonly #script = inject(GoogleScript);
  readonly #clock = inject(CLOCK);
  #services: GoogleIdentityServices | undefined;
  #client: TokenClient | undefined;
  #waiting: Waiting | undefined;

  /** Whether a window can be opened now. */
  readonly ready$ = new BehaviorSubject(false);
  /** Tokens that came after their request had failed: some pages see an open window as closed. */
  readonly late$ = new Subject<AccessToken>();

  /** Rejects with `script-failed`. */
  async initialize(config: ResolvedConfig): Promise<void> {
    const { clientId, scopes, endpoints } = config;
    if (!clientId || this.#client) return;
    const services = config.gis ?? (await this.#script.load(endpoints.gis));
    this.#services = services;
    this.#client = services.initTokenClient({
      client_id: clientId,
      scope: scopes.join(' '),
      callback: (response) => {
        this.#answer(response);
      },
      error_callback: ({ type }) => {
        this.#fail(windowError(type));
      },
    });
    this.ready$.next(true);
  }

  /** Opens the window before it returns. */
  async request({ prompt, loginHint }: TokenRequest): Promise<AccessToken> {
    const client = this.#client;
    if (!client) throw notReady();
    const token = new Promise<AccessToken>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    client.requestAccessToken({
      ...(prompt === undefined ? {} : { prompt }),
      ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    });
    return token;
  }

  /** Takes back the grant that the token stands for, on every device of the user. */
  async revoke(token: AccessToken): Promise<void> {
    const services = this.#services;
    if (!services) throw notReady();
    await new Promise<void>((resolve) => {
      services.revoke(token.value, resolve);
    });
  }

  #answer(response: GoogleTokenResponse): void {
    if (response.error || !response.access_token) {
      this.#fail(refusal(response));
      return;
    }
    const token: AccessToken = {
      value: response.access_token,
      expiresAt: this.#clock.now() + Number(response.expires_in ?? 3599) * 1000,
      scopes: (response.scope ?? '').split(' ').filter(Boolean),
    };
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting.resolve(token);
    else this.late$.next(token);
  }

  #fail(error: CalendarSyncError): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

export function notReady(cause?: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'not-ready',
    cause
      ? `The sign-in window cannot be opened; initialize() tries again. ${cause.message}`
      : 'The sign-in window cannot be opened yet: enable the button when `ready` is true.',
    cause ? { cause } : {},
  );
}

function windowError(type: string): CalendarSyncError {
  switch (type) {
    case 'popup_closed':
      return new CalendarSyncError('popup-closed', 'The sign-in window was closed.');
    case 'popup_failed_to_open':
      return new CalendarSyncError(
        'popup-blocked',
        'The browser did not open the sign-in window: allow popups for this site and try again.',
      );
    default:
      return new CalendarSyncError('unexpected', `Google's sign-in failed (${type}).`);
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-4.2.2.1 */
function refusal({
  error,
  error_description: description,
}: GoogleTokenResponse): CalendarSyncError {
  const reason = [error ?? 'no token', description].filter(Boolean).join(': ');
  switch (error) {
    case 'access_denied':
      return new CalendarSyncError('access-denied', 'Access to the calendars was not allowed.');
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_scope':
    case 'invalid_request':
      return new CalendarSyncError('invalid-config', `Google refused the sign-in (${reason}).`);
    case 'server_error':
    case 'temporarily_unavailable':
      return new CalendarSyncError('unavailable', `Google cannot sign in now (${reason}).`);
    default:
      return new CalendarSyncError('unexpected', `Google's sign-in failed (${reason}).`);
  }
}
