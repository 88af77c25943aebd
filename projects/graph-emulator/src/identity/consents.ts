/** What users have allowed apps, and administrators for all users of their tenants. */
export class Consents {
  private allowed = new Map<string, Set<string>>();

  /** The scopes that the app has of the user, by whoever's consent. */
  scopesOf(clientId: string, userId: string, tenantId: string): ReadonlySet<string> {
    return new Set([
      ...(this.allowed.get(`${clientId} ${userId}`) ?? []),
      ...(this.allowed.get(`${clientId} ${tenantId}`) ?? []),
    ]);
  }

  /** @param of the id of the user or, if an administrator consents for all its users, of the tenant */
  allow(clientId: string, of: string, scopes: readonly string[]): void {
    const key = `${clientId} ${of}`;
    this.allowed.set(key, new Set([...(this.allowed.get(key) ?? []), ...scopes]));
  }

  /** Takes back what the user or the tenant allowed: any app, or one. */
  forget(of: string, clientId?: string): void {
    for (const key of this.allowed.keys()) {
      if (clientId === undefined ? key.endsWith(` ${of}`) : key === `${clientId} ${of}`) {
        this.allowed.delete(key);
      }
    }
  }

  /** Copies all consents. The answer puts them back, any number of times. */
  capture(): () => void {
    const saved = structuredClone(this.allowed);
    return () => {
      this.allowed = structuredClone(saved);
    };
  }

  clear(): void {
    this.allowed.clear();
  }
}
