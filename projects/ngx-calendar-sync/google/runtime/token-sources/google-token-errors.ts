import type { ɵTokenErrors as TokenErrors } from 'ngx-calendar-sync/account';
import { refusal } from './google-sign-in-error';
import { notRenewableError } from './not-renewable';

/** What the sources of tokens say where Google refuses. */
export const googleTokenErrors: TokenErrors = { refusal, notRenewable: notRenewableError };
