import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { AccessToken } from '../tokens/access-token';
import type { AccountIdentity } from '../tokens/account-identity';
import { INITIAL_STATE, nextSignIn } from './sign-in-machine';
import type { SignInEvent, SignInState } from './sign-in-state';

type State = SignInState<AccountIdentity>;
type Event = SignInEvent<AccountIdentity>;

/** The properties of a state that decide what follows an event. */
interface Kind {
  /** Before any attempt, search or sign-out. */
  readonly fresh: boolean;
  readonly starting: boolean;
  readonly deferred: boolean;
  readonly startError: boolean;
  readonly session: 'none' | 'expired' | 'signed-in';
  /** `joined`: two calls wait for it. */
  readonly attempt: 'none' | 'failed' | 'going-on' | 'joined';
  readonly search: boolean;
}

interface Row {
  readonly event: (state: State) => Event;
  /** Whether it counts while the start is deferred. Other events change nothing then. */
  readonly whileDeferred?: true;
  /** Where the event cannot happen. It changes nothing there. */
  readonly impossible?: (kind: Kind) => boolean;
  /** Where the event can happen and changes nothing: it comes late or twice, or finds nothing to change. */
  readonly ignored?: (kind: Kind) => boolean;
  readonly to?: (kind: Kind) => Partial<Kind>;
  readonly effects?: (kind: Kind) => readonly string[];
}

const ADA: AccountIdentity = { account: 'ada@example.com', grantedScopes: ['a'] };
const EVE: AccountIdentity = { account: 'eve@example.com', grantedScopes: ['a'] };
const TOKEN: AccessToken = { value: 'token', expiresAt: 3_600_000, scopes: ['a'] };
const LONG_AFTER_MS = 60_000;
const STALE_NUMBER = -1;
const error = new CalendarSyncError('offline', 'No network.');

const attemptOf = ({ attempt }: State) => attempt?.number ?? STALE_NUMBER;
const searchOf = ({ search }: State) => search ?? STALE_NUMBER;
const startedAtOf = ({ attempt }: State) => attempt?.startedAt ?? 0;
const identified = (number: number, identity: AccountIdentity): Event => ({
  type: 'identified',
  number,
  identity,
  token: TOKEN,
});
const asked = (at: number): Event => ({ type: 'sign-in-wanted', at, scopes: [], request: {} });

const hasAttempt = ({ attempt }: Kind) => attempt === 'going-on' || attempt === 'joined';
const noAttempt = (kind: Kind) => !hasAttempt(kind);
const noSearch = ({ search }: Kind) => !search;
const noSession = ({ session }: Kind) => session === 'none';
const ended = { session: 'none', attempt: 'none', search: false, fresh: false } as const;

/** Each row: an event, where it is impossible or ignored, and elsewhere what it changes and which effects it has. */
const TABLE: Readonly<Record<string, Row>> = {
  restarted: {
    event: () => ({ type: 'restarted' }),
    whileDeferred: true,
    ignored: ({ startError, deferred }) => !startError && !deferred,
    to: ({ session }) => ({ startError: false, deferred: false, starting: session === 'none' }),
  },
  'start-deferred': {
    event: () => ({ type: 'start-deferred' }),
    to: () => ({ starting: false, deferred: true }),
  },
  'configured, with a remembered account': {
    event: () => ({ type: 'configured', remembered: ADA }),
    whileDeferred: true,
    impossible: ({ session }) => session !== 'none',
    to: ({ fresh }) => (fresh ? { session: 'expired' } : {}),
    effects: ({ fresh }) => [fresh ? 'hold' : 'clear'],
  },
  'configured, with no remembered account': {
    event: () => ({ type: 'configured', remembered: undefined }),
    whileDeferred: true,
    ignored: () => true,
  },
  'window-unavailable': {
    event: () => ({ type: 'window-unavailable', error }),
    to: () => ({ startError: true }),
  },
  'started, with a window': {
    event: () => ({ type: 'started', ready: true }),
    to: () => ({ starting: false, startError: false }),
  },
  'started, without a window': {
    event: () => ({ type: 'started', ready: false }),
    to: () => ({ starting: false }),
  },
  'start-failed': {
    event: () => ({ type: 'start-failed', error }),
    to: () => ({ starting: false, startError: true }),
  },
  'search-due': {
    event: () => ({ type: 'search-due' }),
    to: () => ({ search: true, fresh: false }),
    effects: () => ['search'],
  },
  'token-elsewhere, of the same account': {
    event: () => ({ type: 'token-elsewhere', account: ADA.account, token: TOKEN }),
    to: () => ({ search: true, fresh: false }),
    effects: () => ['identify'],
  },
  'token-elsewhere, of another account': {
    event: () => ({ type: 'token-elsewhere', account: EVE.account, token: TOKEN }),
    to: () => ({ search: true, fresh: false, session: 'none' }),
    effects: (kind) => (noSession(kind) ? ['identify'] : ['clear', 'identify']),
  },
  'sign-in-wanted, for the first time or long after': {
    event: (state) => asked(startedAtOf(state) + LONG_AFTER_MS),
    to: () => ({ attempt: 'going-on', fresh: false }),
    effects: () => ['request'],
  },
  'sign-in-wanted, at once again': {
    event: (state) => asked(startedAtOf(state) + 1),
    to: (kind) => ({ attempt: hasAttempt(kind) ? 'joined' : 'going-on', fresh: false }),
    effects: (kind) => (hasAttempt(kind) ? [] : ['request']),
  },
  'scopes-wanted': {
    event: () => ({ type: 'scopes-wanted', scopes: ['b'] }),
    ignored: noSession,
  },
  'late-token': {
    event: () => ({ type: 'late-token', at: 0, token: TOKEN }),
    ignored: ({ attempt }) => attempt !== 'failed',
    to: () => ({ attempt: 'going-on' }),
    effects: () => ['identify'],
  },
  'identified, for the attempt': {
    event: (state) => identified(attemptOf(state), ADA),
    ignored: noAttempt,
    to: () => ({ session: 'signed-in', attempt: 'none', search: false }),
    effects: () => ['hold', 'share'],
  },
  'identified, for the attempt, as another account': {
    event: (state) => identified(attemptOf(state), EVE),
    ignored: noAttempt,
    to: () => ({ session: 'signed-in', attempt: 'none', search: false }),
    effects: (kind) => (noSession(kind) ? ['hold', 'share'] : ['clear', 'hold', 'share']),
  },
  'identified, for the search': {
    event: (state) => identified(searchOf(state), ADA),
    ignored: noSearch,
    to: () => ({ session: 'signed-in', search: false }),
    effects: () => ['hold'],
  },
  'identified, with an old number': {
    event: () => identified(STALE_NUMBER, EVE),
    ignored: () => true,
  },
  'failed, of the attempt': {
    event: (state) => ({ type: 'failed', number: attemptOf(state), error }),
    ignored: noAttempt,
    to: () => ({ attempt: 'failed' }),
    effects: () => ['give-up'],
  },
  'failed, of the search': {
    event: (state) => ({ type: 'failed', number: searchOf(state), error }),
    ignored: noSearch,
    to: () => ({ search: false }),
  },
  'failed, with an old number': {
    event: () => ({ type: 'failed', number: STALE_NUMBER, error }),
    ignored: () => true,
  },
  'call-aborted, of the attempt': {
    event: (state) => ({ type: 'call-aborted', number: attemptOf(state), error }),
    ignored: noAttempt,
    to: ({ attempt }) => ({ attempt: attempt === 'joined' ? 'going-on' : 'none' }),
    effects: ({ attempt }) => (attempt === 'joined' ? [] : ['give-up']),
  },
  'call-aborted, with an old number': {
    event: () => ({ type: 'call-aborted', number: STALE_NUMBER, error }),
    ignored: () => true,
  },
  'nothing-found': {
    event: (state) => ({ type: 'nothing-found', number: searchOf(state), reason: error }),
    ignored: noSearch,
    to: (kind) => ({
      search: false,
      starting: kind.starting && (kind.session !== 'expired' || hasAttempt(kind)),
    }),
  },
  'nothing-found, with an old number': {
    event: () => ({ type: 'nothing-found', number: STALE_NUMBER, reason: error }),
    ignored: () => true,
  },
  renewed: {
    event: () => ({ type: 'renewed', token: TOKEN }),
    impossible: noSession,
    to: () => ({ session: 'signed-in' }),
  },
  'account-changed': {
    event: () => ({ type: 'account-changed', identity: EVE, token: TOKEN }),
    impossible: noSession,
    to: () => ({ session: 'signed-in', search: false }),
    effects: () => ['clear', 'hold', 'share'],
  },
  'account-changed, to the same account': {
    event: () => ({ type: 'account-changed', identity: ADA, token: TOKEN }),
    impossible: () => true,
  },
  'token-ended': {
    event: () => ({ type: 'token-ended', reason: error }),
    impossible: ({ session }) => session !== 'signed-in',
    to: () => ({ session: 'expired' }),
  },
  'signed-out': {
    event: () => ({ type: 'signed-out' }),
    whileDeferred: true,
    to: () => ended,
    effects: () => ['sign-out'],
  },
  'signed-out-elsewhere': {
    event: () => ({ type: 'signed-out-elsewhere' }),
    to: () => ended,
    effects: () => ['sign-out'],
  },
  'signed-out, of this account': {
    event: () => ({ type: 'signed-out', account: ADA.account }),
    whileDeferred: true,
    ignored: noSession,
    to: () => ended,
    effects: () => ['sign-out'],
  },
  'signed-out, of another account': {
    event: () => ({ type: 'signed-out', account: EVE.account }),
    whileDeferred: true,
    ignored: () => true,
  },
  'sign-out-pending': {
    event: () => ({ type: 'sign-out-pending', error }),
    whileDeferred: true,
    ignored: (kind) => kind.session !== 'none' || hasAttempt(kind),
  },
};

function kindOf(state: State): Kind {
  const { session, attempt, attemptFailed } = state;
  const notGoingOn = attemptFailed ? 'failed' : 'none';
  const goingOn = attempt && attempt.callers > 1 ? 'joined' : 'going-on';
  const known = session?.token ? 'signed-in' : 'expired';
  return {
    fresh: state.lastNumber === 0,
    starting: state.starting,
    deferred: state.deferred,
    startError: state.startError !== undefined,
    session: session ? known : 'none',
    attempt: attempt ? goingOn : notGoingOn,
    search: state.search !== undefined,
  };
}

/** One state of each kind that events can lead to, with the session of Ada or none. */
function reachableStates(): readonly State[] {
  const found = new Map<string, State>();
  const toVisit: State[] = [INITIAL_STATE];
  for (let state = toVisit.pop(); state; state = toVisit.pop()) {
    const kind = JSON.stringify(kindOf(state));
    const isOfEve = state.session?.identity.account === EVE.account;
    if (found.has(kind) || isOfEve) {
      continue;
    }
    found.set(kind, state);
    for (const { event } of Object.values(TABLE)) {
      toVisit.push(nextSignIn(state, event(state)).state);
    }
  }
  return [...found.values()];
}

describe('nextSignIn', () => {
  const states = reachableStates();
  const kinds = states.map(kindOf);

  it('reaches all 144 kinds of state, and fresh ones only without an attempt or a search', () => {
    // Starting, started or deferred × 2 values of startError × 3 of session × 4 of attempt × 2 of search.
    expect(kinds.filter(({ fresh }) => !fresh).length).toBe(144);
    expect(kinds.some(({ starting, deferred }) => starting && deferred)).toBeFalse();
    const freshKinds = kinds.filter(({ fresh }) => fresh);
    expect(freshKinds.every(({ attempt, search }) => attempt === 'none' && !search)).toBeTrue();
  });

  for (const [name, row] of Object.entries(TABLE)) {
    const { event, whileDeferred, impossible, ignored, to, effects } = row;
    it(`${name}: in every reachable state, changes what the table says and nothing else`, () => {
      for (const state of states) {
        const before = kindOf(state);
        const next = nextSignIn(state, event(state));
        const context = JSON.stringify(before);
        const isDeferred = before.deferred && !whileDeferred;
        if (isDeferred || impossible?.(before) || ignored?.(before)) {
          expect(next.state).withContext(context).toBe(state);
          expect(next.effects).withContext(context).toEqual([]);
          continue;
        }
        expect(kindOf(next.state))
          .withContext(context)
          .toEqual({ ...before, ...to?.(before) });
        const done = next.effects.map(({ type }) => type);
        expect<readonly string[]>(done)
          .withContext(context)
          .toEqual(effects?.(before) ?? []);
      }
    });
  }

  it('has a row for each type of event', () => {
    const types = new Set(Object.values(TABLE).map(({ event }) => event(INITIAL_STATE).type));
    const all: Readonly<Record<Event['type'], true>> = {
      'start-deferred': true,
      restarted: true,
      configured: true,
      'window-unavailable': true,
      started: true,
      'start-failed': true,
      'search-due': true,
      'token-elsewhere': true,
      'sign-in-wanted': true,
      'scopes-wanted': true,
      'late-token': true,
      identified: true,
      failed: true,
      'call-aborted': true,
      'nothing-found': true,
      renewed: true,
      'account-changed': true,
      'token-ended': true,
      'signed-out': true,
      'signed-out-elsewhere': true,
      'sign-out-pending': true,
    };
    expect([...types].sort()).toEqual((Object.keys(all) as Event['type'][]).sort());
  });
});
