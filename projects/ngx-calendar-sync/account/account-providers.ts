import type { Provider } from '@angular/core';
import { Diagnostics } from './diagnostics/diagnostics';
import { ɵSESSION_STORAGE as SESSION_STORAGE } from 'ngx-calendar-sync/base';
import { VIA_APP_INTERCEPTORS } from './http/library-http';
import { DiagnosticReports } from './sign-in/diagnostic-reports';
import { AccessTokens } from './tokens/access-tokens';
import { RefreshTokenMemory } from './tokens/refresh-token-memory';
import { RememberedSession, TOKEN_STORAGE } from './tokens/remembered-session';
import { SharedSession } from './tokens/shared-session';
import { TokenRenewal } from './tokens/token-renewal';
import { TokenStore } from './tokens/token-store';

/** The classes of this entry, which each calendar service provides beside its own. */
export const ACCOUNT_PROVIDERS: readonly Provider[] = [
  Diagnostics,
  DiagnosticReports,
  RememberedSession,
  RefreshTokenMemory,
  TokenStore,
  SharedSession,
  TokenRenewal,
  AccessTokens,
];

/** What an app uses beyond the basics of a sign-in. */
export interface AccountFeatures {
  readonly appInterceptors?: true;
  readonly gestureRenewal?: true;
  readonly tokenStorage?: 'session';
  /** What a test provides in place of the usual, to the code behind the service. */
  readonly providers?: readonly Provider[];
}

/** What the features provide. They come last, so that a test's providers take the place of others. */
export function featureProviders({
  appInterceptors,
  tokenStorage,
  providers = [],
}: AccountFeatures): readonly Provider[] {
  return [
    ...(appInterceptors ? [{ provide: VIA_APP_INTERCEPTORS, useValue: true }] : []),
    ...(tokenStorage ? [{ provide: TOKEN_STORAGE, useExisting: SESSION_STORAGE }] : []),
    ...providers,
  ];
}
