import { InjectionToken } from '@angular/core';
import type { CalendarSyncError, CalendarSyncErrorOptions } from 'ngx-calendar-sync/base';
import type { NotRenewable } from '../tokens/access-token';

/** What an OAuth endpoint answers when it refuses. A server may send members of any type. */
export interface OAuthRefusal {
  readonly error?: unknown;
  readonly error_description?: unknown;
}

/** How a provider's refusals are told to the app. */
export interface TokenErrors {
  /** @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
  readonly refusal: (answer: OAuthRefusal, options?: CalendarSyncErrorOptions) => CalendarSyncError;
  /** The same error for the same reason, so that states can be compared. */
  readonly notRenewable: (reason: NotRenewable) => CalendarSyncError;
}

export const TOKEN_ERRORS = new InjectionToken<TokenErrors>('ngx-calendar-sync token errors');
