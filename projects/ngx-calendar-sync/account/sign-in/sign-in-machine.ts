import type { AccountIdentity, IdentifiedToken } from '../tokens/account-identity';
import type { AccessToken } from '../tokens/access-token';
import type {
  Session,
  SignInEffect,
  SignInEvent,
  SignInState,
  SignInStep,
  TokenTerms,
} from './sign-in-state';

/** A second call within this time is the same wish; a later one opens a new window. */
const SAME_WISH_MS = 2_000;

export const INITIAL_STATE: SignInState<never> = {
  lastNumber: 0,
  starting: true,
  attemptFailed: false,
};

/**
 * The next state of the sign-in, and the effects that are to be carried out. An event that is impossible in a state
 * returns that very state and no effect. `sign-in-machine.spec.ts` has the table of all states and events.
 *
 * An attempt is the user's own wish to sign in; a search is everything that goes on without the user. Each has a number,
 * and an answer counts only while the state still has its number. These invariants hold after every event, and are
 * checked on random histories by `sign-in-histories.spec.ts`:
 *
 * 1. No data of one account under the token of another. The account of the session is the account of the token that is
 *    held, and a token is held only with the identity that was found with that very token.
 * 2. A newer wish wins. An answer is accepted for the last attempt alone, or for the last search if nothing was accepted
 *    after that began. An attempt outlives a search, since it is the user's own wish.
 * 3. A window opens in a gesture alone. Only `asked` leads to `request`; it is raised by `signIn()`, `requestScopes()`
 *    and `renew()`, and its effect is carried out before these return.
 * 4. An ended session never comes back by a late answer. After a sign-out a session begins only with the answer to
 *    something that began later; neither a late token nor the remembered account begins one.
 */
export function nextSignIn<I extends AccountIdentity>(
  state: SignInState<I>,
  event: SignInEvent<I>,
): SignInStep<I> {
  const { session } = state;
  const unchanged = stay(state);
  switch (event.type) {
    case 'restarted':
      return state.error
        ? step({ ...state, starting: session === undefined, error: undefined })
        : unchanged;
    case 'opened':
      return event.remembered && !session ? remember(state, event.remembered) : unchanged;
    case 'window-failed':
      return step({ ...state, error: event.error });
    case 'started':
      return start(state, event.ready);
    case 'start-failed': {
      const failed = session && !session.token ? { ...session, reason: event.error } : session;
      return step({ ...state, starting: false, error: event.error, session: failed });
    }
    case 'search-due': {
      const number = state.lastNumber + 1;
      return step({ ...state, lastNumber: number, search: number }, { type: 'restore', number });
    }
    case 'told':
      return follow(state, event.account, event.token);
    case 'asked': {
      if (state.attempt && event.at - state.attempt.askedAt < SAME_WISH_MS) {
        return unchanged;
      }
      const number = state.lastNumber + 1;
      const { scopes, request } = event;
      return step(attempt(state, number, event.at), { type: 'request', number, scopes, request });
    }
    case 'scopes-wanted':
      return session
        ? step({ ...state, session: { ...session, extraScopes: union(session, event.scopes) } })
        : unchanged;
    case 'late-token': {
      if (!state.attemptFailed) {
        return unchanged;
      }
      const number = state.lastNumber + 1;
      return step(attempt(state, number, event.at), {
        type: 'identify',
        number,
        token: event.token,
      });
    }
    case 'identified':
      return identified(state, event.number, event);
    case 'failed':
      if (event.number === state.attempt?.number) {
        const { error } = event;
        const failed = { ...state, attempt: undefined, attemptFailed: true };
        return step(failed, { type: 'give-up', error });
      }
      return event.number === state.search ? step({ ...state, search: undefined }) : unchanged;
    case 'nothing-found':
      return event.number === state.search ? nothingFound(state, event.reason) : unchanged;
    case 'renewed':
      return session
        ? step({
            ...state,
            session: { ...session, token: termsOf(event.token), reason: undefined },
          })
        : unchanged;
    case 'account-changed':
      return session && session.identity.account !== event.identity.account
        ? accept(state, event, { type: 'share' })
        : unchanged;
    case 'token-ended':
      return session?.token
        ? step({ ...state, session: { ...session, token: undefined, reason: event.reason } })
        : unchanged;
    case 'signed-out':
      return event.account === undefined || event.account === session?.identity.account
        ? step(signedOut(state), { type: 'sign-out', everywhere: true })
        : unchanged;
    case 'signed-out-elsewhere':
      return step(signedOut(state), { type: 'sign-out', everywhere: false });
    case 'sign-out-pending':
      return session || state.attempt ? unchanged : step({ ...state, reason: event.error });
  }
}

function step<I extends AccountIdentity>(
  state: SignInState<I>,
  ...effects: readonly SignInEffect<I>[]
): SignInStep<I> {
  return { state, effects };
}

function stay<I extends AccountIdentity>(state: SignInState<I>): SignInStep<I> {
  return { state, effects: [] };
}

/** The configuration may come after a sign-out, which then ends the session of the last visit. */
function remember<I extends AccountIdentity>(state: SignInState<I>, identity: I): SignInStep<I> {
  if (state.lastNumber > 0) {
    return step(state, { type: 'clear' });
  }
  const session: Session<I> = { identity, token: undefined, extraScopes: [] };
  return step({ ...state, session }, { type: 'hold', identity, token: undefined });
}

function start<I extends AccountIdentity>(state: SignInState<I>, ready: boolean): SignInStep<I> {
  return step({ ...state, starting: false, error: ready ? undefined : state.error });
}

/** The session is that of the other tab from now on; if it is of another account, nothing of this one stays. */
function follow<I extends AccountIdentity>(
  state: SignInState<I>,
  account: string,
  token: AccessToken,
): SignInStep<I> {
  const number = state.lastNumber + 1;
  const searching = { ...state, lastNumber: number, search: number };
  const identify: SignInEffect<I> = { type: 'identify', number, token };
  return state.session && state.session.identity.account !== account
    ? step({ ...searching, session: undefined, reason: undefined }, { type: 'clear' }, identify)
    : step(searching, identify);
}

function attempt<I extends AccountIdentity>(
  state: SignInState<I>,
  number: number,
  askedAt: number,
): SignInState<I> {
  return {
    ...state,
    lastNumber: number,
    attempt: { number, askedAt },
    attemptFailed: false,
    reason: undefined,
  };
}

function identified<I extends AccountIdentity>(
  state: SignInState<I>,
  number: number,
  found: IdentifiedToken<I>,
): SignInStep<I> {
  const isAttempt = number === state.attempt?.number;
  if (!isAttempt && number !== state.search) {
    return stay(state);
  }
  const accepted = isAttempt
    ? accept({ ...state, attempt: undefined }, found, { type: 'share' })
    : accept(state, found);
  const account = state.session?.identity.account;
  if (account === undefined || account === found.identity.account) {
    return accepted;
  }
  // Requests that wait for a token of the account before fail now, and so do those that wait behind them.
  return { ...accepted, effects: [{ type: 'clear' }, ...accepted.effects] };
}

/** From now on this is the session, so that no search which began before may replace it. */
function accept<I extends AccountIdentity>(
  state: SignInState<I>,
  { identity, token }: IdentifiedToken<I>,
  ...then: readonly SignInEffect<I>[]
): SignInStep<I> {
  const { session } = state;
  const isSame = session?.identity.account === identity.account;
  const accepted: Session<I> = {
    identity,
    token: termsOf(token),
    extraScopes: isSame ? session.extraScopes : [],
  };
  return step(
    { ...state, session: accepted, search: undefined, reason: undefined },
    { type: 'hold', identity, token },
    ...then,
  );
}

/** A user who has signed in, or is about to, needs no reason why nothing was found. */
function nothingFound<I extends AccountIdentity>(
  state: SignInState<I>,
  reason: SignInState<I>['reason'],
): SignInStep<I> {
  const { session, starting } = state;
  const searched = { ...state, search: undefined };
  if (session?.token || state.attempt) {
    return step(searched);
  }
  return step({
    ...searched,
    reason,
    session: session && { ...session, reason },
    // Whose session has expired is told before a window can be opened.
    starting: starting && session === undefined,
  });
}

function signedOut<I extends AccountIdentity>(state: SignInState<I>): SignInState<I> {
  return {
    ...state,
    lastNumber: state.lastNumber + 1,
    session: undefined,
    attempt: undefined,
    attemptFailed: false,
    search: undefined,
    reason: undefined,
  };
}

function union<I extends AccountIdentity>(
  { extraScopes }: Session<I>,
  scopes: readonly string[],
): readonly string[] {
  return [...new Set([...extraScopes, ...scopes])];
}

function termsOf({ expiresAt, notRenewable }: AccessToken): TokenTerms {
  return { expiresAt, ...(notRenewable === undefined ? {} : { notRenewable }) };
}
