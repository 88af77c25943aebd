import {
  filter,
  firstValueFrom,
  ignoreElements,
  interval,
  map,
  merge,
  type Observable,
  ReplaySubject,
  type SchedulerLike,
  skip,
  startWith,
  Subject,
  takeUntil,
  tap,
} from 'rxjs';
import { type ɵBrowserTabs as BrowserTabs, CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type CopyMessage,
  heardProgress,
  isCopyMessage,
  type SyncRequest,
  toldProgress,
} from './copy-message';
import type { CopySyncEvent } from './copy-progress';
import { SupersededError } from './replica/fence';
import {
  ɵheardError as heardError,
  type ɵReplicaStore as ReplicaStore,
  ɵtoldError as toldError,
} from 'ngx-calendar-sync/core';
import type { LazyCopySync } from './lazy-copy-sync';
import type { Leadership } from './leadership';
import { ViewedCalendars } from './viewed-calendars';

export interface CopyConversationContext {
  readonly tabs: BrowserTabs;
  readonly leadership: Leadership;
  readonly sync: LazyCopySync;
  readonly store: ReplicaStore;
  readonly clock: SchedulerLike;
}

/** A tab that was frozen may have missed the answer: it asks again after so long. */
const ASK_AGAIN_INTERVAL_MS = 60_000;
/** The timers of hidden tabs, also of one that leads, may fire once a minute: only so many silent times in a row mean that none leads. */
const MAX_LEADERLESS_TIMES = 3;

/** What the tabs of one account tell each other about their copy. One of them leads and syncs; the others ask it to. */
export class CopyConversation {
  readonly #context: CopyConversationContext;
  readonly #events = new Subject<CopySyncEvent>();
  readonly #answers = new Subject<Extract<CopyMessage, { copy: 'done' }>>();
  /** What this tab waits for, by the id of the request. */
  readonly #unanswered = new Map<string, SyncRequest>();
  /** The ids of what this tab was asked for and works on. Empty again when a tab begins to lead, since then all ask again. */
  readonly #served = new Set<string>();
  readonly #closed = new ReplaySubject<void>(1);

  /** What happens to the copy, whichever tab does it. */
  readonly events$: Observable<CopySyncEvent> = this.#events;
  readonly viewed: ViewedCalendars;

  constructor(context: CopyConversationContext) {
    this.#context = context;
    const { tabs, sync, store, clock } = context;
    this.viewed = new ViewedCalendars({
      clock,
      say: (views) => {
        this.#say({ copy: 'viewed', ...views });
      },
    });
    store.damaged$.pipe(takeUntil(this.#closed)).subscribe((calendarId) => {
      this.#say({ copy: 'damaged', calendarId });
    });
    tabs.said$.pipe(filter(isCopyMessage), takeUntil(this.#closed)).subscribe((message) => {
      this.#receive(message);
    });
    sync.events$.pipe(takeUntil(this.#closed)).subscribe((event) => {
      tabs.say(messageOf(event));
      this.#tell(event);
    });
  }

  /**
   * Has the leader sync the copy, or one calendar of it. Resolves when that is done, however long it takes, or when this tab closes.
   * @throws CalendarSyncError what made it fail; `unavailable` where no tab leads, since all are hidden.
   */
  async sync(calendarId?: string): Promise<void> {
    const id = String(Math.random());
    const request = { id, ...(calendarId === undefined ? {} : { calendarId }) };
    const { clock, leadership } = this.#context;
    const asked$ = interval(ASK_AGAIN_INTERVAL_MS, clock).pipe(
      startWith(0),
      tap(() => {
        this.#ask(request);
      }),
      ignoreElements(),
    );
    const answer$ = merge(
      this.#answers.pipe(filter((done) => done.id === id)),
      // At the first of them a visible tab takes the lead.
      leadership.leaderless$.pipe(
        skip(1),
        filter((times) => times >= MAX_LEADERLESS_TIMES),
        map((): never => {
          throw noAnswer();
        }),
      ),
      asked$,
    ).pipe(takeUntil(this.#closed));
    this.#unanswered.set(id, request);
    try {
      const answer = await firstValueFrom(answer$, { defaultValue: undefined });
      if (answer?.error) {
        throw heardError(answer.error);
      }
    } finally {
      this.#unanswered.delete(id);
    }
  }

  close(): void {
    this.#closed.next();
    this.viewed.close();
  }

  #ask(request: SyncRequest): void {
    if (this.#context.leadership.leading) {
      this.#serve(request);
    } else {
      this.#say({ copy: 'ask', ...request });
    }
  }

  #tell(event: CopySyncEvent): void {
    if (event.kind === 'leads') {
      this.#served.clear();
      for (const request of this.#unanswered.values()) {
        this.#ask(request);
      }
    }
    this.#events.next(event);
  }

  #serve(request: SyncRequest, isRepeated = false): void {
    const { sync, leadership } = this.#context;
    const { id, calendarId } = request;
    if (this.#served.has(id)) {
      return;
    }
    this.#served.add(id);
    const answer = (error?: CalendarSyncError) => {
      const message = { copy: 'done', id, ...(error ? { error: toldError(error) } : {}) } as const;
      this.#say(message);
      this.#answers.next(message);
    };
    const synced = calendarId === undefined ? sync.sync() : sync.pull(calendarId);
    synced.then(
      () => {
        this.#served.delete(id);
        answer();
      },
      (error: unknown) => {
        this.#served.delete(id);
        if (!leadership.leading) {
          // The tab that leads by now may not have heard of this request, or may not say `leads`.
          this.#say({ copy: 'ask', ...request });
        } else if (error instanceof SupersededError && !isRepeated) {
          // By now this tab has claimed its fence again.
          this.#serve(request, true);
        } else {
          answer(CalendarSyncError.from(error));
        }
      },
    );
  }

  #receive(message: CopyMessage): void {
    switch (message.copy) {
      case 'viewed':
        this.viewed.receive(message);
        break;
      case 'ask':
        if (this.#context.leadership.leading) {
          this.#serve(message);
        }
        break;
      case 'done':
        this.#answers.next(message);
        break;
      case 'damaged':
        void this.#context.store.rememberDamage(message.calendarId);
        break;
      default:
        this.#tell(eventOf(message));
    }
  }

  #say(message: CopyMessage): void {
    this.#context.tabs.say(message);
  }
}

/** An event is told to other tabs as it is, but for errors, which lose their class on the way. */
function messageOf(event: CopySyncEvent): CopyMessage {
  return event.kind === 'progress'
    ? { copy: 'progress', progress: toldProgress(event.progress) }
    : ({ copy: event.kind, ...event } as CopyMessage);
}

function eventOf(message: Extract<CopyMessage, { copy: CopySyncEvent['kind'] }>): CopySyncEvent {
  return message.copy === 'progress'
    ? { kind: 'progress', progress: heardProgress(message.progress) }
    : ({ kind: message.copy, ...message } as CopySyncEvent);
}

function noAnswer(): CalendarSyncError {
  return new CalendarSyncError(
    'unavailable',
    'The tab that keeps the calendars up to date does not answer: try again.',
  );
}
