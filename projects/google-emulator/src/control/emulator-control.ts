import type { Seed, SeedCalendar } from '../seed/seed.ts';
import type { ConferenceBehaviour } from '../world/conference-requests.ts';
import type { ActingUser } from './acting-user.ts';
import type { FaultRule } from './fault-rule.ts';
import type { FaultReport } from './faults.ts';
import type { Mail } from '../mail/outbox.ts';
import type { LoggedRequest } from './request-log.ts';

/** An account to create. */
export interface NewUser {
  /** A new address if left out. */
  readonly email?: string;
  /** The name that the sign-in shows; a made-up one if left out. */
  readonly name?: string;
  /** IANA name; `UTC` if left out. */
  readonly timeZone?: string;
  /** BCP 47 tag, such as `en-GB`. */
  readonly locale?: string;
  /** Events of the primary calendar, as in a {@link Seed}. */
  readonly events?: SeedCalendar['events'];
}

/** An access token to issue. */
export interface NewToken {
  /** The address of the account. */
  readonly email: string;
  /** The OAuth scopes that it has. */
  readonly scopes: readonly string[];
  /** Seconds; 3599 if left out. */
  readonly expiresIn?: number;
  /** The first accepted client if left out. */
  readonly clientId?: string;
}

/** An access token, as Google's token endpoint answers it. */
export interface IssuedToken {
  /** The token. */
  readonly access_token: string;
  /** How many seconds it lasts by the emulator's clock. */
  readonly expires_in: number;
  /** The OAuth scopes, with spaces between them. */
  readonly scope: string;
  readonly token_type: 'Bearer';
}

/** Controls the emulator from a test. HTTP offers the same under `/_emulator/`. */
export interface EmulatorControl {
  /**
   * Adds a user with a primary calendar that holds the given events.
   * @throws ControlError if the address is taken or the time zone is unknown.
   */
  createUser(user?: NewUser): {
    /** The address of the account. */
    readonly email: string;
  };
  /**
   * Issues an access token without a sign-in. No consent is recorded, so a later sign-in still asks for it.
   * @throws ControlError if there is no such user.
   */
  issueToken(token: NewToken): IssuedToken;
  /**
   * Changes calendars in the name of the account, for instance to let another person act during a test.
   * @throws ControlError if there is no such user.
   */
  as(email: string): ActingUser;

  /** Replaces all users and calendars. Tokens become invalid; the clock, faults and the request log stay. */
  replaceSeed(seed: Seed): void;
  /** Adds users, calendars and groups. A calendar whose id exists already receives the events. */
  addSeed(seed: Seed): void;
  /** Returns to the first seed and the first time, and removes all tokens, snapshots, faults, logged requests and mails.
   * New conferences succeed at once again. */
  reset(): void;
  /** Saves all data, sync state, consent, tokens and the clock under a name, which may be left out. */
  snapshot(name?: string): void;
  /**
   * Returns to a snapshot, any number of times. Sync tokens issued since it was taken answer 410.
   * @throws ControlError if there is no snapshot of this name.
   */
  restore(name?: string): void;

  /** Moves the clock forward. Tokens, codes and channels expire by it. */
  advanceClock(milliseconds: number): void;
  /**
   * Sets the clock, which then runs on from there.
   * @throws ControlError for an invalid date.
   */
  setClock(instant: Date | string): void;
  /** The time of the emulator's clock. */
  now(): Date;

  /** Expires the access tokens of an account, or of all accounts. */
  expireTokens(email?: string): void;
  /** Revokes access tokens, refresh tokens and consent of an account, or of all accounts. */
  revokeTokens(email?: string): void;
  /** Makes every sync token answer 410. */
  expireSyncTokens(): void;

  /** The latest 10,000 requests, the oldest first. Those to the control endpoints are not logged. */
  requests(): LoggedRequest[];
  /** Forgets the requests so far. */
  clearRequests(): void;

  /** The latest 10,000 mails that Google would have sent, the oldest first. The emulator sends none. */
  mails(): Mail[];
  /** Forgets the mails so far. */
  clearMails(): void;

  /**
   * Lets conferences that are requested from now on be pending for a while, or fail. `{}` makes them succeed at once,
   * which they do by default.
   * @throws ControlError if there is no such account.
   */
  setConferences(behaviour: ConferenceBehaviour): void;

  /**
   * Changes settings of an account, by their ids in `settings.list`, such as `{ weekStart: '1' }`.
   * @throws ControlError if there is no such account or setting, or for a value that the setting cannot have.
   */
  setSettings(email: string, values: Readonly<Record<string, string>>): void;

  /**
   * Makes requests fail or wait. Rules that meet the same request apply in the order in which they were added.
   * @throws ControlError for an invalid rule.
   */
  addFault(rule: FaultRule): {
    /** The number of the rule. */
    readonly id: number;
  };
  /** The active rules, with the number of requests that each matched and met. */
  faults(): FaultReport[];
  /** Removes all rules. */
  clearFaults(): void;
}
