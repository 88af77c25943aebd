/** A listener to the changes of one topic. */
export interface Listener {
  changed(): void;
  /** The data was replaced: no more changes of this topic will be announced. */
  ended(): void;
}

/** Announces changes by topic: `events <calendar id>`, `calendarList <email>`, `settings <email>` or
 * `acl <calendar id>`. */
export class Changes {
  private readonly listeners = new Map<string, Set<Listener>>();

  announce(topic: string): void {
    this.listeners.get(topic)?.forEach((listener) => {
      listener.changed();
    });
  }

  /** Returns the function that stops listening. */
  listen(topic: string, listener: Listener): () => void {
    const known = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, known.add(listener));
    return () => known.delete(listener);
  }

  clear(): void {
    const all = [...this.listeners.values()].flatMap((listeners) => [...listeners]);
    this.listeners.clear();
    all.forEach((listener) => {
      listener.ended();
    });
  }
}
