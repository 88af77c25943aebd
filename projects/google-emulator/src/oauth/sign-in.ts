import { randomBytes } from 'node:crypto';
import type { World } from '../world/world.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Grant, Grants } from './grants.ts';
import { frontChannelForm, grantedForm, isIdentityScope } from './scopes.ts';

/** Windows that were opened and not finished; a forgotten one costs nothing but its place. */
const MOST_PENDING = 1000;

/** One sign-in under way: between the app's request and the answer to it. */
export interface SignIn {
  readonly id: string;
  readonly request: AuthorizationRequest;
  /** Chosen, hinted, or the only one there is. */
  email: string | undefined;
}

/** What the window has to show next. */
export type Step =
  | { readonly show: 'accounts' }
  | { readonly show: 'consent'; readonly email: string }
  | { readonly show: 'answer'; readonly fields: AnswerFields };

/** The parameters of an authorization answer. */
export type AnswerFields = Readonly<Record<string, string>>;

/** Leads users from an app's request to its answer, through the pages that Google would show for it. */
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
      email: this.obviousAccount(request),
    };
    this.pending.set(signIn.id, signIn);
    const [oldest] = this.pending.keys();
    if (this.pending.size > MOST_PENDING && oldest !== undefined) {
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

  /** The user allowed these of the requested scopes; who somebody is goes without asking. */
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

  private obviousAccount(request: AuthorizationRequest): string | undefined {
    const hinted = request.loginHint && this.world.user(request.loginHint);
    if (hinted) {
      return hinted.email;
    }
    const users = this.world.allUsers();
    const isOnlyOne = users.length === 1 && !request.prompts.has('select_account');
    return isOnlyOne ? users[0]?.email : undefined;
  }

  private needsConsent(request: AuthorizationRequest, email: string): boolean {
    const grant = this.grants.remembered(email, request.client.id);
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
    wasAsked: boolean,
  ): Step {
    this.pending.delete(signIn.id);
    const { request } = signIn;
    const grant = this.grants.allow(email, request.client.id, scopes);
    const granted = new Set(request.includeGranted ? grant.scopes : scopes);
    const common = {
      scope: frontChannelForm(granted),
      authuser: '0',
      prompt: wasAsked ? 'consent' : 'none',
      ...(request.state !== undefined && { state: request.state }),
    };
    const fields =
      request.responseType === 'token'
        ? { ...this.tokenFields(grant, granted), ...common }
        : { code: this.newCode(request, grant, granted, wasAsked), ...common };
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
    wasAsked: boolean,
  ): string {
    const { target } = request;
    return this.grants.issueCode({
      grant,
      scopes,
      redirectUris: target.kind === 'redirect' ? [target.uri] : ['postmessage', target.origin],
      codeChallenge: request.codeChallenge,
      nonce: request.nonce,
      withRefreshToken: request.offline && wasAsked,
    });
  }
}
