import type { Account } from '../accounts.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { DOCUMENTED_BEHAVIOUR, type IdentityBehaviour } from './behaviour.ts';
import { isInAudience } from './registered-client.ts';
import type { Session } from './sessions.ts';
import { loginHintOf } from './signed-tokens.ts';
import { admits, CONSUMERS_TENANT_ID, domainOf } from './tenants.ts';

export interface Accounts {
  find(email: string): Account | undefined;
  all(): readonly Account[];
}

/** What a user does who is not there: says yes to all pages, or cancels the sign-in. */
export type PageAnswer = 'accept' | 'decline';

type Audience = Pick<AuthorizationRequest, 'authority' | 'client' | 'domainHint'>;

/** The accounts, and the rules that tests set for them. */
export class Directory {
  private rules = documentedRules();

  constructor(private readonly accounts: Accounts) {}

  get behaviour(): IdentityBehaviour {
    return this.rules.behaviour;
  }

  all(): readonly Account[] {
    return this.accounts.all();
  }

  find(email: string): Account | undefined {
    return this.accounts.find(email.trim());
  }

  byId(userId: string): Account | undefined {
    return this.all().find(({ id }) => id === userId);
  }

  /** The accounts that may sign in to the app at this address; `domain_hint` narrows them. */
  eligible(request: Audience): readonly Account[] {
    return this.all().filter(
      (account) => this.isEligible(request, account) && fitsDomain(request.domainHint, account),
    );
  }

  isEligible({ authority, client }: Audience, account: Account): boolean {
    return admits(authority, account) && isInAudience(client, account);
  }

  /** Those of them that are signed in to the browser; `login_hint` narrows them. */
  signedIn(request: AuthorizationRequest, session: Session): readonly Account[] {
    return this.eligible(request).filter(
      (account) =>
        session.accounts.has(account.id) &&
        (request.loginHint === undefined || fitsHint(request.loginHint, account)),
    );
  }

  /** The account that `login_hint` names. */
  hinted(request: AuthorizationRequest): Account | undefined {
    const { loginHint } = request;
    return loginHint === undefined
      ? undefined
      : this.all().find(
          (account) => this.isEligible(request, account) && fitsHint(loginHint, account),
        );
  }

  needsSecondFactor(account: Account): boolean {
    return this.rules.secondFactors.has(account.id);
  }

  requireSecondFactor(userId: string, isRequired: boolean): void {
    setMember(this.rules.secondFactors, userId, isRequired);
  }

  /** How the pages answer themselves for the user, if they do. */
  answerOf(account: Account): PageAnswer | undefined {
    return this.rules.pageAnswers.get(account.id);
  }

  answerPages(userId: string, answer: PageAnswer | undefined): void {
    if (answer === undefined) {
      this.rules.pageAnswers.delete(userId);
    } else {
      this.rules.pageAnswers.set(userId, answer);
    }
  }

  isAdministrator(account: Account): boolean {
    return account.kind === 'work' && this.rules.administrators.has(account.id);
  }

  appointAdministrator(userId: string, isAdministrator: boolean): void {
    setMember(this.rules.administrators, userId, isAdministrator);
  }

  /** Whether users of the tenant may consent to nothing by themselves. */
  adminsAloneConsent(tenantId: string): boolean {
    return this.rules.tenantsOfAdminConsent.has(tenantId);
  }

  requireAdminConsent(tenantId: string, isRequired: boolean): void {
    setMember(this.rules.tenantsOfAdminConsent, tenantId, isRequired);
  }

  /** Copies the rules. The answer puts them back, any number of times. */
  capture(): () => void {
    const saved = structuredClone(this.rules);
    return () => {
      this.rules = structuredClone(saved);
    };
  }

  clear(): void {
    this.rules = documentedRules();
  }
}

function documentedRules() {
  return {
    behaviour: { ...DOCUMENTED_BEHAVIOUR },
    secondFactors: new Set<string>(),
    administrators: new Set<string>(),
    pageAnswers: new Map<string, PageAnswer>(),
    tenantsOfAdminConsent: new Set<string>(),
  };
}

/** An address, or the opaque value of an earlier id token's claim. */
export function fitsHint(hint: string, account: Account): boolean {
  return hint.toLowerCase() === account.email.toLowerCase() || hint === loginHintOf(account);
}

/** `consumers`, `organizations`, a tenant, or a domain. */
function fitsDomain(hint: string | undefined, account: Account): boolean {
  switch (hint?.toLowerCase()) {
    case undefined:
    case '':
      return true;
    case 'consumers':
    case CONSUMERS_TENANT_ID:
      return account.kind === 'personal';
    case 'organizations':
      return account.kind === 'work';
    default:
      return domainOf(account) === hint?.toLowerCase() || account.tenantId === hint;
  }
}

function setMember(set: Set<string>, member: string, isMember: boolean): void {
  if (isMember) {
    set.add(member);
  } else {
    set.delete(member);
  }
}
