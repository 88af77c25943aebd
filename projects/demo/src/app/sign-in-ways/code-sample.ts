import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';

/** Lines of code, with a button that copies them. */
@Component({
  selector: 'app-code-sample',
  template: `
    <pre dir="ltr"><code>{{ code() }}</code></pre>
    <div class="copy">
      <span role="status">
        @switch (outcome()) {
          @case ('copied') {
            <ng-container i18n="@@signInWays.copied">Copied</ng-container>
          }
          @case ('refused') {
            <ng-container i18n="@@signInWays.copyRefused"
              >The browser refused: select the lines and copy them.</ng-container
            >
          }
        }
      </span>
      <button
        type="button"
        class="button outlined"
        [attr.aria-label]="label()"
        (click)="copy()"
        i18n="@@signInWays.copy"
      >
        Copy
      </button>
    </div>
  `,
  styleUrl: './code-sample.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CodeSample {
  readonly code = input.required<string>();
  /** What the lines are for, as the button says it to a screen reader. */
  readonly name = input.required<string>();
  readonly label = computed(
    () => $localize`:@@signInWays.copyNamed:Copy: ${this.name()}:INTERPOLATION:`,
  );
  readonly outcome = signal<'copied' | 'refused' | undefined>(undefined);

  async copy(): Promise<void> {
    // Emptied first, so that a screen reader hears the same word again.
    this.outcome.set(undefined);
    try {
      await navigator.clipboard.writeText(this.code());
      this.outcome.set('copied');
    } catch {
      this.outcome.set('refused');
    }
  }
}
