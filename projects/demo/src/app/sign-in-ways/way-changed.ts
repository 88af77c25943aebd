import { ChangeDetectionStrategy, Component, DOCUMENT, inject } from '@angular/core';
import { DemoConfigLoader } from '../config/demo-config';
import { Notice } from '../notices/notice';

/** Says that another tab has chosen another way to sign in, and lets the user decide when this tab is loaded anew. */
@Component({
  selector: 'app-way-changed',
  imports: [Notice],
  template: `
    @if (isChanged()) {
      <app-notice
        role="alert"
        action="Reload the page"
        i18n-action="@@signInWays.reloadPage"
        (acted)="reload()"
      >
        <ng-container i18n="@@signInWays.changedElsewhere"
          >Another tab has changed the way to sign in. Reload the page to use it here,
          too.</ng-container
        >
      </app-notice>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WayChanged {
  readonly #document = inject(DOCUMENT);
  readonly isChanged = inject(DemoConfigLoader).wayChangedElsewhere;

  reload(): void {
    this.#document.location.reload();
  }
}
