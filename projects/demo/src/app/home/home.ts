import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Accounts } from '../accounts/accounts';
import { CalendarPage } from '../calendar-page/calendar-page';
import { Welcome } from '../welcome/welcome';

/** The welcome page or, once somebody is signed in, their calendars. Their code is fetched while the browser is idle. */
@Component({
  selector: 'app-home',
  imports: [CalendarPage, Welcome],
  template: `
    @defer (when isOpen(); prefetch on idle) {
      @if (isOpen()) {
        <app-calendar-page />
      } @else {
        <app-welcome />
      }
    } @placeholder {
      <app-welcome />
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Home {
  readonly #accounts = inject(Accounts);
  readonly isOpen = computed(() => this.#accounts.open().length > 0);
}
