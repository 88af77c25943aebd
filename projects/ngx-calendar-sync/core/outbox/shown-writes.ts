import type { CalendarEvent, ɵWriteLog as WriteLog } from 'ngx-calendar-sync/core';

/** The confirmed writes that this tab shows. The tab that leads removes them from the log, which every tab follows. */
export class ShownWrites<E extends CalendarEvent> {
  readonly #logOf: (id: string) => WriteLog<E>;
  readonly #ids = new Set<string>();

  constructor(logOf: (id: string) => WriteLog<E>) {
    this.#logOf = logOf;
  }

  async remove(id: string): Promise<void> {
    this.#ids.add(id);
    // Not while the log tells of a change: whoever waits for the answer is to hear of it first.
    await Promise.resolve();
    try {
      await this.#logOf(id).change(
        [id],
        (write) => (write.state === 'confirmed' ? undefined : write),
        { asLeader: true },
      );
    } catch {
      // Another tab leads. This one removes the write where it leads before the other one has.
    }
  }

  /** To be called when this tab begins to lead. */
  removeAll(): void {
    for (const id of this.#ids) {
      void this.remove(id);
    }
  }

  /** The write is not in the log any more. */
  forget(id: string): void {
    this.#ids.delete(id);
  }
}
