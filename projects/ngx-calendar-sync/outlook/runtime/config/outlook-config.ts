import { inject, InjectionToken } from '@angular/core';
import { ɵconfigRef as configRef, type ɵConfigRef as ConfigRef } from 'ngx-calendar-sync/account';
import type { OutlookCalendarSyncConfigSource } from 'ngx-calendar-sync/outlook/start';
import { type ResolvedOutlookConfig, resolveOutlookConfig } from './resolved-outlook-config';

/** The argument of `provideOutlookCalendarSync`. */
export const OUTLOOK_CONFIG_SOURCE = new InjectionToken<OutlookCalendarSyncConfigSource>(
  'ngx-calendar-sync Outlook config source',
);

export const OUTLOOK_CONFIG = new InjectionToken<ConfigRef<ResolvedOutlookConfig>>(
  'ngx-calendar-sync Outlook config',
);

/** @throws CalendarSyncError `invalid-config` if a configuration without a promise cannot work. */
export function outlookConfig(): ConfigRef<ResolvedOutlookConfig> {
  return configRef(inject(OUTLOOK_CONFIG_SOURCE), resolveOutlookConfig);
}
