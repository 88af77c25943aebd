import { quotedPrintable } from './decoded-text.ts';

/** One property of a component: `DTSTART;TZID=Europe/Berlin:20260804T120000`. */
export interface ContentLine {
  /** In upper case; empty for a line that is not a property. */
  readonly name: string;
  /** Parameters without quotes, by their names in upper case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As written: texts still have their backslashes. */
  readonly value: string;
  readonly text: string;
  /** Line of the file on which it begins, from 1. */
  readonly lineNumber: number;
}

const NESTING_LINE = /^\s*(BEGIN|END)\s*:\s*[\w-]+\s*$/i;
/** Two of them without a line break between them: `END:VEVENTBEGIN:VEVENT`. */
const JOINED_NESTING_LINES = /^(\s*END:[A-Z]+?)((?:BEGIN|END):[A-Z]+\s*)$/i;
const TIME_PROPERTY = /^(DTSTART|DTEND|DUE|RECURRENCE-ID|RDATE|EXDATE)\s*;/i;

/** The name of a property is shorter, and so is a whole line BEGIN or END. */
const MAX_NAME_LENGTH = 200;

/** The unfolded properties of a file: https://www.rfc-editor.org/rfc/rfc5545#section-3.1 */
export function contentLinesOf(text: string): ContentLine[] {
  const lines: UnfoldedLine[] = [];
  // In an indented file, folded lines cannot be told apart from its indentation.
  const isIndented = /^[ \t]+BEGIN:VEVENT\s*$/im.test(text);
  let lineNumber = 0;
  // Some servers write line feeds alone, and old Macs carriage returns alone.
  for (const physical of text.split(/\r\n|\n|\r/)) {
    lineNumber += 1;
    // Files that were joined have byte order marks in the middle.
    const line = physical.replace(/^\uFEFF/, '').replaceAll('\0', '');
    const previous = lines.at(-1);
    const startsProperty =
      isNestingLine(line) || (isIndented && /^\s+[A-Z][A-Z0-9-]*[;:]/.test(line));
    if (previous?.continuesOnNextLine === true) {
      previous.continueWith(line);
    } else if (previous && /^[ \t]/.test(line) && !startsProperty && !previous.isNestingLine) {
      previous.fold(line.slice(1));
    } else if (line.trim() !== '') {
      const [, end, next] = JOINED_NESTING_LINES.exec(line) ?? [];
      const texts = end === undefined || next === undefined ? [line] : [end, next];
      lines.push(...texts.map((each) => new UnfoldedLine(each, lineNumber)));
    }
  }
  return lines.map((line) => contentLine(line.text, line.lineNumber));
}

/** A line to which folded lines are added. They are joined once, because a long attachment has thousands of them. */
class UnfoldedLine {
  readonly #parts: string[] = [];
  #length = 0;
  /** Undefined until the colon that ends the parameters has been read. */
  #isQuotedPrintable: boolean | undefined;

  constructor(
    first: string,
    readonly lineNumber: number,
  ) {
    this.fold(first);
  }

  get text(): string {
    return this.#parts.join('');
  }

  get isNestingLine(): boolean {
    return this.#length <= MAX_NAME_LENGTH && isNestingLine(this.text);
  }

  /** Quoted-printable text continues after `=` on the next line, without the leading space of RFC 5545. */
  get continuesOnNextLine(): boolean {
    return this.#isQuotedPrintable === true && this.#parts.at(-1)?.endsWith('=') === true;
  }

  continueWith(line: string): void {
    const last = this.#parts.pop() ?? '';
    this.#length -= last.length;
    this.fold(last.slice(0, -1));
    this.fold(line.replace(/^[ \t]/, ''));
  }

  fold(part: string): void {
    if (part === '') {
      return;
    }
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#isQuotedPrintable === undefined && part.includes(':')) {
      const { text } = this;
      const head = text.slice(0, text.indexOf(':')).toUpperCase();
      this.#isQuotedPrintable = head.includes(';ENCODING=QUOTED-PRINTABLE');
    }
  }
}

function isNestingLine(text: string): boolean {
  return text.length <= MAX_NAME_LENGTH && NESTING_LINE.test(text);
}

/** @param lineNumber Line of the file on which the text begins. */
export function contentLine(text: string, lineNumber: number): ContentLine {
  const start = text.slice(0, MAX_NAME_LENGTH);
  const name = /^\s*(?:[\w-]+\.)?([\w-]+)\s*[;:]/.exec(start)?.[1]?.toUpperCase() ?? '';
  const colon = TIME_PROPERTY.test(start) ? colonBeforeDate(text) : colonOutsideQuotes(text);
  const value = colon < 0 ? undefined : text.slice(colon + 1);
  const parameters = parametersOf(text.slice(0, Math.max(0, colon)));
  const isQuotedPrintable = parameters.get('ENCODING')?.toUpperCase() === 'QUOTED-PRINTABLE';
  return {
    name: value === undefined ? '' : name,
    parameters,
    value: isQuotedPrintable
      ? quotedPrintable(value ?? '', parameters.get('CHARSET'))
      : (value ?? ''),
    text,
    lineNumber,
  };
}

function parametersOf(head: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const start = /;\s*([\w-]+)\s*=/g;
  for (let match = start.exec(head); match; match = start.exec(head)) {
    const end = outsideQuotes(head, ';', start.lastIndex);
    const content = head.slice(start.lastIndex, end);
    parameters.set((match[1] ?? '').toUpperCase(), content.replaceAll('"', '').trim());
    start.lastIndex = end;
  }
  return parameters;
}

/** The first colon outside of quotes ends the parameters. If a quote is not closed, the first colon of the line does. */
function colonOutsideQuotes(text: string): number {
  const end = outsideQuotes(text, ':', 0);
  return text[end] === ':' ? end : text.indexOf(':');
}

/** Some programs do not quote a TZID such as `(UTC+01:00) Berlin`, so the value is taken from where a date begins. */
function colonBeforeDate(text: string): number {
  const date = /\s*\d{4}-?\d{2}-?\d{2}/y;
  for (let colon = -1; ;) {
    colon = outsideQuotes(text, ':', colon + 1);
    if (text[colon] !== ':') {
      return colonOutsideQuotes(text);
    }
    date.lastIndex = colon + 1;
    if (date.test(text)) {
      return colon;
    }
  }
}

/**
 * Where the first `mark` outside of quotes stands, or a quote that is not closed, or else the end of the text. A
 * regular expression that repeats a group would overflow the stack on a line of many megabytes.
 */
function outsideQuotes(text: string, mark: ':' | ';', from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === mark) {
      return at;
    }
    if (character === '"') {
      const closing = text.indexOf('"', at + 1);
      if (closing < 0) {
        return at;
      }
      at = closing;
    }
  }
  return text.length;
}
