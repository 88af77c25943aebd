import { CalendarSyncError } from './calendar-sync-error';

/** @param cause Why signing in is not possible, where that is known. */
export function notReady(cause?: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'not-ready',
    ngDevMode &&
      (cause
        ? `Signing in is not possible; initialize() tries again. ${cause.message}`
        : "Signing in is not possible yet: enable the button when `ready` is true; with start: 'lazy' call initialize() first."),
    cause ? { cause } : {},
  );
}
