import { inject } from '@angular/core';
import type { ɵPullScope as PullScope } from 'ngx-calendar-sync/core';
import {
  ɵCONFIG as CONFIG,
  type ɵGoogleAccount as GoogleAccount,
  ɵGoogleAuth as GoogleAuth,
} from 'ngx-calendar-sync/google/runtime';
import type { OfflineReplicaOptions } from 'ngx-calendar-sync/google/start';
import { ɵlocalCopies as localCopiesOf } from 'ngx-calendar-sync/local-copies';
import type { ɵLocalCopies as LocalCopies } from 'ngx-calendar-sync/sessions';
import { occurrencesOf } from './occurrences';

/** Opens the local copies of Google's accounts. To be called in an injection context. */
export function localCopies(options: OfflineReplicaOptions): LocalCopies<GoogleAccount> {
  const config = inject(CONFIG);
  return localCopiesOf<GoogleAccount>({
    name: 'google',
    auth: inject(GoogleAuth),
    calendars: options.calendars,
    storage: options.storage,
    keepAtSignOut: options.keepAtSignOut,
    worker: options.worker,
    scope: () => scopeOf(options),
    timeZoneOf: ({ calendars }, id) => config.current?.timeZone ?? calendars.get(id)?.timeZone,
    occurrencesOf,
  });
}

/** Only the month of `since` counts, so that an app that sets it relative to today does not need a new copy each day. */
function scopeOf({ since, omit }: OfflineReplicaOptions): PullScope {
  const month = since && new Date(Date.UTC(since.getUTCFullYear(), since.getUTCMonth()));
  return {
    coverage: 'everything',
    ...(month ? { since: month } : {}),
    ...(omit ? { omit } : {}),
  };
}
