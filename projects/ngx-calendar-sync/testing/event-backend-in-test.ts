import { inject } from '@angular/core';
import { of, type SchedulerLike } from 'rxjs';
import { ɵCLOCK as CLOCK, ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync/base';
import { ɵmemoryWriteLog as memoryWriteLog } from 'ngx-calendar-sync/copy';
import { ɵOnlineEvents as OnlineEvents, type ɵWriteLog as WriteLog } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import type {
  ɵGoogleAccount as GoogleAccount,
  ɵGoogleProvider as GoogleProvider,
} from 'ngx-calendar-sync/google/runtime';
import type { ɵLocalCopies as LocalCopies } from 'ngx-calendar-sync/sessions';

/** Events that are asked for, and writes that wait for the network and for the user, as with a local copy. */
class EventBackendInTest extends OnlineEvents<GoogleCalendarEvent> {
  constructor(
    provider: GoogleProvider,
    clock: SchedulerLike,
    readonly writes: WriteLog<GoogleCalendarEvent>,
  ) {
    super({ list: (id, range) => provider.listEvents(id, { range }), clock });
  }

  close(): void {
    void this.writes.close();
  }
}

/** In place of local copies. To be called in an injection context. */
export function localCopiesInTest(): LocalCopies<GoogleAccount> {
  const [clock, visible$] = [inject(CLOCK), inject(VISIBLE)];
  return {
    open: (_account, provider) => {
      // A browser would have stored them.
      const status$ = of({ kind: 'persistent' } as const);
      return new EventBackendInTest(
        provider,
        clock,
        memoryWriteLog<GoogleCalendarEvent>({ visible$, clock }, status$),
      );
    },
    settleWrites: () => Promise.resolve(0),
    signedOut: () => Promise.resolve(),
  };
}
