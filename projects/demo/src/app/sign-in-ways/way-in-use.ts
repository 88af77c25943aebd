import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  effect,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { type GoogleAuthState, GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import { appLocale } from '../language/app-locale';
import type { DemoConfig } from '../config/demo-config';
import { dateFormat } from '../config/date-format';
import { DisplayTimeZone } from '../config/display-time-zone';
import { errorSentence } from '../errors/error-sentence';
import { focusKeeper } from '../focus/focus-keeper';
import { SignInButton } from '../sign-in/sign-in-button';
import { nextRenewals, NO_RENEWALS, type TokenRenewals } from './token-renewals';
import { WAY_TEXTS } from './way-texts';

/** The way to sign in that is in use, and what has become of the sign-in. */
@Component({
  selector: 'app-way-in-use',
  imports: [RouterLink, SignInButton],
  templateUrl: './way-in-use.html',
  styleUrl: './way-in-use.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WayInUse {
  readonly config = input.required<DemoConfig>();

  readonly account = inject(Accounts).google;
  readonly google = inject(GoogleCalendarService);
  readonly #document = inject(DOCUMENT);
  readonly #timeZone = inject(DisplayTimeZone).name;

  readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  /** The pressed button is gone in the next state, so the focus goes to the panel. */
  readonly keepFocusAfter = focusKeeper(() => this.panel().nativeElement);
  readonly state = this.google.authState;
  readonly texts = computed(() => WAY_TEXTS[this.config().way]);
  readonly renewals = linkedSignal<GoogleAuthState, TokenRenewals>({
    source: this.state,
    computation: (state, previous) => nextRenewals(previous?.value ?? NO_RENEWALS, state),
  });
  readonly validUntil = computed(() => {
    const state = this.state();
    return state.status === 'signed-in' ? this.#time(state.expiresAt) : undefined;
  });
  readonly problem = computed(() => {
    const state = this.state();
    const reason =
      state.status === 'error' ? state.error : 'reason' in state ? state.reason : undefined;
    const failure = this.account.failure() ?? reason;
    return failure && errorSentence(failure);
  });

  constructor() {
    // A linked signal computes when it is read, and the page reads this one in some states only: it would not see a sign-out.
    effect(() => {
      this.renewals();
    });
  }

  reload(): void {
    this.#document.location.reload();
  }

  #time(date: Date): string {
    return dateFormat(appLocale(), {
      timeStyle: 'medium',
      timeZone: this.#timeZone(),
    }).format(date);
  }
}
