import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Account } from '../accounts/account';
import { Accounts } from '../accounts/accounts';
import { DemoConfigLoader } from '../config/demo-config';
import { errorSentence } from '../errors/error-sentence';
import { SignInButton } from './sign-in-button';

/** What a user who is not signed in can do about it, with each provider, and why it has not worked so far. */
@Component({
  selector: 'app-sign-in-panel',
  imports: [RouterLink, SignInButton],
  templateUrl: './sign-in-panel.html',
  styleUrl: './sign-in-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPanel {
  readonly #accounts = inject(Accounts).all;
  readonly #config = inject(DemoConfigLoader).config;

  readonly isEmulated = computed(() => this.#config()?.environment === 'emulator');
  readonly isWithoutSignIn = computed(() => this.#config()?.way === 'none');
  readonly accounts = computed(() =>
    this.#accounts()
      .filter(({ provider }) => provider !== 'google' || !this.isWithoutSignIn())
      .map((account) => ({
        account,
        status: account.service.authState().status,
        ready: account.service.ready(),
        setUpProblem: this.#setUpProblemOf(account),
        problem: this.#problemOf(account),
      })),
  );
  readonly isGettingReady = computed(() =>
    this.accounts().some(({ status }) => status === 'initializing'),
  );
  readonly isSigningIn = computed(() =>
    this.accounts().some(({ status }) => status === 'signing-in'),
  );

  #setUpProblemOf(account: Account): string | undefined {
    const state = account.service.authState();
    return state.status === 'error' ? this.#named(account, errorSentence(state.error)) : undefined;
  }

  #problemOf(account: Account): string | undefined {
    const state = account.service.authState();
    const signedOutReason = state.status === 'signed-out' ? state.reason : undefined;
    const failure = account.failure() ?? signedOutReason;
    return failure && this.#named(account, errorSentence(failure));
  }

  /** Says with whom it did not work, where there are several to choose from. */
  #named({ name }: Account, sentence: string): string {
    return this.#accounts().length > 1 ? `${name}: ${sentence}` : sentence;
  }
}
