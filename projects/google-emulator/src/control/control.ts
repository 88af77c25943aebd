import type { ListSnapshots } from '../calendar/list-snapshots.ts';
import { unremembered, type Grants } from '../oauth/grants.ts';
import { grantedForm } from '../oauth/scopes.ts';
import type { SignIns } from '../oauth/sign-in.ts';
import type { Seed, SeedCalendar } from '../seed/seed.ts';
import type { World } from '../world/world.ts';
import type { FaultRule, Faults } from './faults.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';

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
  /** Back to the seed and the first clock; no tokens, faults or log. */
  reset(): void;
  /** Every request that was answered, the oldest first; not those of the control endpoints. */
  requests(): LoggedRequest[];
  clearRequests(): void;
  addFault(rule: FaultRule): void;
  clearFaults(): void;
}

export interface ControlParts {
  readonly world: World;
  readonly grants: Grants;
  readonly signIns: SignIns;
  readonly snapshots: ListSnapshots;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly seed: Seed;
  readonly clientId: string;
  /** Start of the clock. */
  readonly start: Date | undefined;
}

export function createControl(parts: ControlParts): EmulatorControl {
  const { world, grants, signIns, snapshots, log, faults } = parts;
  let usersMade = 0;
  return {
    createUser(user = {}) {
      const email = user.email ?? `user-${++usersMade}@example.com`;
      if (world.user(email)) {
        throw new RangeError(`There is a user ${email} already.`);
      }
      const name = user.name ?? `User ${usersMade}`;
      const timeZone = user.timeZone ?? 'UTC';
      world.addUser({ email, name, timeZone, locale: user.locale ?? 'en' });
      world.addCalendar({
        id: email,
        summary: email,
        timeZone,
        members: [{ email, accessRole: 'owner', primary: true, selected: true }],
        events: user.events ?? [],
      });
      return { email };
    },

    issueToken({ email, scopes, expiresIn = 3599, clientId = parts.clientId }) {
      if (!world.user(email)) {
        throw new RangeError(`There is no user ${email}.`);
      }
      const granted = grantedForm(scopes);
      const grant = unremembered(email, clientId);
      return {
        access_token: grants.issueAccessToken(grant, granted, expiresIn).token,
        expires_in: expiresIn,
        scope: granted.join(' '),
        token_type: 'Bearer',
      };
    },

    advanceClock: (milliseconds) => {
      world.clock.advance(milliseconds);
    },
    setClock: (instant) => {
      world.clock.set(validDate(instant));
    },
    now: () => new Date(world.clock.now()),
    expireTokens: (email) => {
      grants.expireAccessTokens(email);
    },
    revokeTokens: (email) => {
      grants.revokeAll(email);
    },
    expireSyncTokens: () => {
      world.forgetHistory();
    },

    reset() {
      world.clock.set(parts.start ?? new Date());
      grants.clear();
      signIns.clear();
      snapshots.clear();
      faults.clear();
      log.clear();
      world.load(parts.seed);
    },

    requests: () => log.all(),
    clearRequests: () => {
      log.clear();
    },
    addFault: (rule) => {
      faults.add(rule);
    },
    clearFaults: () => {
      faults.clear();
    },
  };
}

function validDate(instant: Date | string): Date {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    throw new RangeError(`Not a date: ${String(instant)}`);
  }
  return date;
}
