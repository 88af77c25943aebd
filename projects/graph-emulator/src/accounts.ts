/** An account that can sign in. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly kind: 'personal' | 'work';
  readonly tenantId: string;
  readonly password?: string;
}
