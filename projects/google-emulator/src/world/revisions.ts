/** A value and the change that stored it. */
export interface Revision<T> {
  readonly value: T;
  /** Number of the change that stored it. A sync token holds the number of the latest change. */
  readonly change: number;
  /** The number in its etag. */
  readonly version: number;
}

/** A small collection that answers what changed after a sync token was issued. Values are replaced, never mutated. */
export class Revisions<T> {
  private readonly revisions = new Map<string, Revision<T>>();
  private lastChange = 0;
  private lastVersion: number;

  /** @param changed Called on every change. */
  constructor(
    now: number,
    private readonly changed: () => void,
  ) {
    this.lastVersion = now * 2000;
  }

  /** The number of the latest change. */
  get change(): number {
    return this.lastChange;
  }

  get etag(): string {
    return `"${this.lastVersion}"`;
  }

  get(key: string): Revision<T> | undefined {
    return this.revisions.get(key);
  }

  /** In the order in which the keys were first stored. */
  all(): IterableIterator<Revision<T>> {
    return this.revisions.values();
  }

  /** The revisions after the given change, in the order of the changes. */
  since(change: number): Revision<T>[] {
    return [...this.all()]
      .filter((revision) => revision.change > change)
      .sort((a, b) => a.change - b.change);
  }

  put(key: string, value: T, now: number): Revision<T> {
    this.lastVersion = Math.max(now * 2000, this.lastVersion + 2);
    const revision = { value, change: ++this.lastChange, version: this.lastVersion };
    this.revisions.set(key, revision);
    this.changed();
    return revision;
  }

  /** An independent copy with the same content and change history. */
  clone(): Revisions<T> {
    const copy = new Revisions<T>(0, this.changed);
    this.revisions.forEach((revision, key) => copy.revisions.set(key, revision));
    copy.lastChange = this.lastChange;
    copy.lastVersion = this.lastVersion;
    return copy;
  }
}
