import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import type { AnyEvent } from '../accounts/any-account';
import { UserCalendars } from '../accounts/user-calendars';
import { errorSentence } from '../errors/error-sentence';
import { EventActions } from '../event-actions/event-actions';

type OwnResponse = 'accepted' | 'tentative' | 'declined';

/** The buttons by which a guest answers, with a note for the organizer. What is pressed shows at once, and is undone if it cannot be sent. */
@Component({
  selector: 'app-own-answer',
  template: `
    @if (canAnswer()) {
      <div role="group" aria-labelledby="own-answer-label">
        <span id="own-answer-label" i18n="@@ownAnswer.question">Are you coming?</span>
        <span class="choices">
          @for (choice of choices; track choice.response) {
            <button
              type="button"
              [attr.aria-pressed]="answer() === choice.response"
              (click)="respond(choice.response, note.value)"
            >
              {{ choice.label }}
            </button>
          }
        </span>
        <input
          #note
          class="input"
          aria-label="Note with your answer"
          i18n-aria-label="@@ownAnswer.note"
          placeholder="Add a note"
          i18n-placeholder="@@ownAnswer.addNote"
          autocomplete="off"
          [value]="comment()"
          (keydown.enter)="sendNote($event, note.value)"
        />
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
  readonly event = input.required<AnyEvent>();
  readonly answered = output<AnyEvent>();
  readonly #actions = inject(EventActions);
  readonly #calendars = inject(UserCalendars).calendars;
  /** The answer that is on its way. */
  readonly #sending = signal<OwnResponse | undefined>(undefined);

  /** Why the last answer was not sent, here because the toast that says it is behind the dialog. */
  readonly failure = signal<string | undefined>(undefined);

  readonly choices = [
    { response: 'accepted', label: $localize`:@@ownAnswer.yes:Yes` },
    { response: 'tentative', label: $localize`:@@ownAnswer.maybe:Maybe` },
    { response: 'declined', label: $localize`:@@ownAnswer.no:No` },
  ] as const;
  readonly #own = computed(() => this.event().attendees?.find(({ self }) => self));
  readonly answer = computed(() => this.#sending() ?? this.#own()?.responseStatus);
  readonly comment = computed(() => this.#own()?.comment ?? '');
  readonly canAnswer = computed(() => {
    const { calendarId } = this.event();
    return (
      this.#own() !== undefined &&
      this.#calendars().some(({ id, writable }) => id === calendarId && writable)
    );
  });

  /** Enter sends the note with the answer that was given before. It saves no event, as it does in the other fields. */
  sendNote(event: Event, note: string): void {
    event.preventDefault();
    const answer = this.answer();
    if (answer !== undefined && answer !== 'needsAction') {
      void this.respond(answer, note);
    }
  }

  async respond(response: OwnResponse, note: string): Promise<void> {
    const comment = note.trim() === this.comment() ? undefined : note.trim();
    if (response === this.answer() && comment === undefined) {
      return;
    }
    this.#sending.set(response);
    this.failure.set(undefined);
    try {
      const answered = await this.#actions.respond(this.event(), response, comment);
      if (answered) {
        this.answered.emit(answered);
      }
    } catch (error) {
      this.failure.set(errorSentence(error));
    }
    // A later answer may be on its way by now.
    this.#sending.update((sending) => (sending === response ? undefined : sending));
  }
}
