import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { AccountIdentity, IdentifiedToken } from '../tokens/account-identity';
import type { AccessToken } from '../tokens/access-token';
import type {
  Session,
  SignInEffect,
  SignInEvent,
  SignInState,
  SignInStep,
  TokenExpiry,
} from './sign-in-state';

/** A deferred start waits for the first of these; the others come from a sign-out, which does not wait. */
const EVENTS_WHILE_DEFERRED = ['restarted', 'configured', 'signed-out', 'sign-out-pending'];

/** A second call within this time joins the attempt that is under way; a later one opens a new window. */
const SAME_ATTEMPT_MS = 2_000;

export const INITIAL_STATE: SignInState<never> = {
  lastNumber: 0,
  starting: true,
  deferred: false,
  attemptFailed: false,
};

/**
 * The next state of the sign-in, and the effects that are to be carried out. An event that changes nothing in a state
 * returns that very state and no effect: it is impossible there, or it is ignored since it comes late or twice, or finds
 * nothing to change. `sign-in-machine.spec.ts` has the table of all states and events.
 *
 * An attempt is a sign-in by the user; a search looks for a session without the user: of an earlier page, of another
 * tab, or at the token source. Each has a number, and an answer counts only while the state still has its number. These
 * invariants hold after every event, and are checked on random histories by `sign-in-histories.spec.ts`:
 *
 * 1. No data of one account under the token of another. The account of the session is the account of the token that is
 *    held, a token is held only with the identity that was found with that very token, and one account takes the place
 *    of another only after `clear` or `sign-out`.
 * 2. What the user wanted last wins. An answer is accepted for the last attempt alone, or for the last search if nothing
 *    was accepted after that began. A search that finds a session does not end an attempt.
 * 3. A window opens in a gesture alone. Only `sign-in-wanted` leads to `request`; it is dispatched by `signIn()`,
 *    `requestScopes()` and `renew()`, and its effect is carried out before these return.
 * 4. A late answer never brings back a session that has ended. After a sign-out a session begins only with the answer to
 *    something that began later; neither a late token nor the remembered account begins one.
 * 5. While the start is deferred nothing is asked of anybody: no `search`, `request` or `identify`.
 */
export function nextSignIn<I extends AccountIdentity>(
  state: SignInState<I>,
  event: SignInEvent<I>,
): SignInStep<I> {
  const { session } = state;
  const unchanged = stay(state);
  if (state.deferred && !EVENTS_WHILE_DEFERRED.includes(event.type)) {
    return unchanged;
  }
  switch (event.type) {
    case 'start-deferred':
      return step({ ...state, starting: false, deferred: true });
    case 'restarted':
      return state.deferred || state.startError
        ? step({ ...state, starting: !session, deferred: false, startError: undefined })
        : unchanged;
    case 'configured':
      return event.remembered && !session ? remember(state, event.remembered) : unchanged;
    case 'window-unavailable':
      return step({ ...state, startError: event.error });
    case 'started':
      return start(state, event.ready);
    case 'start-failed': {
      const { error } = event;
      const failed = session && !session.token ? { ...session, expiryReason: error } : session;
      return step({ ...state, starting: false, startError: error, session: failed });
    }
    case 'search-due': {
      const number = state.lastNumber + 1;
      return step({ ...state, lastNumber: number, search: number }, { type: 'search', number });
    }
    case 'token-elsewhere':
      return followOtherTab(state, event.account, event.token);
    case 'sign-in-wanted': {
      const { attempt } = state;
      if (attempt && event.at - attempt.startedAt < SAME_ATTEMPT_MS) {
        return step({ ...state, attempt: { ...attempt, callers: attempt.callers + 1 } });
      }
      const number = state.lastNumber + 1;
      const { scopes, request } = event;
      return step(beginAttempt(state, number, event.at), {
        type: 'request',
        number,
        scopes,
        request,
      });
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
      return step(beginAttempt(state, number, event.at), {
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
    case 'call-aborted': {
      const { attempt } = state;
      if (attempt?.number !== event.number) {
        return unchanged;
      }
      // Not failed: a late token of the window that is still open is not wanted either.
      const callers = attempt.callers - 1;
      return callers > 0
        ? step({ ...state, attempt: { ...attempt, callers } })
        : step({ ...state, attempt: undefined }, { type: 'give-up', error: event.error });
    }
    case 'nothing-found':
      return event.number === state.search ? nothingFound(state, event.reason) : unchanged;
    case 'renewed':
      return session
        ? step({
            ...state,
            session: { ...session, token: expiryOf(event.token), expiryReason: undefined },
          })
        : unchanged;
    case 'account-changed':
      return session && session.identity.account !== event.identity.account
        ? accept(state, event, { type: 'share' })
        : unchanged;
    case 'token-ended':
      return session?.token
        ? step({ ...state, session: { ...session, token: undefined, expiryReason: event.reason } })
        : unchanged;
    case 'signed-out':
      return event.account === undefined || event.account === session?.identity.account
        ? step(signedOut(state), { type: 'sign-out', everywhere: true })
        : unchanged;
    case 'signed-out-elsewhere':
      return step(signedOut(state), { type: 'sign-out', everywhere: false });
    case 'sign-out-pending':
      return session || state.attempt
        ? unchanged
        : step({ ...state, signedOutReason: event.error });
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

/**
 * Before the configuration is loaded, only a sign-out can have raised `lastNumber`. It ends the session of the last visit
 * as well.
 */
function remember<I extends AccountIdentity>(state: SignInState<I>, identity: I): SignInStep<I> {
  if (state.lastNumber > 0) {
    return step(state, { type: 'clear' });
  }
  const session: Session<I> = { identity, token: undefined, extraScopes: [] };
  return step({ ...state, session }, { type: 'hold', identity, token: undefined });
}

function start<I extends AccountIdentity>(state: SignInState<I>, ready: boolean): SignInStep<I> {
  return step({ ...state, starting: false, startError: ready ? undefined : state.startError });
}

/**
 * Asks the provider who the other tab's token is for. If the other tab's account is another one, this tab's session ends
 * at once.
 */
function followOtherTab<I extends AccountIdentity>(
  state: SignInState<I>,
  account: string,
  token: AccessToken,
): SignInStep<I> {
  const number = state.lastNumber + 1;
  const searching = { ...state, lastNumber: number, search: number };
  const identify: SignInEffect<I> = { type: 'identify', number, token };
  return state.session && state.session.identity.account !== account
    ? step(
        { ...searching, session: undefined, signedOutReason: undefined },
        { type: 'clear' },
        identify,
      )
    : step(searching, identify);
}

function beginAttempt<I extends AccountIdentity>(
  state: SignInState<I>,
  number: number,
  startedAt: number,
): SignInState<I> {
  return {
    ...state,
    lastNumber: number,
    attempt: { number, startedAt, callers: 1 },
    attemptFailed: false,
    signedOutReason: undefined,
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
  return isAttempt
    ? accept({ ...state, attempt: undefined }, found, { type: 'share' })
    : accept(state, found);
}

/** Makes this the session. A search that is still going on may not replace it, and so ends. */
function accept<I extends AccountIdentity>(
  state: SignInState<I>,
  { identity, token }: IdentifiedToken<I>,
  ...then: readonly SignInEffect<I>[]
): SignInStep<I> {
  const { session } = state;
  const isSame = session?.identity.account === identity.account;
  const accepted: Session<I> = {
    identity,
    token: expiryOf(token),
    extraScopes: isSame ? session.extraScopes : [],
  };
  // Requests that wait for a token of the old account fail at `clear`. Queued requests that start in their place then
  // find nobody signed in, and not the new account.
  const clear: readonly SignInEffect<I>[] = session && !isSame ? [{ type: 'clear' }] : [];
  return step(
    { ...state, session: accepted, search: undefined, signedOutReason: undefined },
    ...clear,
    { type: 'hold', identity, token },
    ...then,
  );
}

/** Where the user has signed in meanwhile, or is signing in, the reason why the search found nothing is left out. */
function nothingFound<I extends AccountIdentity>(
  state: SignInState<I>,
  reason: CalendarSyncError | undefined,
): SignInStep<I> {
  const { session, starting } = state;
  const searched = { ...state, search: undefined };
  if (session?.token || state.attempt) {
    return step(searched);
  }
  return step({
    ...searched,
    signedOutReason: reason,
    session: session && { ...session, expiryReason: reason },
    // An expired sign-in is published at once; it does not wait for the provider's script.
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
    signedOutReason: undefined,
  };
}

function union<I extends AccountIdentity>(
  { extraScopes }: Session<I>,
  scopes: readonly string[],
): readonly string[] {
  return [...new Set([...extraScopes, ...scopes])];
}

function expiryOf({ expiresAt, notRenewable }: AccessToken): TokenExpiry {
  return { expiresAt, ...(notRenewable === undefined ? {} : { notRenewable }) };
}
