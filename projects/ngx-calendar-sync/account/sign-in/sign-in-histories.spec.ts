import fc from 'fast-check';
import { CalendarSyncError } from 'ngx-calendar-sync';
import type { AccessToken } from '../tokens/access-token';
import type { AccountIdentity } from '../tokens/account-identity';
import { INITIAL_STATE, nextSignIn } from './sign-in-machine';
import type { SignInEffect, SignInEvent, SignInState } from './sign-in-state';

type Event = SignInEvent<AccountIdentity>;
type Effect = SignInEffect<AccountIdentity>;

const ACCOUNTS = ['ada@example.com', 'eve@example.com', 'joe@example.com'] as const;
const EVENT_COUNT = 200;
const error = new CalendarSyncError('unavailable', 'The server fails.');

const identityOf = (account: string): AccountIdentity => ({ account, grantedScopes: [] });
/** A token says here whose it is, as Google would. */
const tokenOf = (account: string): AccessToken => ({ value: account, expiresAt: 0, scopes: [] });

/** A sign-in as it may go in a browser: numbers decide what happens, and every answer may come late or twice. */
class History {
  state: SignInState<AccountIdentity> = INITIAL_STATE;
  /** The account and token that requests carry, by the effects alone. */
  held: { readonly account: string; readonly token: AccessToken | undefined } | undefined;
  lastRequest = 0;
  lastAttempt = 0;
  lastSearch = 0;
  lastAccepted = 0;
  lastSignOut = 0;
  readonly #numbers: number[] = [];
  #now = 0;

  step(choice: number): void {
    const event = this.#eventOf(choice);
    const before = this.state;
    const { state, effects } = nextSignIn(before, event);
    this.state = state;
    for (const effect of effects) {
      this.#carryOut(effect, event);
    }
    if (event.type.startsWith('signed-out') && state !== before) {
      this.lastSignOut = state.lastNumber;
    }
    this.#check(event, effects, before);
  }

  #eventOf(choice: number): Event {
    const account = ACCOUNTS[choice % 3] ?? ACCOUNTS[0];
    const identity = identityOf(account);
    const token = tokenOf(account);
    const detail = Math.floor(choice / 3);
    const number = this.#numbers[detail % Math.max(this.#numbers.length, 1)] ?? 0;
    const newest = this.#numbers.at(-1) ?? 0;
    this.#now += detail % 4000;
    const events: readonly Event[] = [
      { type: 'asked', at: this.#now, scopes: [], request: {} },
      { type: 'asked', at: this.#now, scopes: [], request: {} },
      { type: 'identified', number, identity, token },
      { type: 'identified', number: newest, identity, token },
      { type: 'identified', number: newest, identity, token },
      { type: 'failed', number, error },
      { type: 'failed', number: newest, error },
      { type: 'nothing-found', number: newest, reason: error },
      { type: 'search-due' },
      { type: 'told', account, token },
      { type: 'late-token', at: this.#now, token },
      { type: 'renewed', token },
      { type: 'account-changed', identity, token },
      { type: 'token-ended', reason: error },
      { type: 'signed-out' },
      { type: 'signed-out-elsewhere' },
      { type: 'signed-out', account },
      { type: 'sign-out-pending', error },
      { type: 'scopes-wanted', scopes: [account] },
      { type: 'opened', remembered: identity },
      { type: 'restarted' },
      { type: 'window-failed', error },
      { type: 'started', ready: detail % 2 === 0 },
      { type: 'start-failed', error },
    ];
    return events[detail % events.length] ?? { type: 'restarted' };
  }

  #carryOut(effect: Effect, event: Event): void {
    switch (effect.type) {
      case 'restore':
        this.lastSearch = effect.number;
        this.#numbers.push(effect.number);
        break;
      case 'identify':
      case 'request':
        this.#numbers.push(effect.number);
        if (effect.type === 'request') {
          this.lastRequest = effect.number;
        }
        if (event.type === 'told') {
          this.lastSearch = effect.number;
        } else {
          this.lastAttempt = effect.number;
        }
        break;
      case 'hold':
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
    const whole = () => `${event.type} in ${JSON.stringify(before)}`;
    assert(
      this.held?.account === session?.identity.account,
      () => `account and token differ: ${whole()}`,
    );
    const value = this.held?.token?.value;
    assert(
      value === undefined || value === this.held?.account,
      () => `a foreign token: ${whole()}`,
    );

    const opensWindow = effects.some(({ type }) => type === 'request');
    assert(!opensWindow || event.type === 'asked', () => `a window without a gesture: ${whole()}`);

    if (event.type === 'identified' && this.state !== before) {
      const isAttempt = event.number === this.lastAttempt;
      const isNewSearch = event.number === this.lastSearch && event.number > this.lastAccepted;
      assert(isAttempt || isNewSearch, () => `an older wish has won: ${whole()}`);
      assert(event.number > this.lastSignOut, () => `an ended session is back: ${whole()}`);
      this.lastAccepted = this.state.lastNumber;
    }
    const isLate = event.type === 'late-token' && this.state !== before;
    assert(
      !isLate || this.lastRequest > this.lastSignOut,
      () => `the token of an ended session: ${whole()}`,
    );
    const mayBegin: readonly Event['type'][] = ['identified', 'opened'];
    const hasBegun = session !== undefined && before.session === undefined;
    assert(!hasBegun || mayBegin.includes(event.type), () => `a session of nothing: ${whole()}`);
    const isRemembered = hasBegun && event.type === 'opened';
    assert(
      !isRemembered || this.lastSignOut === 0,
      () => `an ended session is remembered: ${whole()}`,
    );
  }
}

function assert(holds: boolean, otherwise: () => string): void {
  if (!holds) {
    throw new Error(otherwise());
  }
}

describe('nextSignIn on random histories', () => {
  it(`keeps its invariants in 1000 histories of at least ${EVENT_COUNT} events`, () => {
    const choices = fc.array(fc.nat({ max: 3 * 24 * 4000 }), {
      minLength: EVENT_COUNT,
      maxLength: EVENT_COUNT + 50,
    });
    const property = fc.property(choices, (history) => {
      const run = new History();
      for (const choice of history) {
        run.step(choice);
      }
    });
    expect(() => {
      fc.assert(property, { numRuns: 1000 });
    }).not.toThrow();
  });
});
