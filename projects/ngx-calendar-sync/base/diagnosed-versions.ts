import { VERSION as ANGULAR } from '@angular/core';
import { VERSION } from './version';

/** What runs, for a bug report. */
export interface DiagnosedVersions {
  /** The version of ngx-calendar-sync, such as `1.0.0`. */
  readonly library: string;
  /** The version of Angular, such as `21.2.0`. */
  readonly angular: string;
  /** The browser's user agent; `none` where there is no window, as on a server. */
  readonly browser: string;
}

export function diagnosedVersions(window: Window | null): DiagnosedVersions {
  return {
    library: VERSION,
    angular: ANGULAR.full,
    browser: window?.navigator.userAgent ?? 'none',
  };
}
