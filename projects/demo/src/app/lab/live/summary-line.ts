import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { SyncSummary } from './sync-summary';

/** The state of the service in one sentence, with a dot in the colour of how good it is. */
@Component({
  selector: 'app-summary-line',
  template: `<span class="dot" [class]="summary().tone" aria-hidden="true"></span
    >{{ summary().text }}`,
  styleUrl: './summary-line.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SummaryLine {
  readonly summary = input.required<SyncSummary>();
}
