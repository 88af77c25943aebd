import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { GoogleCalendarService, type GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { eventKey } from '../../calendar-board/board-event';
import { appLocale } from '../../language/app-locale';
import { DisplayTimeZone } from '../../config/display-time-zone';
import { isOver } from './is-over';
import { shortTimeText } from './short-time-text';

interface ListedEvent {
  /** Changes with what is shown of the event. */
  readonly key: string;
  readonly title: string;
  readonly when: string;
  readonly color: string | undefined;
  /** Whether it has come or has changed while the list was shown. One that has only moved up, as earlier ones ended, has not. */
  readonly isNew: boolean;
}

interface EventLists {
  readonly all: readonly GoogleCalendarEvent[];
  readonly upcoming: readonly GoogleCalendarEvent[];
}

const SHOWN_EVENTS = 5;

/** The next events of the service, on which the effect of an experiment can be seen. */
@Component({
  selector: 'app-next-events',
  templateUrl: './next-events.html',
  styleUrl: './next-events.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NextEvents {
  /** Milliseconds since the epoch. */
  readonly now = input.required<number>();

  readonly #google = inject(GoogleCalendarService);
  readonly #timeZone = inject(DisplayTimeZone).name;

  readonly #upcoming = computed(
    () =>
      this.#google
        .events()
        .filter((event) => !isOver(event, this.now(), this.#timeZone()))
        .slice(0, SHOWN_EVENTS),
    // Made anew each second, and hardly ever another list.
    { equal: (a, b) => a.length === b.length && a.every((event, index) => event === b[index]) },
  );
  readonly #list = linkedSignal<EventLists, { known: ReadonlySet<string>; shown: ListedEvent[] }>({
    source: () => ({ all: this.#google.events(), upcoming: this.#upcoming() }),
    computation: ({ all, upcoming }, previous) => {
      const before = new Map(previous?.value.shown.map((event) => [event.key, event]));
      const knownBefore = previous?.value.known ?? new Set();
      const shown = upcoming.map((event) => {
        const key = keyOf(event);
        const hasCome = knownBefore.size > 0 && !knownBefore.has(key);
        return {
          key,
          title: event.title,
          when: shortTimeText(event, appLocale(), this.#timeZone()),
          color: event.color,
          isNew: before.get(key)?.isNew ?? hasCome,
        };
      });
      return { known: new Set(all.map(keyOf)), shown };
    },
  });
  readonly events = computed<readonly ListedEvent[]>(() => this.#list().shown);
  readonly isLoading = computed(
    () => this.#google.syncState().phase === 'loading' && this.events().length === 0,
  );
}

function keyOf(event: GoogleCalendarEvent): string {
  return `${eventKey(event)} ${event.title} ${event.start} ${event.end}`;
}
