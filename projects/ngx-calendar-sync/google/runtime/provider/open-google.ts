import { inject, InjectionToken } from '@angular/core';
import { ɵloadedWrites as loadedWrites } from 'ngx-calendar-sync/sessions';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleIdentity } from '../api/google-identity';
import { CONFIG } from '../config/config-ref';
import { GoogleCalendarProvider } from './google-calendar-provider';
import type { GoogleProvider } from './google-provider';
import { WRITES_CODE } from './writes-code';

/** Opens Google Calendar for an account, or for nobody. */
export type OpenGoogle = (identity: GoogleIdentity | undefined) => GoogleProvider;

/** Tests provide one that is in memory. */
export const OPEN_GOOGLE = new InjectionToken<OpenGoogle>('ngx-calendar-sync open Google');

export function openGoogle(): OpenGoogle {
  const api = inject(GoogleCalendarApi);
  const config = inject(CONFIG);
  const writes = inject(WRITES_CODE);
  const writesCode = () => loadedWrites(writes);
  return (identity) => new GoogleCalendarProvider(api, config, writesCode, identity);
}
