import { HttpErrorResponse } from '@angular/common/http';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type FailureReport, membersOf, reportOf } from '../http/failed-answer';
import { signedOut } from '../tokens/token-error';
import type { TokenErrors } from './token-errors';

/** Errors of a google-calendar-token-server that only a wrong configuration leads to. */
const CONFIG_ERRORS: ReadonlySet<string> = new Set([
  'origin_not_allowed',
  'csrf_header_required',
  'unsupported_media_type',
  'body_too_large',
  'not_found',
  'method_not_allowed',
]);

/** Statuses below 500 after which a later attempt may succeed. */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 425, 429]);

/** Translates a failed request to the token server. The cause has the server's words and nothing of the request. */
export function tokenServerError(thrown: unknown, errors: TokenErrors): CalendarSyncError {
  if (!(thrown instanceof HttpErrorResponse)) {
    return new CalendarSyncError('unavailable', 'The token server does not answer.');
  }
  const { status } = thrown;
  if (status === 0) {
    return new CalendarSyncError(
      'offline',
      'The token server cannot be reached: check the network, and that it lists this origin.',
    );
  }
  const report = reportOf(thrown);
  const { reason, message } = report;
  const options = { status, cause: report };
  if (reason === 'no_session') {
    return membersOf(thrown.error)['site'] === 'cross-site'
      ? errors.notRenewable('cross-site-cookies')
      : signedOut();
  }
  // The library always sends the field of its own mode, so the server expects the one of the other mode.
  if (reason === 'missing_field') {
    return errors.notRenewable('wrong-token-mode');
  }
  if (status < 400) {
    return new CalendarSyncError(
      'unavailable',
      `What the token server answered cannot be read (HTTP ${status}): check its address in the configuration.`,
      options,
    );
  }
  if (status >= 500 || TRANSIENT_STATUSES.has(status)) {
    return new CalendarSyncError(
      'unavailable',
      'The token server is overloaded or fails: try again later.',
      options,
    );
  }
  if (reason === undefined || CONFIG_ERRORS.has(reason)) {
    const said = [`HTTP ${status}`, reason, message].filter(Boolean).join(', ');
    return new CalendarSyncError(
      'invalid-config',
      `The token server refused the request (${said}): check its address in the configuration, and ` +
        'that it lists this origin.',
      options,
    );
  }
  return errors.refusal({ error: reason, error_description: message }, options);
}

/**
 * Whether the server cannot read its own cookie: until a new secret has reached all of its instances, or for good if the
 * old secret is lost. So the session counts as not found, the search is repeated later, and the user can sign in.
 */
export function isUnknownSession({ cause }: CalendarSyncError): boolean {
  return (cause as FailureReport | undefined)?.reason === 'unknown_session_secret';
}
