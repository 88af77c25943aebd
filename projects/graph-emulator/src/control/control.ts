import { ControlError, Fields, type RequestLog } from 'google-calendar-emulator/internal';
import { isZone } from 'google-calendar-ics/internal';
import type { Account } from '../accounts.ts';
import type { World } from '../calendar/world.ts';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/fault-middleware.ts';
import { readNamedFault } from '../faults/named-fault.ts';
import type { OpenLists } from '../graph/delta-cursor.ts';
import type { GraphEnv } from '../graph/graph-env.ts';
import type { Throttle } from '../graph/throttle.ts';
import type { Identity } from '../identity/identity.ts';
import { DEFAULT_CATEGORIES } from '../seed/google-body.ts';
import { accountOf, addSeed, loadSeed } from '../seed/load-seed.ts';
import type { Seed } from '../seed/seed.ts';
import type { Hono } from 'hono';
import { sendAs } from './acting.ts';
import type { EmulatorControl } from './emulator-control.ts';

export interface ControlParts {
  readonly world: World;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly lists: OpenLists;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly actingApi: Hono<GraphEnv>;
  readonly seed: Seed;
  readonly clientId: string;
  /** Where the clock starts. */
  readonly start: Date | undefined;
}

const DEFAULT_TOKEN_LIFETIME_S = 3599;

export function createControl(parts: ControlParts): EmulatorControl {
  const { world, clock, identity, lists, log, faults } = parts;
  const captures = new Map<string, () => void>();
  let createdUsers = 0;

  function existing(email: string): Account {
    const mailbox = world.mailbox(email);
    if (!mailbox) {
      throw new ControlError(`There is no user ${email}.`);
    }
    return mailbox.account;
  }

  return {
    createUser(user = {}) {
      const email = user.email ?? `user-${++createdUsers}@contoso.example`;
      const timeZone = user.timeZone ?? 'UTC';
      if (world.mailbox(email)) {
        throw new ControlError(`There is a user ${email} already.`);
      }
      if (!isZone(timeZone)) {
        throw new ControlError(`${timeZone} is no IANA time zone.`);
      }
      const created = {
        categories: DEFAULT_CATEGORIES,
        name: `User ${createdUsers}`,
        ...user,
        email,
        timeZone,
      };
      addSeed(world, { users: [created], calendars: [] });
      return { email, id: accountOf(created).id };
    },

    idOf: (email) => existing(email).id,

    async issueToken({ email, scopes, expiresIn = DEFAULT_TOKEN_LIFETIME_S }) {
      const account = existing(email);
      const { clientId } = parts;
      const lifetimeS = expiresIn;
      const token = await identity.control.issueAccessToken({
        account,
        scopes,
        clientId,
        lifetimeS,
      });
      return { access_token: token, expires_in: expiresIn };
    },

    as: <T>(email: string, request: Parameters<EmulatorControl['as']>[1]) =>
      sendAs(parts.actingApi, existing(email).email, request) as Promise<T>,

    replaceSeed(seed) {
      identity.control.reset();
      lists.loseAll();
      loadSeed(world, seed);
    },
    addSeed: (seed) => {
      addSeed(world, seed);
    },
    reset() {
      clock.set((parts.start ?? new Date()).getTime());
      identity.control.reset();
      lists.loseAll();
      captures.clear();
      faults.clear();
      log.clear();
      parts.throttle.clear();
      loadSeed(world, parts.seed);
    },
    snapshot: (name = '') => {
      const restores = [world.capture(), identity.control.capture()];
      captures.set(name, () => {
        restores.forEach((restore) => {
          restore();
        });
      });
    },
    restore: (name = '') => {
      const restore = captures.get(name);
      if (!restore) {
        throw new ControlError(`There is no snapshot "${name}".`);
      }
      restore();
      lists.loseAll();
    },

    advanceClock: (milliseconds) => {
      clock.advance(milliseconds);
    },
    setClock: (now) => {
      const instant = new Date(now).getTime();
      if (Number.isNaN(instant)) {
        throw new ControlError(`Not a date: ${String(now)}`);
      }
      clock.set(instant);
    },
    now: () => new Date(clock.now()),

    loseCursors: () => {
      lists.loseAll();
    },
    addFault: (fault) => ({ id: faults.add(readNamedFault(Fields.of(fault))) }),
    faults: () => faults.reports(),
    clearFaults: () => {
      faults.clear();
    },
    requests: () => log.all(),
    clearRequests: () => {
      log.clear();
    },
    mails: () => world.mails,
    clearMails: () => {
      world.mails = [];
    },
    identity: identity.control,
  };
}
