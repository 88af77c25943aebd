import { inject, InjectionToken } from '@angular/core';
import { DOCUMENT } from '@angular/common';
import type { ɵAccessTokenResponse as AccessTokenResponse } from 'ngx-calendar-sync/account';

/** The part of Google's API client, `gapi`, that the library uses. */
export interface GoogleApiClient {
  load(library: string, callback: { callback: () => void; onerror: () => void }): void;
  client?: {
    getToken(): AccessTokenResponse | null;
    setToken(token: { access_token: string } | null): void;
  };
}

/** The page's window, where Google's script puts `gapi`. */
export const GAPI_WINDOW = new InjectionToken<{ readonly gapi?: GoogleApiClient }>(
  'ngx-calendar-sync gapi window',
  {
    providedIn: 'root',
    factory: () => (inject(DOCUMENT).defaultView ?? {}) as { readonly gapi?: GoogleApiClient },
  },
);
