import { computed, inject, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Account } from '../../account/account';
import { EmulatorControl } from '../emulator/emulator-control';
import { type Experiment, over, ready, running } from './experiment';
import { LabSync } from './lab-sync';

/** The access token is not valid any more: its hour is over, or the user has taken the permission back. */
export function expireToken(): Experiment {
  const emulator = inject(EmulatorControl);
  const sync = inject(LabSync);
  const account = inject(Account);
  const google = inject(GoogleCalendarService);
  const progress = signal<'ready' | 'asking' | 'asked'>('ready');
  const run = async (expire: (email: string) => Promise<unknown>) => {
    const email = account.address();
    if (email === undefined) {
      return;
    }
    await expire(email);
    progress.set('asking');
    void sync.ask().then(() => {
      progress.set('asked');
    });
  };
  return {
    id: 'expire-token',
    title: $localize`:@@lab.token:Expire the token`,
    does: $localize`:@@lab.tokenDoes:Ends the hour of the access token now, or takes the permission back altogether.`,
    watchFor: $localize`:@@lab.tokenWatch:The library renews the sign-in and repeats the request. Where only you can renew it, events stay, and requests wait for you.`,
    needsEmulator: true,
    state: computed(() => {
      if (progress() === 'ready') {
        return ready();
      }
      if (google.authState().status === 'expired') {
        return running(
          $localize`:@@lab.tokenAsks:Google wants to see you: sign in again, and it is over.`,
        );
      }
      return progress() === 'asking'
        ? running($localize`:@@lab.tokenRunning:Asking Google with the old token.`)
        : over($localize`:@@lab.tokenOver:Over: there is a new token.`);
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
    putBack: async () => {
      progress.set('ready');
      return Promise.resolve();
    },
  };
}
