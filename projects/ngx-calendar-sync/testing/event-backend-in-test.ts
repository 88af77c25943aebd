import { inject } from '@angular/core';
import { of, type SchedulerLike } from 'rxjs';
import { ɵCLOCK as CLOCK, ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync/base';
import { ɵmemoryWriteLog as memoryWriteLog } from 'ngx-calendar-sync/copy';
import {
  type CalendarEvent,
  type ɵCalendarProvider as CalendarProvider,
  type ɵWriteLog as WriteLog,
  ɵOnlineEvents as OnlineEvents,
} from 'ngx-calendar-sync/core';
import type {
  ɵAccountTypes as AccountTypes,
  ɵEventOf as EventOf,
  ɵLocalCopies as LocalCopies,
} from 'ngx-calendar-sync/sessions';

/** Events that are asked for, and writes that wait for the network and for the user, as with a local copy. */
class EventBackendInTest<E extends CalendarEvent> extends OnlineEvents<E> {
  constructor(
    list: ConstructorParameters<typeof OnlineEvents<E>>[0]['list'],
    clock: SchedulerLike,
    readonly writes: WriteLog<E>,
  ) {
    super({ list, clock });
  }

  close(): void {
    void this.writes.close();
  }
}

/** In place of local copies. To be called in an injection context. */
export function localCopiesInTest<A extends AccountTypes>(): LocalCopies<A> {
  const [clock, visible$] = [inject(CLOCK), inject(VISIBLE)];
  return {
    open: (_account, provider: CalendarProvider<A['types']>) => {
      // A browser would have stored them.
      const status$ = of({ kind: 'persistent' } as const);
      return new EventBackendInTest<EventOf<A>>(
        (id, range) => provider.listEvents(id, { range }),
        clock,
        memoryWriteLog<EventOf<A>>({ visible$, clock }, status$),
      );
    },
    settleWrites: () => Promise.resolve(0),
    signedOut: () => Promise.resolve(),
  };
}
