import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { GoogleCalendarService, type GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { errorSentence } from '../errors/error-sentence';
import { EventActions } from '../event-actions/event-actions';

type OwnResponse = 'accepted' | 'tentative' | 'declined';

/** The buttons by which a guest answers. What is pressed shows at once, and is undone if it cannot be sent. */
@Component({
  selector: 'app-own-answer',
  template: `
    @if (canAnswer()) {
      <div role="group" aria-labelledby="own-answer-label">
        <span id="own-answer-label">Are you coming?</span>
        <span class="choices">
          @for (choice of choices; track choice.response) {
            <button
              type="button"
              [attr.aria-pressed]="answer() === choice.response"
              (click)="respond(choice.response)"
            >
              {{ choice.label }}
            </button>
          }
        </span>
        @if (failure(); as text) {
          <p class="field-error" role="alert">{{ text }}</p>
        }
      </div>
    }
  `,
  styleUrl: './own-answer.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OwnAnswer {
  readonly event = input.required<GoogleCalendarEvent>();
  readonly answered = output<GoogleCalendarEvent>();
  readonly #actions = inject(EventActions);
  readonly #calendars = inject(GoogleCalendarService).calendars;
  /** The answer that is on its way. */
  readonly #sending = signal<OwnResponse | undefined>(undefined);

  /** Why the last answer was not sent, here because the toast that says it is behind the dialog. */
  readonly failure = signal<string | undefined>(undefined);

  readonly choices = [
    { response: 'accepted', label: 'Yes' },
    { response: 'tentative', label: 'Maybe' },
    { response: 'declined', label: 'No' },
  ] as const;
  readonly #own = computed(() => this.event().attendees?.find(({ self }) => self));
  readonly answer = computed(() => this.#sending() ?? this.#own()?.responseStatus);
  readonly canAnswer = computed(() => {
    const { calendarId } = this.event();
    return (
      this.#own() !== undefined &&
      this.#calendars().some(({ id, writable }) => id === calendarId && writable)
    );
  });

  async respond(response: OwnResponse): Promise<void> {
    if (response === this.answer()) {
      return;
    }
    this.#sending.set(response);
    this.failure.set(undefined);
    try {
      this.answered.emit(await this.#actions.respond(this.event(), response));
    } catch (error) {
      this.failure.set(errorSentence(error));
    }
    // A later answer may be on its way by now.
    this.#sending.update((sending) => (sending === response ? undefined : sending));
  }
}
