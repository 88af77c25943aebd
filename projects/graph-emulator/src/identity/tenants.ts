import type { Account } from '../accounts.ts';

/** The tenant of all personal accounts: the same GUID everywhere (access-token-claims-reference). */
export const CONSUMERS_TENANT_ID = '9188040d-6c67-4c5b-b112-36a304b66dad';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Who may sign in at an address: it is the first part of its path. */
export interface Authority {
  /** As the request has it, for the addresses in answers. */
  readonly segment: string;
  readonly kind: 'common' | 'organizations' | 'consumers' | 'tenant';
  /** Set for one tenant alone. */
  readonly tenantId?: string;
}

/** Reads `common`, `organizations`, `consumers`, the GUID of a tenant or a domain of its accounts; undefined if there is no such tenant. */
export function readAuthority(
  segment: string,
  accounts: readonly Account[],
): Authority | undefined {
  const name = segment.toLowerCase();
  if (name === 'common' || name === 'organizations' || name === 'consumers') {
    return { segment, kind: name };
  }
  if (name === CONSUMERS_TENANT_ID) {
    return { segment, kind: 'consumers' };
  }
  const member = accounts.find(
    (account) =>
      account.kind === 'work' &&
      (GUID.test(name) ? account.tenantId.toLowerCase() === name : domainOf(account) === name),
  );
  return member && { segment, kind: 'tenant', tenantId: member.tenantId };
}

export function admits(authority: Authority, account: Account): boolean {
  switch (authority.kind) {
    case 'common':
      return true;
    case 'organizations':
      return account.kind === 'work';
    case 'consumers':
      return account.kind === 'personal';
    case 'tenant':
      return account.kind === 'work' && account.tenantId === authority.tenantId;
  }
}

/** The tenant that the tokens of the account name. */
export function tenantOf(account: Account): string {
  return account.kind === 'personal' ? CONSUMERS_TENANT_ID : account.tenantId;
}

/** What stands for the tenant in the addresses of a discovery document. */
export function issuerTenant(authority: Authority): string {
  switch (authority.kind) {
    case 'consumers':
      return CONSUMERS_TENANT_ID;
    case 'tenant':
      return authority.tenantId ?? authority.segment;
    default:
      // Literally so: whoever verifies a token puts its `tid` there.
      return '{tenantid}';
  }
}

export function domainOf({ email }: Account): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
