/** An account that can sign in. */
export interface Account {
  /** The `oid` of its tokens, a GUID. */
  readonly id: string;
  /** The address by which it signs in. */
  readonly email: string;
  /** The name that the sign-in shows. */
  readonly name: string;
  /** A personal Microsoft account, or one of an organization. */
  readonly kind: 'personal' | 'work';
  /** The `tid` of its tokens, a GUID. */
  readonly tenantId: string;
  /** What the sign-in asks for; nothing if left out. */
  readonly password?: string;
}
