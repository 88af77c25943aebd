import type { Seed, SeedCalendar } from '../seed/seed.ts';
import type { ActingUser } from './acting-user.ts';
import type { FaultRule } from './fault-rule.ts';
import type { FaultReport } from './faults.ts';
import type { LoggedRequest } from './request-log.ts';

/** A user that a test wants for itself. */
export interface NewUser {
  /** Made up if left out. */
  readonly email?: string;
  readonly name?: string;
  /** IANA name; `UTC` if left out. */
  readonly timeZone?: string;
  readonly locale?: string;
  /** Events of the primary calendar, as in a {@link Seed}. */
  readonly events?: SeedCalendar['events'];
}

export interface NewToken {
  readonly email: string;
  readonly scopes: readonly string[];
  /** Seconds; 3599 if left out. */
  readonly expiresIn?: number;
  /** The first accepted client if left out. */
  readonly clientId?: string;
}

export interface IssuedToken {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly token_type: 'Bearer';
}

/** What a test may do behind the API's back. The same is offered over HTTP under `/_emulator/`. */
export interface EmulatorControl {
  /** Adds a user with a primary calendar, which is empty or as given. */
  createUser(user?: NewUser): { readonly email: string };
  /** An access token without any sign-in; nothing of it is remembered as consent. */
  issueToken(token: NewToken): IssuedToken;
  /** Somebody with all rights of that account, who changes calendars while others look at them. */
  as(email: string): ActingUser;

  /** Another world in place of this one. Tokens end; clock, faults and log stay. */
  replaceSeed(seed: Seed): void;
  /** Puts users, calendars and groups beside those there are; a calendar that is there already gets the events. */
  addSeed(seed: Seed): void;
  /** Back to the first seed and the first clock; no tokens, snapshots, faults or log. */
  reset(): void;
  /** Remembers this moment: all data, sync state, consent, tokens and the clock. */
  snapshot(name?: string): void;
  /** Back to a remembered moment, as often as one likes. Sync tokens of the time since then answer 410. */
  restore(name?: string): void;

  /** Lets time pass. Tokens and codes grow old by it. */
  advanceClock(milliseconds: number): void;
  /** Sets the clock, from where it runs on. */
  setClock(instant: Date | string): void;
  /** The emulator's present. */
  now(): Date;

  /** Makes the access tokens of an account, or all, expired. */
  expireTokens(email?: string): void;
  /** Ends the grants of an account, or all: access and refresh tokens, and the remembered consent. */
  revokeTokens(email?: string): void;
  /** Makes every sync token answer 410. */
  expireSyncTokens(): void;

  /** Every request that was answered, the oldest first; not those of the control endpoints. */
  requests(): LoggedRequest[];
  clearRequests(): void;

  /** Lets requests go wrong. Rules that meet the same request are gone through in the order of their making. */
  addFault(rule: FaultRule): { readonly id: number };
  /** The rules in force, with how often each was reached and has met. */
  faults(): FaultReport[];
  clearFaults(): void;
}
