import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** A bar with a message and at most one button. */
@Component({
  selector: 'app-notice',
  template: `
    <p><ng-content /></p>
    @if (action(); as label) {
      <button type="button" class="button outlined" [disabled]="disabled()" (click)="acted.emit()">
        {{ label }}
      </button>
    }
  `,
  styleUrl: './notice.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Notice {
  readonly action = input<string>();
  readonly disabled = input(false);
  readonly acted = output();
}
