import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Account } from '../account/account';
import { CalendarPage } from '../calendar-page/calendar-page';
import { Welcome } from '../welcome/welcome';

/** The welcome page or, once somebody is signed in, their calendars. Their code is fetched while the browser is idle. */
@Component({
  selector: 'app-home',
  imports: [CalendarPage, Welcome],
  template: `
    @defer (when account.session(); prefetch on idle) {
      @if (account.session()) {
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
  readonly account = inject(Account);
}
