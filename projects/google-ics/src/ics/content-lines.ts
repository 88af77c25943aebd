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

/** The unfolded properties of a file: https://www.rfc-editor.org/rfc/rfc5545#section-3.1 */
export function contentLinesOf(text: string): ContentLine[] {
  const lines: { text: string; lineNumber: number }[] = [];
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
      NESTING_LINE.test(line) || (isIndented && /^\s+[A-Z][A-Z0-9-]*[;:]/.test(line));
    if (previous && continuesOnNextLine(previous.text)) {
      previous.text = previous.text.slice(0, -1) + line.replace(/^[ \t]/, '');
    } else if (
      previous &&
      /^[ \t]/.test(line) &&
      !startsProperty &&
      !NESTING_LINE.test(previous.text)
    ) {
      previous.text += line.slice(1);
    } else if (line.trim() !== '') {
      const [, end, next] = JOINED_NESTING_LINES.exec(line) ?? [];
      const texts = end === undefined || next === undefined ? [line] : [end, next];
      lines.push(...texts.map((each) => ({ text: each, lineNumber })));
    }
  }
  return lines.map((line) => contentLine(line.text, line.lineNumber));
}

/** Quoted-printable text continues after `=` on the next line, without the leading space of RFC 5545. */
function continuesOnNextLine(text: string): boolean {
  return text.endsWith('=') && /^[^:]*;ENCODING=QUOTED-PRINTABLE/i.test(text);
}

/** @param lineNumber Line of the file on which the text begins. */
export function contentLine(text: string, lineNumber: number): ContentLine {
  const name = /^\s*(?:[\w-]+\.)?([\w-]+)\s*[;:]/.exec(text)?.[1]?.toUpperCase() ?? '';
  const { head, value } = TIME_PROPERTY.test(text)
    ? splitBeforeDate(text)
    : splitOutsideQuotes(text);
  const parameters = new Map<string, string>();
  for (const [, parameter = '', content = ''] of head.matchAll(
    /;\s*([\w-]+)\s*=\s*((?:"[^"]*"|[^;"])*)/g,
  )) {
    parameters.set(parameter.toUpperCase(), content.replaceAll('"', '').trim());
  }
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

interface SplitLine {
  readonly head: string;
  readonly value: string | undefined;
}

/** The first colon outside of quotes ends the parameters. If a quote is not closed, the first colon of the line does. */
function splitOutsideQuotes(text: string): SplitLine {
  const [, head, value] =
    /^((?:"[^"]*"|[^":])*):(.*)$/s.exec(text) ?? /^([^:]*):(.*)$/s.exec(text) ?? [];
  return { head: head ?? '', value };
}

/** Some programs do not quote a TZID such as `(UTC+01:00) Berlin`, so the value is taken from where a date begins. */
function splitBeforeDate(text: string): SplitLine {
  const [, head, value] = /^((?:"[^"]*"|[^"])*?):(\s*\d{4}-?\d{2}-?\d{2}.*)$/s.exec(text) ?? [];
  return head === undefined ? splitOutsideQuotes(text) : { head, value };
}
