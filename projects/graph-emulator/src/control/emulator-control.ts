import type { LoggedRequest } from 'google-calendar-emulator';
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

/** An account that was created. */
export interface CreatedUser {
  /** The address. */
  readonly email: string;
  /** The `oid` of its tokens, and the id of `me`. */
  readonly id: string;
}

/** An access token, as the token endpoint answers it. */
export interface IssuedToken {
  /** The token. */
  readonly access_token: string;
  /** How many seconds it lasts by the emulator's clock. */
  readonly expires_in: number;
}

/** A fault that was added. */
export interface AddedFault {
  /** Its number. */
  readonly id: number;
}

/** An active fault with its counters. */
export interface FaultReport {
  /** The number of the fault. */
  readonly id: number;
  /** The fault as it was added. */
  readonly rule: NamedFault;
  /** Number of requests that matched its method, path and user. */
  readonly matched: number;
  /** Number of those that it met. */
  readonly fired: number;
}

/** What a test does with the emulator. Requests of `as` need no token, meet no fault and are not logged. */
export interface EmulatorControl {
  /** Creates an account with a mailbox, and answers its address. */
  createUser(user?: NewUser): CreatedUser;
  /** The id of the account with this address, by which `identity` knows it. */
  idOf(email: string): string;
  /** Issues an access token without a sign-in. */
  issueToken(token: NewToken): Promise<IssuedToken>;
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

  /** Moves the clock forward. */
  advanceClock(milliseconds: number): void;
  /** Sets the clock. */
  setClock(now: Date | string): void;
  /** The emulator's time. */
  now(): Date;

  /** Loses every cursor of delta. */
  loseCursors(): void;
  /** Adds a fault, and answers its number. */
  addFault(fault: NewFault): AddedFault;
  /** The active faults, in the order in which they were added. */
  faults(): FaultReport[];
  /** Removes all faults. */
  clearFaults(): void;

  /** The latest requests, the oldest first. */
  requests(): LoggedRequest[];
  /** Empties the request log. */
  clearRequests(): void;
  /** The mails that Exchange would have sent, the oldest first. */
  mails(): readonly Mail[];
  /** Empties the list of mails. */
  clearMails(): void;

  /** Sign-ins, consent and tokens. */
  readonly identity: IdentityControl;
}
