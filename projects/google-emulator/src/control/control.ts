import { isZone } from 'google-calendar-ics/internal';
import { finishConferences } from '../calendar/pending-conferences.ts';
import type { ListSnapshots } from '../calendar/list-snapshots.ts';
import { storeSeedEvents } from '../calendar/seed-events.ts';
import { grantWithoutConsent, type Grants } from '../oauth/grants.ts';
import { grantedForm } from '../oauth/scopes.ts';
import type { SignIns } from '../oauth/sign-in.ts';
import type { Seed, SeedUser } from '../seed/seed.ts';
import type { Outbox } from '../mail/outbox.ts';
import { settingProblem } from '../world/user-settings.ts';
import type { World } from '../world/world.ts';
import { actAs, type ActingApi } from './acting-user.ts';
import { Captures } from './captures.ts';
import type { EmulatorControl } from './emulator-control.ts';
import type { Faults } from './faults.ts';
import { ControlError } from './fields.ts';
import type { RequestLog } from './request-log.ts';

export interface ControlParts {
  readonly world: World;
  readonly grants: Grants;
  readonly signIns: SignIns;
  readonly snapshots: ListSnapshots;
  readonly log: RequestLog;
  readonly outbox: Outbox;
  readonly faults: Faults;
  readonly actingApi: ActingApi;
  readonly seed: Seed;
  readonly clientId: string;
  /** Where the clock starts. */
  readonly start: Date | undefined;
}

export function createControl(parts: ControlParts): EmulatorControl {
  const { world, grants, signIns, snapshots, log, outbox, faults } = parts;
  const captures = new Captures(world, grants);
  let createdUsers = 0;

  /** Ends everything that refers to data which is about to be replaced: tokens, sign-in windows and half-read lists. */
  function endTokensAndPending(): void {
    grants.clear();
    clearPending();
  }

  function clearPending(): void {
    signIns.clear();
    snapshots.clear();
  }

  function existingUser(email: string): SeedUser {
    const user = world.user(email);
    if (!user) {
      throw new ControlError(`There is no user ${email}.`);
    }
    return user;
  }

  return {
    createUser(user = {}) {
      const email = user.email ?? `user-${++createdUsers}@example.com`;
      if (world.user(email)) {
        throw new ControlError(`There is a user ${email} already.`);
      }
      const name = user.name ?? `User ${createdUsers}`;
      const timeZone = user.timeZone ?? 'UTC';
      if (!isZone(timeZone)) {
        throw new ControlError(`${timeZone} is no IANA time zone.`);
      }
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
      const granted = grantedForm(scopes);
      const grant = grantWithoutConsent(existingUser(email).email, clientId);
      return {
        access_token: grants.issueAccessToken(grant, granted, expiresIn).token,
        expires_in: expiresIn,
        scope: granted.join(' '),
        token_type: 'Bearer',
      };
    },

    as: (email) => actAs(existingUser(email).email, parts.actingApi),

    replaceSeed(seed) {
      endTokensAndPending();
      world.load(seed);
    },

    addSeed({ users, calendars, groups }) {
      users.forEach((user) => {
        world.addUser(user);
      });
      for (const calendar of calendars) {
        const known = world.calendar(calendar.id);
        if (known) {
          storeSeedEvents(known, calendar.events, world.clock.now());
        } else {
          world.addCalendar(calendar);
        }
      }
      groups?.forEach((group) => {
        world.addGroup(group);
      });
    },

    reset() {
      world.clock.set(parts.start ?? new Date());
      endTokensAndPending();
      captures.clear();
      faults.clear();
      log.clear();
      outbox.clear();
      world.conferences.clearBehaviours();
      world.load(parts.seed);
    },

    snapshot: (name = '') => {
      captures.take(name);
    },
    restore: (name = '') => {
      captures.restore(name);
      clearPending();
    },

    advanceClock: (milliseconds) => {
      world.clock.advance(milliseconds);
      finishConferences(world);
    },
    setClock: (instant) => {
      world.clock.set(validDate(instant));
      finishConferences(world);
    },
    now: () => new Date(world.clock.now()),

    expireTokens: (email) => {
      grants.expireAccessTokens(email === undefined ? undefined : existingUser(email).email);
    },
    revokeTokens: (email) => {
      grants.revokeAll(email === undefined ? undefined : existingUser(email).email);
    },
    expireSyncTokens: () => {
      world.epochs.invalidateAll();
    },

    requests: () => log.all(),
    clearRequests: () => {
      log.clear();
    },

    mails: () => outbox.all(),
    clearMails: () => {
      outbox.clear();
    },

    setConferences: (behaviour) => {
      if (behaviour.email !== undefined) {
        existingUser(behaviour.email);
      }
      world.conferences.setBehaviour(behaviour);
    },

    setSettings: (email, values) => {
      const user = existingUser(email);
      const changes = Object.entries(values).map(([id, value]) => ({ id, value }));
      const problem = changes.map(settingProblem).find((each) => each !== undefined);
      if (problem !== undefined) {
        throw new ControlError(problem);
      }
      const settings = world.settingsOf(user);
      for (const change of changes) {
        if (settings.get(change.id)?.value.value !== change.value) {
          settings.put(change.id, change, world.clock.now());
        }
      }
    },

    addFault: (rule) => ({ id: faults.add(rule) }),
    faults: () => faults.reports(),
    clearFaults: () => {
      faults.clear();
    },
  };
}

function validDate(instant: Date | string): Date {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    throw new ControlError(`Not a date: ${String(instant)}`);
  }
  return date;
}
