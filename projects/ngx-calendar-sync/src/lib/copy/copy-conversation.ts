import {
  filter,
  firstValueFrom,
  type Observable,
  type SchedulerLike,
  Subject,
  take,
  takeUntil,
  throwError,
  timeout,
} from 'rxjs';
import type { BrowserTabs } from '../ambient/browser-tabs';
import { CalendarSyncError } from '../model/calendar-sync-error';
import {
  type CopyMessage,
  heardError,
  heardProgress,
  isCopyMessage,
  toldError,
  toldProgress,
} from './copy-message';
import type { CopySync, CopySyncEvent } from './copy-sync';
import type { ReplicaStore } from '../replica/replica-store';
import type { Leadership } from './leadership';

export interface CopyConversationContext {
  readonly tabs: BrowserTabs;
  readonly leadership: Leadership;
  readonly sync: CopySync;
  readonly store: ReplicaStore;
  readonly clock: SchedulerLike;
}

/** How long a tab waits for the leader to answer that it has synced. */
const SYNC_ANSWER_TIMEOUT_MS = 60_000;

/** What the tabs of one account tell each other about their copy. One of them leads and syncs; the others ask it to. */
export class CopyConversation {
  readonly #context: CopyConversationContext;
  readonly #events = new Subject<CopySyncEvent>();
  readonly #answers = new Subject<Extract<CopyMessage, { copy: 'done' }>>();
  readonly #viewed = new Set<string>();
  readonly #closed = new Subject<void>();

  /** What happens to the copy, whichever tab does it. */
  readonly events$: Observable<CopySyncEvent> = this.#events;

  constructor(context: CopyConversationContext) {
    this.#context = context;
    const { tabs, sync, store } = context;
    store.damaged$.pipe(takeUntil(this.#closed)).subscribe((calendarId) => {
      this.#say({ copy: 'damaged', calendarId });
    });
    tabs.said$.pipe(filter(isCopyMessage), takeUntil(this.#closed)).subscribe((message) => {
      this.#hear(message);
    });
    sync.events$.pipe(takeUntil(this.#closed)).subscribe((event) => {
      tabs.say(messageOf(event));
      this.#events.next(event);
    });
  }

  /** Ids of the calendars that any tab views. */
  get viewed(): ReadonlySet<string> {
    return this.#viewed;
  }

  view(calendarId: string): void {
    this.#viewed.add(calendarId);
    this.#say({ copy: 'viewed', calendarIds: [...this.#viewed] });
  }

  /** Has the leader sync the copy, or one calendar of it. Resolves when that is done, or when this tab closes. */
  async sync(calendarId?: string): Promise<void> {
    const request = {
      id: String(Math.random()),
      ...(calendarId === undefined ? {} : { calendarId }),
    };
    const { leadership, clock } = this.#context;
    const answer = firstValueFrom(
      this.#answers.pipe(
        filter(({ id }) => id === request.id),
        takeUntil(this.#closed),
        timeout({
          first: SYNC_ANSWER_TIMEOUT_MS,
          scheduler: clock,
          with: () => throwError(noAnswer),
        }),
      ),
      { defaultValue: undefined },
    );
    if (!leadership.leading) {
      this.#say({ copy: 'ask', ...request });
    }
    // A tab that has just been opened may lead in a moment, and then no other tab hears it ask.
    const leads$ = leadership.leading$.pipe(filter(Boolean), take(1));
    const serving = leads$.subscribe(() => {
      this.#serve(request);
    });
    try {
      const { error } = (await answer) ?? {};
      if (error) {
        throw heardError(error);
      }
    } finally {
      serving.unsubscribe();
    }
  }

  close(): void {
    this.#closed.next();
  }

  #serve({ id, calendarId }: { readonly id: string; readonly calendarId?: string }): void {
    const { sync } = this.#context;
    const answer = (error?: CalendarSyncError) => {
      const message = { copy: 'done', id, ...(error ? { error: toldError(error) } : {}) } as const;
      this.#say(message);
      this.#answers.next(message);
    };
    const synced = calendarId === undefined ? sync.sync() : sync.pull(calendarId);
    synced.then(
      () => {
        answer();
      },
      (error: unknown) => {
        answer(CalendarSyncError.from(error));
      },
    );
  }

  #hear(message: CopyMessage): void {
    switch (message.copy) {
      case 'viewed':
        for (const id of message.calendarIds) {
          this.#viewed.add(id);
        }
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
        this.#events.next(eventOf(message));
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
