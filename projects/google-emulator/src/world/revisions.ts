/** A value with its place in the history of its collection. */
export interface Revision<T> {
  readonly value: T;
  /** Number of the change that brought it; a sync token remembers the latest. */
  readonly change: number;
  /** What its etag is made of. */
  readonly version: number;
}

/** A small collection that knows what changed since when. Values are replaced, never changed. */
export class Revisions<T> {
  private readonly revisions = new Map<string, Revision<T>>();
  private lastChange = 0;
  private lastVersion: number;

  /** @param changed Told of every change. */
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

  /** In the order in which the keys first came. */
  all(): IterableIterator<Revision<T>> {
    return this.revisions.values();
  }

  /** What changed after the given number, in the order of the changes. */
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

  /** The same content and history, to go its own way. */
  clone(): Revisions<T> {
    const copy = new Revisions<T>(0, this.changed);
    this.revisions.forEach((revision, key) => copy.revisions.set(key, revision));
    copy.lastChange = this.lastChange;
    copy.lastVersion = this.lastVersion;
    return copy;
  }
}
