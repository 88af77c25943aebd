import { inject } from '@angular/core';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import { ɵlocalCopies as localCopiesOf } from 'ngx-calendar-sync/local-copies';
import {
  ɵOUTLOOK_CONFIG as OUTLOOK_CONFIG,
  type ɵOutlookAccount as OutlookAccount,
  ɵOutlookAuth as OutlookAuth,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookReplicaOptions } from 'ngx-calendar-sync/outlook/start';
import type { ɵLocalCopies as LocalCopies } from 'ngx-calendar-sync/sessions';
import { copiedMonths, coverageAt } from './coverage';

/**
 * Opens the local copies of Microsoft's accounts. To be called in an injection context.
 * @throws CalendarSyncError `invalid-config` for months that cannot be copied
 */
export function localCopies(options: OutlookReplicaOptions): LocalCopies<OutlookAccount> {
  const config = inject(OUTLOOK_CONFIG);
  const clock = inject(CLOCK);
  const months = copiedMonths(options);
  const { omit } = options;
  return localCopiesOf<OutlookAccount>({
    name: 'outlook',
    auth: inject(OutlookAuth),
    calendars: options.calendars,
    storage: options.storage,
    keepAtSignOut: options.keepAtSignOut,
    worker: undefined,
    scope: () => ({ coverage: coverageAt(clock.now(), months), ...(omit ? { omit } : {}) }),
    timeZoneOf: ({ calendars }, id) => config.current?.timeZone ?? calendars.get(id)?.timeZone,
  });
}
