import { randomBytes } from 'node:crypto';
import type { World } from '../world/world.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Grant, Grants } from './grants.ts';
import { frontChannelForm, grantedForm, isIdentityScope } from './scopes.ts';

/** Limit on sign-ins that were begun and not finished: beyond it the oldest is dropped. */
const MAX_PENDING_SIGN_INS = 1000;

/** A sign-in that was begun and not yet answered. */
export interface SignIn {
  readonly id: string;
  readonly request: AuthorizationRequest;
  /** The account that the user chose, that `login_hint` names, or that is the only one. */
  email: string | undefined;
}

/** What the window shows next. */
export type Step =
  | { readonly show: 'accounts' }
  | { readonly show: 'consent'; readonly email: string }
  | { readonly show: 'answer'; readonly fields: AnswerFields };

/** The parameters of an authorization response. */
export type AnswerFields = Readonly<Record<string, string>>;

/** Decides which pages a sign-in shows, as Google does, and issues its code or token. */
export class SignIns {
  private readonly pending = new Map<string, SignIn>();

  constructor(
    private readonly world: World,
    private readonly grants: Grants,
  ) {}

  begin(request: AuthorizationRequest): SignIn {
    const signIn: SignIn = {
      id: randomBytes(24).toString('base64url'),
      request,
      email: this.accountWithoutChoice(request),
    };
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

  step(signIn: SignIn): Step {
    const { request, email } = signIn;
    const isSilent = request.prompts.has('none');
    if (email === undefined) {
      return isSilent ? this.fail(signIn, 'interaction_required') : { show: 'accounts' };
    }
    if (!this.needsConsent(request, email)) {
      return this.succeed(signIn, email, grantedForm(request.scopes), false);
    }
    return isSilent ? this.fail(signIn, 'interaction_required') : { show: 'consent', email };
  }

  /** Grants the ticked ones of the requested scopes. Identity scopes have no checkbox and are always granted. */
  allow(signIn: SignIn, email: string, ticked: readonly string[]): Step {
    const chosen = signIn.request.scopes.filter(
      (scope) => isIdentityScope(scope) || ticked.includes(scope),
    );
    return chosen.length === 0
      ? this.fail(signIn, 'access_denied')
      : this.succeed(signIn, email, grantedForm(chosen), true);
  }

  cancel(signIn: SignIn): Step {
    return this.fail(signIn, 'access_denied');
  }

  clear(): void {
    this.pending.clear();
  }

  private accountWithoutChoice(request: AuthorizationRequest): string | undefined {
    const hinted = request.loginHint && this.world.user(request.loginHint);
    if (hinted) {
      return hinted.email;
    }
    const users = this.world.allUsers();
    const isOnlyOne = users.length === 1 && !request.prompts.has('select_account');
    return isOnlyOne ? users[0]?.email : undefined;
  }

  private needsConsent(request: AuthorizationRequest, email: string): boolean {
    const grant = this.grants.grantOf(email, request.client.id);
    return (
      request.prompts.has('consent') ||
      !grant ||
      (request.offline && !grant.offline) ||
      !grantedForm(request.scopes).every((scope) => grant.scopes.has(scope))
    );
  }

  private fail(signIn: SignIn, error: string): Step {
    this.pending.delete(signIn.id);
    const { state } = signIn.request;
    return { show: 'answer', fields: { error, ...(state !== undefined && { state }) } };
  }

  private succeed(
    signIn: SignIn,
    email: string,
    scopes: readonly string[],
    wasConsentShown: boolean,
  ): Step {
    this.pending.delete(signIn.id);
    const { request } = signIn;
    const grant = this.grants.allow(email, request.client.id, scopes);
    const granted = new Set(request.includeGranted ? grant.scopes : scopes);
    const common = {
      scope: frontChannelForm(granted),
      authuser: '0',
      prompt: wasConsentShown ? 'consent' : 'none',
      ...(request.state !== undefined && { state: request.state }),
    };
    const fields =
      request.responseType === 'token'
        ? { ...this.tokenFields(grant, granted), ...common }
        : { code: this.newCode(request, grant, granted, wasConsentShown), ...common };
    return { show: 'answer', fields };
  }

  private tokenFields(grant: Grant, granted: ReadonlySet<string>): AnswerFields {
    const { token } = this.grants.issueAccessToken(grant, granted);
    return { access_token: token, token_type: 'Bearer', expires_in: '3599' };
  }

  private newCode(
    request: AuthorizationRequest,
    grant: Grant,
    scopes: ReadonlySet<string>,
    wasConsentShown: boolean,
  ): string {
    const { target } = request;
    return this.grants.issueCode({
      grant,
      scopes,
      redirectUris: target.kind === 'redirect' ? [target.uri] : ['postmessage', target.origin],
      codeChallenge: request.codeChallenge,
      nonce: request.nonce,
      withRefreshToken: request.offline && wasConsentShown,
    });
  }
}
