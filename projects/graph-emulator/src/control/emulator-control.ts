import type { LoggedRequest, RuleReport } from 'google-calendar-emulator/internal';
import type { Mail } from '../calendar/world.ts';
import type { NamedFault, NewFault } from '../faults/named-fault.ts';
import type { IdentityControl } from '../identity/identity.ts';
import type { Seed, SeedUser } from '../seed/seed.ts';
import type { ActingRequest } from './acting.ts';

/** An account to create. */
export type NewUser = Partial<SeedUser>;

/** An access token to issue. */
export interface NewToken {
  /** The address of the account. */
  readonly email: string;
  /** Permissions of Graph, such as `Calendars.ReadWrite`. */
  readonly scopes: readonly string[];
  /** Seconds; about an hour if left out. */
  readonly expiresIn?: number;
}

/** What a test does with the emulator. Requests of `as` need no token, meet no fault and are not logged. */
export interface EmulatorControl {
  /** Creates an account with a mailbox, and answers its address. */
  createUser(user?: NewUser): { readonly email: string; readonly id: string };
  /** Issues an access token without a sign-in. */
  issueToken(
    token: NewToken,
  ): Promise<{ readonly access_token: string; readonly expires_in: number }>;
  /** Sends a request to Graph in the name of an account, with all permissions; answers the body. Throws for a refusal. */
  as<T = unknown>(email: string, request: ActingRequest): Promise<T>;
  /** Replaces all accounts and calendars. */
  replaceSeed(seed: Seed): void;
  /** Adds accounts and calendars. */
  addSeed(seed: Seed): void;
  /** Returns to the first seed and the first time; ends tokens, faults, logged requests and mails. */
  reset(): void;
  /** Saves the current state of all calendars, sign-ins and tokens. */
  snapshot(name?: string): void;
  /** Returns to a saved state, any number of times; cursors of delta are lost. */
  restore(name?: string): void;

  advanceClock(milliseconds: number): void;
  setClock(now: Date | string): void;
  now(): Date;

  /** Loses every cursor of delta. */
  loseCursors(): void;
  /** Adds a fault, and answers its number. */
  addFault(fault: NewFault): { readonly id: number };
  faults(): RuleReport<NamedFault>[];
  clearFaults(): void;

  /** The latest requests, the oldest first. */
  requests(): LoggedRequest[];
  clearRequests(): void;
  /** The mails that Exchange would have sent, the oldest first. */
  mails(): readonly Mail[];
  clearMails(): void;

  /** Sign-ins, consent and tokens. */
  readonly identity: IdentityControl;
}
