import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import { DemoConfigLoader } from '../config/demo-config';
import { errorSentence } from '../errors/error-sentence';
import { SignInButton } from './sign-in-button';

/** What a user who is not signed in can do about it, and why it has not worked so far. */
@Component({
  selector: 'app-sign-in-panel',
  imports: [RouterLink, SignInButton],
  templateUrl: './sign-in-panel.html',
  styleUrl: './sign-in-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPanel {
  readonly account = inject(Accounts).google;
  readonly google = inject(GoogleCalendarService);
  readonly #config = inject(DemoConfigLoader).config;

  readonly status = computed(() => this.google.authState().status);
  readonly isEmulated = computed(() => this.#config()?.environment === 'emulator');
  readonly isWithoutSignIn = computed(() => this.#config()?.way === 'none');
  readonly setUpProblem = computed(() => {
    const state = this.google.authState();
    return state.status === 'error' ? errorSentence(state.error) : undefined;
  });
  readonly problem = computed(() => {
    const state = this.google.authState();
    const signedOutReason = state.status === 'signed-out' ? state.reason : undefined;
    const failure = this.account.failure() ?? signedOutReason;
    return failure && errorSentence(failure);
  });
}
