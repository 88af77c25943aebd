/** One component of a VCALENDAR as text: a parser that sees one at a time is not stopped by a broken one. */
export interface ComponentBlock {
  /** `VEVENT`, `VTIMEZONE`, … */
  readonly name: string;
  /** Unfolded content lines, with BEGIN and END. */
  readonly lines: readonly string[];
  /** Where it begins in the file; the first line is 1. */
  readonly lineNumber: number;
  /** What is wrong with the block itself. */
  readonly fault?: string;
}

export interface CalendarBlock {
  /** The VCALENDAR's own properties. */
  readonly lines: readonly string[];
  readonly components: readonly ComponentBlock[];
}

/** Cuts a file into its calendars, of which RFC 5545 allows several, and their components. */
export function calendarBlocksOf(text: string): CalendarBlock[] {
  const cutter = new BlockCutter();
  for (const line of contentLinesOf(text)) {
    cutter.take(line);
  }
  cutter.finish();
  return cutter.calendars;
}

interface ContentLine {
  text: string;
  readonly number: number;
}

class BlockCutter {
  readonly calendars: { lines: string[]; components: ComponentBlock[] }[] = [];
  #calendar: (typeof this.calendars)[number] | undefined;
  #open: { name: string; lines: string[]; lineNumber: number; nested: string[] } | undefined;

  take({ text, number }: ContentLine): void {
    const [, keyword, name] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(text) ?? [];
    if (keyword === undefined || name === undefined) {
      (this.#open ?? this.#calendar)?.lines.push(text);
    } else if (keyword.toUpperCase() === 'BEGIN') {
      this.#begin(name.toUpperCase(), text, number);
    } else {
      this.#end(name.toUpperCase(), text);
    }
  }

  /** Whatever is still open was never closed. */
  finish(): void {
    this.#close(this.#open && `its end is missing (END:${this.#open.name})`);
  }

  #begin(name: string, text: string, lineNumber: number): void {
    if (name === 'VCALENDAR') {
      this.finish();
      this.#calendar = { lines: [], components: [] };
      this.calendars.push(this.#calendar);
    } else if (this.#open && name !== this.#open.name) {
      this.#open.lines.push(text);
      this.#open.nested.push(name);
    } else {
      // A component never holds one of its own kind, so the one before was not closed.
      this.finish();
      this.#open = { name, lines: [text], lineNumber, nested: [] };
    }
  }

  #end(name: string, text: string): void {
    const open = this.#open;
    if (name === 'VCALENDAR') {
      this.finish();
      this.#calendar = undefined;
    } else if (open) {
      open.lines.push(text);
      if (name === open.nested.at(-1)) {
        open.nested.pop();
      } else if (name === open.name) {
        const unclosed = open.nested.join(', ');
        this.#close(unclosed === '' ? undefined : `${unclosed} inside it is not closed`);
      }
    }
  }

  #close(fault: string | undefined): void {
    if (this.#open) {
      const { name, lines, lineNumber } = this.#open;
      const block = { name, lines, lineNumber };
      this.#calendar?.components.push(fault === undefined ? block : { ...block, fault });
    }
    this.#open = undefined;
  }
}

/** Unfolds the lines: https://www.rfc-editor.org/rfc/rfc5545#section-3.1 */
function contentLinesOf(text: string): ContentLine[] {
  const lines: ContentLine[] = [];
  let number = 0;
  // Outlook may write a byte order mark, many servers lone line feeds, old Macs lone carriage returns.
  for (const physical of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    number += 1;
    const previous = lines.at(-1);
    if (/^[ \t]/.test(physical) && previous) {
      previous.text += physical.slice(1);
    } else if (physical.trim() !== '') {
      lines.push({ text: physical, number });
    }
  }
  return lines;
}
