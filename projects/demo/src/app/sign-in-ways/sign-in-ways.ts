import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DOCUMENT,
  inject,
  signal,
} from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import { canKeepChosenWay, keepChosenWay } from '../config/chosen-way';
import { DemoConfigLoader } from '../config/demo-config';
import { sharesSession, SIGN_IN_WAYS, type SignInWay } from '../config/sign-in-way';
import { Notice } from '../notices/notice';
import { WayCard, type WayState } from './way-card';
import { WayInUse } from './way-in-use';

/** Compares the ways to sign in, and lets the user try each of them. */
@Component({
  selector: 'app-sign-in-ways',
  imports: [Notice, WayCard, WayInUse],
  templateUrl: './sign-in-ways.html',
  styleUrl: './sign-in-ways.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInWays {
  readonly account = inject(Accounts).google;
  readonly #google = inject(GoogleCalendarService);
  readonly #document = inject(DOCUMENT);

  readonly config = inject(DemoConfigLoader).config;
  readonly isConfigMissing = computed(
    () => !this.config() && this.#google.authState().status === 'error',
  );
  readonly ways = computed(() =>
    SIGN_IN_WAYS.map((way): { way: SignInWay; state: WayState } => ({
      way,
      state: this.#stateOf(way),
    })),
  );
  readonly changing = signal(false);
  readonly choiceNotKept = signal(false);

  /**
   * Ends a session that the new way cannot go on with, keeps the choice, and loads the demo anew. The session ends first: the
   * other tabs hear of the choice as soon as it is kept.
   */
  async choose(way: SignInWay): Promise<void> {
    const config = this.config();
    if (!config) {
      return;
    }
    this.choiceNotKept.set(!canKeepChosenWay());
    if (this.choiceNotKept()) {
      return;
    }
    this.changing.set(true);
    if (!sharesSession(config.way, way) && !(await this.account.signOut())) {
      this.changing.set(false);
      return;
    }
    if (keepChosenWay({ way, inPlaceOf: config.ways[0] })) {
      this.#document.location.reload();
    } else {
      this.choiceNotKept.set(true);
      this.changing.set(false);
    }
  }

  #stateOf(way: SignInWay): WayState {
    const config = this.config();
    if (!config) {
      return 'unknown';
    }
    if (config.way === way) {
      return 'in-use';
    }
    return config.ways.includes(way) ? 'available' : 'missing';
  }
}
