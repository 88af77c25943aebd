import type { AccessRole } from '../seed/seed.ts';
import { Revisions, type Revision } from './revisions.ts';

/** Whom a rule is for. `default`, which is everybody, has no value. */
export interface AccessScope {
  readonly type: 'default' | 'user' | 'group' | 'domain';
  readonly value?: string;
}

export interface AccessRule {
  readonly scope: AccessScope;
  /** `none` marks a deleted rule. */
  readonly role: AccessRole | 'none';
}

/** In ascending order of rights. */
export const ROLES: readonly (AccessRole | 'none')[] = [
  'none',
  'freeBusyReader',
  'reader',
  'writerWithoutPrivateAccess',
  'writer',
  'owner',
];

export function rankOf(role: string): number {
  return ROLES.indexOf(role as AccessRole);
}

/** Google's id of a rule, such as `user:ada@example.com`. */
export function ruleId({ type, value }: AccessScope): string {
  return value === undefined ? type : `${type}:${value}`;
}

/** The access rules of one calendar. */
export class AccessList {
  private constructor(private readonly rules: Revisions<AccessRule>) {}

  static from(rules: readonly AccessRule[], now: number, changed: () => void): AccessList {
    const list = new AccessList(new Revisions(now, changed));
    rules.forEach((rule) => list.put(rule, now));
    return list;
  }

  get change(): number {
    return this.rules.change;
  }

  get etag(): string {
    return this.rules.etag;
  }

  get(id: string): Revision<AccessRule> | undefined {
    return this.rules.get(id);
  }

  all(): Revision<AccessRule>[] {
    return [...this.rules.all()];
  }

  since(change: number): Revision<AccessRule>[] {
    return this.rules.since(change);
  }

  put(rule: AccessRule, now: number): Revision<AccessRule> {
    return this.rules.put(ruleId(rule.scope), rule, now);
  }

  /** Whether an API key alone is enough to read the calendar. */
  get isPublic(): boolean {
    const role = this.get('default')?.value.role ?? 'none';
    return rankOf(role) >= rankOf('reader');
  }

  /** The highest role that any rule gives to the account. Rules for groups are stored but give no rights. */
  roleOf(email: string | undefined): AccessRole | undefined {
    const domain = email?.split('@').at(-1) ?? '';
    const ids =
      email === undefined ? ['default'] : [`user:${email}`, `domain:${domain}`, 'default'];
    const roles = ids.map((id) => this.get(id)?.value.role ?? 'none');
    const most = roles.reduce((a, b) => (rankOf(a) >= rankOf(b) ? a : b));
    return most === 'none' ? undefined : most;
  }

  clone(): AccessList {
    return new AccessList(this.rules.clone());
  }
}
