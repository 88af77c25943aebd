/**
 * The name of a database of one account. Any script of the origin can list the names of databases, so that they hold a hash
 * in place of the user's address. FNV-1a is not cryptographic, but synchronous: WebCrypto's hashes would delay the start.
 * @param account Provider and account, such as `google:ann@example.com`.
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
export function databaseName(prefix: string, account: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(account)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `${prefix}${hash.toString(16)}`;
}

/**
 * Asks the browser not to evict what is stored when disk space is short. Where it refuses, everything is stored all the
 * same, and may be evicted.
 */
export function askToPersist(): void {
  // Workers lack `persist`: their page asks.
  const { navigator } = globalThis as {
    readonly navigator?: { readonly storage?: Partial<StorageManager> };
  };
  void navigator?.storage?.persist?.().catch(() => false);
}
