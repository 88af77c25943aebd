import {
  asyncScheduler,
  lastValueFrom,
  NEVER,
  of,
  type SchedulerLike,
  Subject,
  takeUntil,
} from 'rxjs';
import { ɵuntilAborted as untilAborted } from 'ngx-calendar-sync/base';
import type { ɵInMemoryCalendarProvider as InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import type { CalendarEvent } from '../../model/calendar-event';
import type { ConflictPolicy, PendingWrite, WriteConflict } from '../../model/pending-write';
import type { EventBackend } from '../../provider/event-backend';
import { withOverlays } from '../../provider/overlays';
import type { WriteLog } from '../../provider/write-log';
import { Outbox } from '../outbox';

/** A tab that writes, over the writes that it shares with others. */
export class OutboxTab {
  readonly outbox: Outbox<CalendarEvent>;
  readonly wake$ = new Subject<void>();
  readonly #closed = new Subject<void>();
  isOnline = true;
  conflictPolicy: ConflictPolicy = 'ask';
  /** For each confirmed write, whether the backend is told that it was made in this tab. */
  readonly madeHere: boolean[] = [];
  /** The ids of the calendars that were read again. */
  readonly refreshed: string[] = [];
  /** The titles of the confirmed events for whose answer no call in this tab waits. */
  readonly confirmedUnawaited: string[] = [];

  /** @param isShown Whether lists show a write as soon as it is confirmed. */
  constructor(
    readonly provider: InMemoryCalendarProvider,
    readonly log: WriteLog,
    isShown = false,
    clock: SchedulerLike = asyncScheduler,
  ) {
    const backend: EventBackend<CalendarEvent, undefined> = {
      state$: of(undefined),
      changes$: NEVER,
      watch: () => NEVER,
      refresh: (calendarId = '') => {
        this.refreshed.push(calendarId);
        return Promise.resolve();
      },
      writes: log,
      beforeWrite: () => (write, onShown) => {
        this.madeHere.push(write.isMadeHere);
        if (isShown) {
          onShown();
        }
      },
    };
    this.outbox = new Outbox<CalendarEvent>({
      backend,
      provider,
      read: ({ calendarId, eventId }) => provider.stored(calendarId, eventId),
      seen: ({ calendarId, eventId }) => provider.stored(calendarId, eventId),
      ask: (request, signal) =>
        lastValueFrom(request.pipe(takeUntil(this.#closed), untilAborted(signal))),
      clock,
      wake$: this.wake$,
      isOnline: () => this.isOnline,
      conflictPolicy: () => this.conflictPolicy,
      onConfirmed: ({ title }) => {
        this.confirmedUnawaited.push(title);
      },
    });
  }

  /** The writes that this tab tells as not confirmed. */
  get pending(): readonly PendingWrite[] {
    let pending: readonly PendingWrite[] = [];
    this.outbox.pendingWrites$.subscribe((writes) => (pending = writes)).unsubscribe();
    return pending;
  }

  get states(): readonly PendingWrite['state'][] {
    return this.pending.map(({ state }) => state);
  }

  /** The conflict that this tab asks its user about first. */
  get conflict(): WriteConflict | undefined {
    let conflicts: readonly WriteConflict[] = [];
    this.outbox.conflicts$.subscribe((all) => (conflicts = all)).unsubscribe();
    return conflicts[0];
  }

  /** The title of an event as this tab shows it. */
  title(id: string): string | undefined {
    return this.shown(id)?.title;
  }

  shown(id: string): CalendarEvent | undefined {
    const stored = this.provider.stored('work', id);
    const read = stored && stored.status !== 'cancelled' ? [stored] : [];
    return withOverlays(read, this.outbox.overlays).find((event) => event.id === id);
  }

  update(id: string, changes: Partial<CalendarEvent>): Promise<CalendarEvent | undefined> {
    const seen = this.shown(id);
    const { version } = seen ?? {};
    const plan = this.provider.planWrite({
      kind: 'update',
      calendarId: 'work',
      changes: { ...changes, id, ...(version === undefined ? {} : { version }) },
      seen,
    });
    return this.outbox.write(plan);
  }

  remove(id: string): Promise<CalendarEvent | undefined> {
    const seen = this.shown(id);
    return this.outbox.write(
      this.provider.planWrite({ kind: 'delete', calendarId: 'work', event: seen ?? { id }, seen }),
    );
  }

  /** @returns The id that it is shown with. */
  add(title: string): { readonly id: string; readonly answer: Promise<CalendarEvent | undefined> } {
    const draft = { title, start: '2026-05-05T09:00:00Z', end: '2026-05-05T10:00:00Z' };
    const plan = this.provider.planWrite({ kind: 'insert', calendarId: 'work', draft });
    const id = plan.shown.kind === 'put' ? plan.shown.event.id : '';
    const answer = this.outbox.write(plan);
    return { id, answer };
  }

  /** The tab is closed or killed: what it had under way is never answered. */
  close(): void {
    this.outbox.close();
    this.#closed.next();
  }
}
