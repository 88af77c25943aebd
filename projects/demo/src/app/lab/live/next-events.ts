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
import { shortTimeText } from './short-time-text';

interface ListedEvent {
  /** Changes with what is shown of the event. */
  readonly key: string;
  readonly title: string;
  readonly when: string;
  readonly color: string | undefined;
  /** Whether it has come, or has changed, since the list was first shown. */
  readonly isNew: boolean;
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

  readonly #upcoming = computed(() =>
    this.#google
      .events()
      .filter(({ end }) => Date.parse(end) > this.now())
      .slice(0, SHOWN_EVENTS),
  );
  readonly events = linkedSignal<readonly GoogleCalendarEvent[], readonly ListedEvent[]>({
    source: this.#upcoming,
    computation: (events, previous) => {
      const before = new Map(previous?.value.map((event) => [event.key, event]));
      return events.map((event) => {
        const when = shortTimeText(event, appLocale(), this.#timeZone());
        const key = `${eventKey(event)} ${event.title} ${when}`;
        const isNew = before.get(key)?.isNew ?? before.size > 0;
        return { key, title: event.title, when, color: event.color, isNew };
      });
    },
  });
  readonly isLoading = computed(
    () => this.#google.syncState().phase === 'loading' && this.events().length === 0,
  );
}
