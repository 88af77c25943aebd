import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';

/** What is left of an error that is stored or told to another tab: the browser copies no class. */
export interface ToldError {
  readonly code: CalendarSyncErrorCode;
  readonly message: string;
  readonly status?: number;
}

export function toldError({ code, message, status }: CalendarSyncError): ToldError {
  return { code, message, ...(status === undefined ? {} : { status }) };
}

export function heardError({ code, message, status }: ToldError): CalendarSyncError {
  return new CalendarSyncError(code, message, status === undefined ? {} : { status });
}
