import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';
import type { OutlookCalendarSyncConfig } from 'ngx-calendar-sync/outlook';

/** What config.json holds. */
export interface ConfigFile extends GoogleCalendarSyncConfig {
  /** The registration at Microsoft, and the way to sign in there; without it the demo is of Google alone. */
  readonly outlook?: Pick<
    OutlookCalendarSyncConfig,
    'clientId' | 'tenant' | 'endpoints' | 'redirectUri' | 'tokenServer'
  > & { readonly auth?: 'client' | 'redirect' | 'server' };
  /** The id of a calendar that anyone may read, for the page that needs no sign-in. */
  readonly publicCalendarId?: string;
  /** Whether the accounts are invented ones of the emulator, or real ones. */
  readonly environment?: 'emulator' | 'google';
  /** The ways to sign in that the user may choose from, the first one first. Without it there is the configured one. */
  readonly signInWays?: readonly ListedWay[];
}

/** A way to sign in, with the servers that it needs. */
export type ListedWay =
  | { readonly way: 'client' }
  | { readonly way: 'server' | 'contract' | 'redirect'; readonly tokenServer: string }
  | ({ readonly way: 'own' } & EmulatorAccount);

/** An account of the emulator, and the URL at which the emulator issues its access tokens without asking anybody. */
export interface EmulatorAccount {
  readonly account: string;
  readonly tokenUrl: string;
}
