/**
 * An account by its object id, which Microsoft gives to each account of each tenant. An id token names it as a GUID (`oid`), the
 * profile of a personal account by the last digits of that alone. `undefined` for what is no such id.
 * @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
export function accountOfObjectId(id: unknown): string | undefined {
  const digits = typeof id === 'string' ? id.replaceAll('-', '').toLowerCase() : '';
  const significant = digits.replace(/^0+/, '');
  return /^[\da-f]+$/.test(significant) ? significant : undefined;
}

/** Whether an account is known to be a personal one: of its object id only the last half is more than zeros. */
export function isPersonal(account: string): boolean {
  return /^[\da-f]{1,16}$/.test(account);
}
