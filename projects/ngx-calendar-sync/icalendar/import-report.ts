import type { IcsFile } from 'google-calendar-ics';
import type {
  IcsImportedEvent,
  IcsImportOptions,
  IcsImportResult,
  IcsOutcome,
} from './ics-import-result';

/** Where an event stands in its file. */
interface Place {
  readonly line?: number | undefined;
  readonly title?: string | undefined;
}

/** What is known of an event when it has got its outcome. */
interface EventOutcome {
  readonly outcome: IcsOutcome;
  readonly reason?: string;
  readonly notes?: readonly string[];
}

/** Collects what becomes of the events of a file, and tells how far it has come. */
export class ImportReport {
  readonly total: number;
  readonly #file: IcsFile;
  readonly #onProgress: IcsImportOptions['onProgress'];
  readonly #events: IcsImportedEvent[] = [];

  constructor(file: IcsFile, onProgress: IcsImportOptions['onProgress']) {
    this.total = file.events.length + file.refused.length;
    this.#file = file;
    this.#onProgress = onProgress;
    for (const { line, title, reason } of file.refused) {
      this.#push({ line, title }, { outcome: 'refused', reason });
    }
  }

  add(place: Place, outcome: EventOutcome): void {
    this.#push(place, outcome);
    this.tell();
  }

  tell(): void {
    this.#onProgress?.({ done: this.#events.length, total: this.total });
  }

  /** What became of the events so far. */
  result(): IcsImportResult {
    const { name, program } = this.#file;
    const counts = { imported: 0, updated: 0, unchanged: 0, refused: 0 };
    for (const { outcome } of this.#events) {
      counts[outcome] += 1;
    }
    const notesByLine = this.#notesByLine();
    const notesOf = ({ line }: IcsImportedEvent) =>
      line === undefined ? [] : (notesByLine.get(line) ?? []);
    return {
      ...(name === undefined ? {} : { name }),
      ...(program === undefined ? {} : { program }),
      events: this.#events
        .map((event) => ({ ...event, notes: [...notesOf(event), ...event.notes] }))
        .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
      counts,
      notes: notesByLine.get(undefined) ?? [],
    };
  }

  #push({ line, title }: Place, { outcome, reason, notes = [] }: EventOutcome): void {
    this.#events.push({
      ...(line === undefined ? {} : { line }),
      ...(title === undefined ? {} : { title }),
      outcome,
      ...(reason === undefined ? {} : { reason }),
      notes,
    });
  }

  /** Notes about the whole file have no line. */
  #notesByLine(): ReadonlyMap<number | undefined, readonly string[]> {
    const notesByLine = new Map<number | undefined, string[]>();
    for (const { line, note } of this.#file.notes) {
      const notes = notesByLine.get(line);
      if (notes) {
        notes.push(note);
      } else {
        notesByLine.set(line, [note]);
      }
    }
    return notesByLine;
  }
}
