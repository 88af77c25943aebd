import { computed, effect, inject, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../../accounts/accounts';
import { EmulatorControl } from '../emulator/emulator-control';
import { type Experiment, over, ready, running } from './experiment';
import { LabSync } from './lab-sync';

/** The access token is not valid any more: its hour is over, or the user has taken the permission back. */
export function expireToken(): Experiment {
  const emulator = inject(EmulatorControl);
  const sync = inject(LabSync);
  const account = inject(Accounts).google;
  const google = inject(GoogleCalendarService);
  const progress = signal<'ready' | 'asking' | 'not-renewed' | 'over'>('ready');
  /** Until when the token was valid that the experiment has ended, in milliseconds since the epoch. */
  const endedExpiry = signal(0);
  // Once there is a new token the experiment is over, and stays so when that one ends in turn.
  effect(() => {
    const state = google.authState();
    const isNewer = state.status === 'signed-in' && state.expiresAt.getTime() > endedExpiry();
    if (isNewer && progress() !== 'ready') {
      progress.set('over');
    }
  });
  const run = async (expire: (email: string) => Promise<unknown>) => {
    const email = account.address();
    if (email === undefined) {
      return;
    }
    const state = google.authState();
    endedExpiry.set(state.status === 'signed-in' ? state.expiresAt.getTime() : Date.now());
    await expire(email);
    progress.set('asking');
    void sync.ask().then(() => {
      progress.update((now) => (now === 'asking' ? 'not-renewed' : now));
    });
  };
  const runningText = () => {
    if (google.authState().status === 'expired') {
      return $localize`:@@lab.tokenAsks:Google wants to see you: sign in again, and it is over.`;
    }
    return progress() === 'asking'
      ? $localize`:@@lab.tokenRunning:Asking Google with the old token.`
      : $localize`:@@lab.tokenNotRenewed:There is no new token yet: the next request of this tab that reaches Google brings one.`;
  };
  return {
    id: 'expire-token',
    title: $localize`:@@lab.token:Expire the token`,
    does: $localize`:@@lab.tokenDoes:Ends the hour of the access token now, or takes the permission back altogether.`,
    watchFor: $localize`:@@lab.tokenWatch:The library renews the sign-in and repeats the request. Where only you can renew it, events stay, and requests wait for you.`,
    needsEmulator: true,
    state: computed(() => {
      switch (progress()) {
        case 'ready':
          return ready();
        case 'over':
          return over($localize`:@@lab.tokenOver:Over: there is a new token.`);
        default:
          return running(runningText());
      }
    }),
    actions: [
      {
        label: computed(() => $localize`:@@lab.tokenExpire:Expire it`),
        run: () => run((email) => emulator.expireTokens(email)),
      },
      {
        label: computed(() => $localize`:@@lab.tokenRevoke:Revoke the permission`),
        run: () => run((email) => emulator.revokeTokens(email)),
      },
    ],
    putBack: () => {
      progress.set('ready');
    },
  };
}
