import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  output,
  signal,
} from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import { errorSentence } from '../errors/error-sentence';
import { Notice } from '../notices/notice';
import { missingManagingScopes } from './managing-scopes';

/** Asks for the permission to change calendars, as long as the user has not given it: most never need it. */
@Component({
  selector: 'app-calendar-permission',
  imports: [Notice],
  template: `
    @if (missingScopes(); as scopes) {
      <app-notice
        action="Allow"
        i18n-action="@@calendarPermission.allow"
        [disabled]="!ready()"
        (acted)="request(scopes)"
      >
        <ng-container i18n="@@calendarPermission.missing"
          >This app may show your calendars, but not yet change them.</ng-container
        >
      </app-notice>
      @if (failure(); as text) {
        <p class="field-error" role="alert">{{ text }}</p>
      }
    }
  `,
  styles: `
    :host:empty {
      display: none;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CalendarPermission {
  /** Emits when the user has given it: the button that had the focus is gone then. */
  readonly granted = output();
  readonly #account = inject(Accounts).google;
  readonly ready = inject(GoogleCalendarService).ready;
  readonly missingScopes = computed(() => {
    const missing = missingManagingScopes(this.#account.grantedScopes());
    return missing.length > 0 ? missing : undefined;
  });
  readonly #isAskedFor = signal(false);
  /** Why this permission was not given; not why an earlier sign-in failed. */
  readonly failure = computed(() => {
    const failure = this.#isAskedFor() ? this.#account.failure() : undefined;
    return failure && errorSentence(failure);
  });

  async request(scopes: readonly string[]): Promise<void> {
    this.#isAskedFor.set(true);
    await this.#account.requestScopes(scopes);
    if (!this.missingScopes()) {
      this.granted.emit();
    }
  }
}
