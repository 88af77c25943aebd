import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { SeriesScope } from 'ngx-calendar-sync';
import { UNTITLED_EVENT } from '../event-dialog/untitled-event';
import { quoted } from '../language/quoted';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import type { OpenSeriesQuestion, SeriesAction } from './series-question';

const HEADINGS: Readonly<Record<SeriesAction, string>> = {
  change: $localize`:@@seriesQuestion.change:Which events do you want to change?`,
  delete: $localize`:@@seriesQuestion.delete:Which events do you want to delete?`,
  answer: $localize`:@@seriesQuestion.answer:Which events is your answer for?`,
};
const SCOPES: Readonly<Record<SeriesScope, string>> = {
  this: $localize`:@@seriesQuestion.this:This event`,
  following: $localize`:@@seriesQuestion.following:This and following events`,
  all: $localize`:@@seriesQuestion.all:All events`,
};

/** The question for which events of a series a write is meant: a button for each answer. Escape is none. */
@Component({
  selector: 'app-series-question-dialog',
  imports: [DialogHead, Modal],
  template: `
    <dialog
      appModal
      #modal="appModal"
      class="dialog compact"
      aria-labelledby="series-question-title"
      aria-describedby="series-question-event"
      [lightDismiss]="true"
      (closed)="question().answer(chosen)"
    >
      <app-dialog-head headingId="series-question-title" [closable]="false">{{
        heading()
      }}</app-dialog-head>
      <div class="dialog-body">
        <p class="hint" id="series-question-event" i18n="@@seriesQuestion.repeats">
          {{ title() }} repeats.
        </p>
        @for (scope of question().scopes; track scope) {
          <button
            type="button"
            class="button outlined"
            [class.danger]="question().action === 'delete'"
            (click)="chosen = scope; modal.close()"
          >
            {{ texts[scope] }}
          </button>
        }
      </div>
      <div class="dialog-foot">
        <button type="button" class="button push" i18n="@@app.cancel" (click)="modal.close()">
          Cancel
        </button>
      </div>
    </dialog>
  `,
  styleUrl: './series-question-dialog.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SeriesQuestionDialog {
  readonly question = input.required<OpenSeriesQuestion>();
  readonly texts = SCOPES;
  readonly heading = computed(() => HEADINGS[this.question().action]);
  readonly title = computed(() => quoted(this.question().title.trim() || UNTITLED_EVENT));
  chosen: SeriesScope | undefined;
}
