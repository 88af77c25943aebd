import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Account } from '../account/account';
import { DemoConfigLoader } from '../config/demo-config';
import { errorSentence } from '../errors/error-sentence';
import { SignInButton } from '../sign-in/sign-in-button';

/** The page of a user who is not signed in. */
@Component({
  selector: 'app-welcome',
  imports: [RouterLink, SignInButton],
  templateUrl: './welcome.html',
  styleUrl: './welcome.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Welcome {
  readonly account = inject(Account);
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

  /** After a refusal `consent` makes Google ask for every permission again. */
  signIn(): void {
    const code = this.account.failure()?.code;
    const refused = code === 'scopes-refused' || code === 'access-denied';
    void this.account.signIn(refused ? { prompt: 'consent' } : undefined);
  }
}
