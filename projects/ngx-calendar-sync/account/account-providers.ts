import type { Provider } from '@angular/core';
import { Diagnostics } from './diagnostics/diagnostics';
import { AccessTokens } from './tokens/access-tokens';
import { RefreshTokenMemory } from './tokens/refresh-token-memory';
import { RememberedSession } from './tokens/remembered-session';
import { SharedSession } from './tokens/shared-session';
import { TokenRenewal } from './tokens/token-renewal';
import { TokenStore } from './tokens/token-store';

/** The classes of this entry, which each calendar service provides beside its own. */
export const ACCOUNT_PROVIDERS: readonly Provider[] = [
  Diagnostics,
  RememberedSession,
  RefreshTokenMemory,
  TokenStore,
  SharedSession,
  TokenRenewal,
  AccessTokens,
];
