import { inject, InjectionToken } from '@angular/core';
import {
  ɵconfigRef as configRef,
  type ɵConfigRef as AnyConfigRef,
} from 'ngx-calendar-sync/account';
import type { GoogleCalendarSyncConfigSource } from 'ngx-calendar-sync/google/start';
import { type ResolvedConfig, resolveConfig } from './resolved-config';

/** The argument of `provideGoogleCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<GoogleCalendarSyncConfigSource>(
  'ngx-calendar-sync Google config source',
);

export type ConfigRef = AnyConfigRef<ResolvedConfig>;

export const CONFIG = new InjectionToken<ConfigRef>('ngx-calendar-sync Google config');

/**
 * @param isEventField Whether events have a field of this name: `mapping/`, which this room does not know, says so.
 * @throws CalendarSyncError `invalid-config` if a configuration without a promise cannot work.
 */
export function googleConfig(isEventField: (name: string) => boolean): ConfigRef {
  return configRef(inject(CONFIG_SOURCE), (config) => resolveConfig(config, isEventField));
}
