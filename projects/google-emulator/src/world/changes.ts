/** Somebody who wants to know of changes. */
export interface Listener {
  changed(): void;
  /** What was listened to is no more. */
  ended(): void;
}

/** Who wants to know, by what: `events <calendar>`, `calendarList <account>`, `acl <calendar>`. */
export class Changes {
  private readonly listeners = new Map<string, Set<Listener>>();

  tell(topic: string): void {
    this.listeners.get(topic)?.forEach((listener) => {
      listener.changed();
    });
  }

  /** Gives the way to stop it. */
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
