import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Consents } from './consents.ts';
import type { Directory } from './directory.ts';
import type { IdentityError } from './identity-error.ts';
import {
  adminConsentRequired,
  consentDeclined,
  consentRequired,
  nobodySignedIn,
  secondFactorRequired,
  severalSignedIn,
} from './refusals.ts';
import { needsAdministrator } from './scopes.ts';
import type { Session, Sessions } from './sessions.ts';
import { tenantOf } from './tenants.ts';

/** Limit on sign-ins that were begun and not finished: beyond it the oldest is dropped. */
const MAX_PENDING_SIGN_INS = 1000;

/** A sign-in that was begun and not yet answered. */
export interface SignIn {
  readonly id: string;
  readonly request: AuthorizationRequest;
  account: Account | undefined;
  /** Whether the user has shown to be that account: by a password, or since the browser was signed in. */
  isProved: boolean;
  hasSecondFactor: boolean;
  /** What the next page says of the last input. */
  message: string | undefined;
}

/** What the window shows next. */
export type Step =
  | { readonly show: 'accounts' }
  | { readonly show: 'credential'; readonly account: Account }
  | { readonly show: 'second-factor'; readonly account: Account }
  | {
      readonly show: 'consent';
      readonly account: Account;
      readonly scopes: readonly string[];
      readonly tenantWide: 'no' | 'offered' | 'only';
    }
  | {
      readonly show: 'admin-approval';
      readonly account: Account;
      readonly scopes: readonly string[];
    }
  | { readonly show: 'refusal'; readonly error: IdentityError }
  | { readonly show: 'success'; readonly account: Account; readonly hasSecondFactor: boolean };

/** Decides which pages a sign-in shows, as Entra does. */
export class SignIns {
  private readonly pending = new Map<string, SignIn>();

  constructor(
    private readonly directory: Directory,
    private readonly sessions: Sessions,
    private readonly consents: Consents,
  ) {}

  begin(request: AuthorizationRequest, session: Session): SignIn {
    const signIn: SignIn = {
      id: randomBytes(24).toString('base64url'),
      request,
      account: undefined,
      isProved: false,
      hasSecondFactor: false,
      message: undefined,
    };
    const { prompt, loginHint } = request;
    const [only, ...others] = this.directory.signedIn(request, session);
    if (only && others.length === 0 && prompt !== 'login' && prompt !== 'select_account') {
      this.take(signIn, only, session);
    } else if (prompt !== 'select_account' && loginHint !== undefined) {
      signIn.account = this.directory.hinted(request);
    }
    this.pending.set(signIn.id, signIn);
    const [oldest] = this.pending.keys();
    if (this.pending.size > MAX_PENDING_SIGN_INS && oldest !== undefined) {
      this.pending.delete(oldest);
    }
    return signIn;
  }

  find(id: string): SignIn | undefined {
    return this.pending.get(id);
  }

  /** The answer of `prompt=none`, which shows no page. */
  silent(request: AuthorizationRequest, session: Session): Step {
    const [only, ...others] = this.directory.signedIn(request, session);
    if (!only) {
      return refusal(nobodySignedIn());
    }
    if (others.length > 0) {
      return refusal(severalSignedIn());
    }
    const hasSecondFactor = session.accounts.get(only.id)?.hasSecondFactor ?? false;
    const { behaviour } = this.directory;
    if (this.directory.needsSecondFactor(only) && !hasSecondFactor) {
      return refusal(secondFactorRequired(behaviour));
    }
    if (this.missingScopes(request, only).length > 0) {
      return refusal(consentRequired(request.client, behaviour.silentConsentError));
    }
    return { show: 'success', account: only, hasSecondFactor };
  }

  next(signIn: SignIn): Step {
    const { request, account, hasSecondFactor } = signIn;
    if (!account) {
      return { show: 'accounts' };
    }
    if (!signIn.isProved) {
      return { show: 'credential', account };
    }
    if (this.directory.needsSecondFactor(account) && !hasSecondFactor) {
      return { show: 'second-factor', account };
    }
    const scopes = this.scopesToAsk(request, account);
    if (scopes.length === 0) {
      return { show: 'success', account, hasSecondFactor };
    }
    const isAdministrator = this.directory.isAdministrator(account);
    const needsOne =
      request.purpose === 'admin-consent' ||
      (account.kind === 'work' &&
        (this.directory.adminsAloneConsent(tenantOf(account)) || scopes.some(needsAdministrator)));
    if (needsOne && !isAdministrator) {
      return { show: 'admin-approval', account, scopes };
    }
    const tenantWide =
      request.purpose === 'admin-consent' ? 'only' : isAdministrator ? 'offered' : 'no';
    return { show: 'consent', account, scopes, tenantWide };
  }

  /** The user chose an account of the list, or typed its address. An account without a password needs no more than that. */
  choose(signIn: SignIn, email: string, session: Session): void {
    const { request } = signIn;
    const account = this.directory.find(email);
    if (!account) {
      signIn.message = 'We couldn’t find an account with that address.';
    } else if (!this.directory.isEligible(request, account)) {
      signIn.message =
        account.kind === 'personal'
          ? 'You can’t sign in here with a personal account.'
          : 'You can’t sign in here with this work or school account.';
    } else {
      this.take(signIn, account, session);
      if (account.password === undefined && !signIn.isProved) {
        this.prove(signIn, session);
      }
    }
  }

  /** Back to the list of accounts. */
  chooseAnother(signIn: SignIn): void {
    signIn.account = undefined;
    signIn.isProved = false;
    signIn.hasSecondFactor = false;
  }

  enterPassword(signIn: SignIn, password: string, session: Session): void {
    if (signIn.account?.password !== undefined && signIn.account.password !== password) {
      signIn.message = 'Your account or password is incorrect.';
    } else {
      this.prove(signIn, session);
    }
  }

  answerSecondFactor(signIn: SignIn, isApproved: boolean, session: Session): void {
    if (!isApproved) {
      signIn.message = 'The request was denied. Approve it to go on.';
    } else if (signIn.account && signIn.isProved) {
      signIn.hasSecondFactor = true;
      this.sessions.signIn(session, { userId: signIn.account.id, hasSecondFactor: true });
    }
  }

  /** Answers the pages as tests have told for the account that `login_hint` names. Undefined where a user has to. */
  answerPages(signIn: SignIn, session: Session): Step | undefined {
    const { account } = signIn;
    const answer = account && this.directory.answerOf(account);
    if (!account || answer === undefined) {
      return undefined;
    }
    if (answer === 'decline') {
      return this.cancel(signIn);
    }
    if (!signIn.isProved) {
      this.prove(signIn, session);
    }
    if (this.directory.needsSecondFactor(account) && !signIn.hasSecondFactor) {
      this.answerSecondFactor(signIn, true, session);
    }
    return this.allow(signIn, false);
  }

  /** The user allows what the consent page shows; an administrator maybe for the whole tenant. */
  allow(signIn: SignIn, isTenantWide: boolean): Step {
    const step = this.next(signIn);
    if (step.show !== 'consent') {
      return step;
    }
    const { account, scopes, tenantWide } = step;
    const forTenant = tenantWide === 'only' || (tenantWide === 'offered' && isTenantWide);
    this.consents.allow(
      signIn.request.client.clientId,
      forTenant ? tenantOf(account) : account.id,
      scopes,
    );
    return { show: 'success', account, hasSecondFactor: signIn.hasSecondFactor };
  }

  cancel(signIn: SignIn): Step {
    const { show } = this.next(signIn);
    return refusal(
      show === 'admin-approval'
        ? adminConsentRequired(this.directory.behaviour.adminConsentError)
        : consentDeclined(),
    );
  }

  end(signIn: SignIn): void {
    this.pending.delete(signIn.id);
  }

  clear(): void {
    this.pending.clear();
  }

  private take(signIn: SignIn, account: Account, session: Session): void {
    const signedIn = session.accounts.get(account.id);
    signIn.account = account;
    signIn.isProved = signedIn !== undefined && signIn.request.prompt !== 'login';
    signIn.hasSecondFactor = signIn.isProved && (signedIn?.hasSecondFactor ?? false);
  }

  private prove(signIn: SignIn, session: Session): void {
    const { account } = signIn;
    if (account) {
      signIn.isProved = true;
      this.sessions.signIn(session, { userId: account.id, hasSecondFactor: false });
    }
  }

  private scopesToAsk(request: AuthorizationRequest, account: Account): readonly string[] {
    return request.prompt === 'consent' || request.purpose === 'admin-consent'
      ? [...request.scopes.identity, ...request.scopes.graph]
      : this.missingScopes(request, account);
  }

  private missingScopes({ client, scopes }: AuthorizationRequest, account: Account): string[] {
    const allowed = this.consents.scopesOf(client.clientId, account.id, tenantOf(account));
    return [...scopes.identity, ...scopes.graph].filter((scope) => !allowed.has(scope));
  }
}

function refusal(error: IdentityError): Step {
  return { show: 'refusal', error };
}
