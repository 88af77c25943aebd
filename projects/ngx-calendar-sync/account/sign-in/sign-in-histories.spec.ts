import fc from 'fast-check';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { AccessToken } from '../tokens/access-token';
import type { AccountIdentity } from '../tokens/account-identity';
import { INITIAL_STATE, nextSignIn } from './sign-in-machine';
import type { SignInEffect, SignInEvent, SignInState } from './sign-in-state';

type Event = SignInEvent<AccountIdentity>;
type Effect = SignInEffect<AccountIdentity>;

const ACCOUNTS = ['ada@example.com', 'eve@example.com', 'joe@example.com'] as const;
const HISTORY_COUNT = 1_000;
const MIN_EVENTS = 200;
const MAX_EVENTS = 250;
/** Between two events. Longer than the time within which a second `signIn()` joins the first. */
const MAX_STEP_MS = 4_000;
const error = new CalendarSyncError('unavailable', 'The server fails.');

const identityOf = (account: string): AccountIdentity => ({ account, grantedScopes: [] });
/** In this spec the value of a token is the account that the token is for. */
const tokenOf = (account: string): AccessToken => ({ value: account, expiresAt: 0, scopes: [] });

/** What the next event may be made of. */
interface Choice {
  readonly account: string;
  /** The number of some effect that was carried out before, so that its answer may come late or twice. */
  readonly anyNumber: number;
  readonly newestNumber: number;
  readonly at: number;
  readonly ready: boolean;
}

/** An event that is listed twice comes more often. */
const EVENTS: readonly ((choice: Choice) => Event)[] = [
  ({ at }) => ({ type: 'sign-in-wanted', at, scopes: [], request: {} }),
  ({ at }) => ({ type: 'sign-in-wanted', at, scopes: [], request: {} }),
  ({ account, anyNumber }) => identified(anyNumber, account),
  ({ account, newestNumber }) => identified(newestNumber, account),
  ({ account, newestNumber }) => identified(newestNumber, account),
  ({ anyNumber }) => ({ type: 'failed', number: anyNumber, error }),
  ({ newestNumber }) => ({ type: 'failed', number: newestNumber, error }),
  ({ anyNumber }) => ({ type: 'call-aborted', number: anyNumber, error }),
  ({ newestNumber }) => ({ type: 'call-aborted', number: newestNumber, error }),
  ({ newestNumber }) => ({ type: 'nothing-found', number: newestNumber, reason: error }),
  () => ({ type: 'search-due' }),
  ({ account }) => ({ type: 'token-elsewhere', account, token: tokenOf(account) }),
  ({ account, at }) => ({ type: 'late-token', at, token: tokenOf(account) }),
  ({ account }) => ({ type: 'renewed', token: tokenOf(account) }),
  ({ account }) => ({
    type: 'account-changed',
    identity: identityOf(account),
    token: tokenOf(account),
  }),
  () => ({ type: 'token-ended', reason: error }),
  () => ({ type: 'signed-out' }),
  () => ({ type: 'signed-out-elsewhere' }),
  ({ account }) => ({ type: 'signed-out', account }),
  () => ({ type: 'sign-out-pending', error }),
  ({ account }) => ({ type: 'scopes-wanted', scopes: [account] }),
  ({ account }) => ({ type: 'configured', remembered: identityOf(account) }),
  () => ({ type: 'start-deferred' }),
  () => ({ type: 'restarted' }),
  () => ({ type: 'restarted' }),
  () => ({ type: 'window-unavailable', error }),
  ({ ready }) => ({ type: 'started', ready }),
  () => ({ type: 'start-failed', error }),
];

function identified(number: number, account: string): Event {
  return { type: 'identified', number, identity: identityOf(account), token: tokenOf(account) };
}

const RANDOM_STEP = fc.record({
  makeEvent: fc.constantFrom(...EVENTS),
  account: fc.constantFrom(...ACCOUNTS),
  /** Which of the numbers so far: 0 is the first of them, almost 1 the last. */
  position: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  waitMs: fc.nat({ max: MAX_STEP_MS }),
  ready: fc.boolean(),
});
type RandomStep = typeof RANDOM_STEP extends fc.Arbitrary<infer S> ? S : never;

/** One sign-in: random choices decide which event comes next, and every answer may come late or twice. */
class History {
  state: SignInState<AccountIdentity> = INITIAL_STATE;
  /** What is held, as the effects say and not the state. */
  held: { readonly account: string; readonly token: AccessToken | undefined } | undefined;
  lastRequest = 0;
  lastAttempt = 0;
  lastSearch = 0;
  lastAccepted = 0;
  lastSignOut = 0;
  /** Attempts that ended since every call that waited for them was aborted. */
  readonly aborted = new Set<number>();
  readonly #numbers: number[] = [];
  #now = 0;

  step({ makeEvent, account, position, waitMs, ready }: RandomStep): void {
    this.#now += waitMs;
    const numbers = this.#numbers;
    const event = makeEvent({
      account,
      anyNumber: numbers[Math.floor(position * numbers.length)] ?? 0,
      newestNumber: numbers.at(-1) ?? 0,
      at: this.#now,
      ready,
    });
    const before = this.state;
    const { state, effects } = nextSignIn(before, event);
    this.state = state;
    for (const effect of effects) {
      this.#carryOut(effect, event);
    }
    if (event.type.startsWith('signed-out') && state !== before) {
      this.lastSignOut = state.lastNumber;
    }
    if (event.type === 'call-aborted' && before.attempt && !state.attempt) {
      this.aborted.add(before.attempt.number);
    }
    this.#check(event, effects, before);
  }

  #carryOut(effect: Effect, event: Event): void {
    switch (effect.type) {
      case 'search':
        this.lastSearch = effect.number;
        this.#numbers.push(effect.number);
        break;
      case 'identify':
      case 'request':
        this.#numbers.push(effect.number);
        if (effect.type === 'request') {
          this.lastRequest = effect.number;
        }
        if (event.type === 'token-elsewhere') {
          this.lastSearch = effect.number;
        } else {
          this.lastAttempt = effect.number;
        }
        break;
      case 'hold':
        assert(
          !this.held || this.held.account === effect.identity.account,
          () => `one account was replaced by another without clear: ${event.type}`,
        );
        this.held = { account: effect.identity.account, token: effect.token };
        break;
      case 'clear':
      case 'sign-out':
        this.held = undefined;
        break;
      default:
        break;
    }
  }

  #check(event: Event, effects: readonly Effect[], before: History['state']): void {
    const { session } = this.state;
    const where = () => `${event.type} in ${JSON.stringify(before)}`;
    assert(
      this.held?.account === session?.identity.account,
      () => `the held account is not the session's: ${where()}`,
    );
    const value = this.held?.token?.value;
    assert(
      value === undefined || value === this.held?.account,
      () => `the held token is for another account: ${where()}`,
    );

    const opensWindow = effects.some(({ type }) => type === 'request');
    assert(
      !opensWindow || event.type === 'sign-in-wanted',
      () => `an event without a gesture opened a window: ${where()}`,
    );

    const asks: readonly Effect['type'][] = ['search', 'request', 'identify'];
    assert(
      !before.deferred || !effects.some(({ type }) => asks.includes(type)),
      () => `something was asked for while the start was deferred: ${where()}`,
    );

    if (event.type === 'identified' && this.state !== before) {
      assert(
        !this.aborted.has(event.number),
        () => `the answer to an aborted attempt was accepted: ${where()}`,
      );
      const isAttempt = event.number === this.lastAttempt;
      const isNewSearch = event.number === this.lastSearch && event.number > this.lastAccepted;
      assert(
        isAttempt || isNewSearch,
        () => `the answer to an older attempt or search was accepted: ${where()}`,
      );
      assert(
        event.number > this.lastSignOut,
        () => `an answer to what began before a sign-out was accepted: ${where()}`,
      );
      this.lastAccepted = this.state.lastNumber;
    }
    const isLate = event.type === 'late-token' && this.state !== before;
    assert(
      !isLate || this.lastRequest > this.lastSignOut,
      () => `the late token of an attempt before a sign-out was accepted: ${where()}`,
    );
    assert(
      !isLate || !this.aborted.has(this.lastRequest),
      () => `the late token of an aborted attempt was accepted: ${where()}`,
    );
    const beginsSession: readonly Event['type'][] = ['identified', 'configured'];
    const hasBegun = session !== undefined && before.session === undefined;
    assert(
      !hasBegun || beginsSession.includes(event.type),
      () => `a session began with an event that may not begin one: ${where()}`,
    );
    const isRemembered = hasBegun && event.type === 'configured';
    assert(
      !isRemembered || this.lastSignOut === 0,
      () => `the remembered account came back after a sign-out: ${where()}`,
    );
  }
}

function assert(holds: boolean, message: () => string): void {
  if (!holds) {
    throw new Error(message());
  }
}

describe('nextSignIn on random histories', () => {
  it(`keeps its invariants in ${HISTORY_COUNT} histories of at least ${MIN_EVENTS} events`, () => {
    const steps = fc.array(RANDOM_STEP, { minLength: MIN_EVENTS, maxLength: MAX_EVENTS });
    const property = fc.property(steps, (history) => {
      const run = new History();
      for (const step of history) {
        run.step(step);
      }
    });
    expect(() => {
      fc.assert(property, { numRuns: HISTORY_COUNT });
    }).not.toThrow();
  });
});
