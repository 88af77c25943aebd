import { BehaviorSubject } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { StoredWrite, WriteLog } from '../../provider/write-log';
import type { ReplicaStatus } from '../../replica/replica-store';

/** The stored writes of an account, as its tabs share them. They outlive each tab. */
export class SharedWrites {
  readonly stored$ = new BehaviorSubject<readonly StoredWrite[]>([]);
  /** Whether the browser stores them. */
  readonly status$ = new BehaviorSubject<ReplicaStatus>({ kind: 'persistent' });
  leader: WriteLog | undefined;
  #leading$: BehaviorSubject<boolean> | undefined;

  /** Another tab. The first one leads until another one is told to. */
  open(): WriteLog & { lead(): void } {
    const { stored$ } = this;
    const leading$ = new BehaviorSubject(false);
    const log: WriteLog & { lead(): void } = {
      isDurable: true,
      writes$: stored$,
      get writes() {
        return stored$.value;
      },
      leading$,
      status$: this.status$,
      loaded: Promise.resolve(),
      add: async (write) => {
        await Promise.resolve();
        // What the browser stores is a copy without any class or function.
        stored$.next([...stored$.value, structuredClone(write)]);
      },
      change: async (ids, change, { asLeader = false } = {}) => {
        await Promise.resolve();
        if (asLeader && this.leader !== log) {
          throw new CalendarSyncError('cancelled', 'Another tab leads.');
        }
        const changed: StoredWrite[] = [];
        const after = stored$.value.flatMap((write) => {
          if (!ids.includes(write.id)) {
            return [write];
          }
          const next = change(write);
          const kept = next ? [structuredClone(next)] : [];
          changed.push(...kept);
          return kept;
        });
        stored$.next(after);
        return changed;
      },
      settle: () => Promise.resolve(0),
      close: () => Promise.resolve(),
      lead: () => {
        this.#leading$?.next(false);
        this.#leading$ = leading$;
        this.leader = log;
        leading$.next(true);
      },
    };
    if (!this.leader) {
      log.lead();
    }
    return log;
  }
}
