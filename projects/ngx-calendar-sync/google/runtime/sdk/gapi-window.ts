import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken } from '@angular/core';
import type { GoogleApiClient } from 'ngx-calendar-sync/google/start';

/** The page's window, where Google's script puts `gapi`. */
export const GAPI_WINDOW = new InjectionToken<{ readonly gapi?: GoogleApiClient }>(
  'ngx-calendar-sync gapi window',
  {
    providedIn: 'root',
    factory: () => (inject(DOCUMENT).defaultView ?? {}) as { readonly gapi?: GoogleApiClient },
  },
);
