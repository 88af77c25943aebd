/** RFC 5545, 3.1: a line has at most 75 octets, without its end. */
const MAX_LINE_OCTETS = 75;
const LINE_END = '\r\n';

/** The parameters of a property, by name. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/**
 * A property as its lines, folded (RFC 5545, 3.1). What would end the line is taken out, so that no text of an event can
 * become a property.
 */
export function contentLine(name: string, value: string, parameters: Parameters = {}): string {
  const written = Object.entries(parameters).map(([parameter, text]) =>
    text === undefined ? '' : `;${parameter}=${parameterValue(text)}`,
  );
  return folded(withoutControls(`${name}${written.join('')}:${value}`));
}

/** A text as the value of a property (RFC 5545, 3.3.11). */
export function escapedText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');
}

/** A parameter's value (RFC 5545, 3.1); quotes and line ends are written as RFC 6868 says. */
function parameterValue(text: string): string {
  const encoded = text
    .replace(/\^/g, '^^')
    .replace(/"/g, "^'")
    .replace(/\r\n?|\n/g, '^n');
  return /[;:,]/.test(text) ? `"${encoded}"` : encoded;
}

/** Folds between characters, and never within one. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [lines, octets] = ['', 0];
  for (const character of line) {
    const { length } = encoder.encode(character);
    if (octets + length > MAX_LINE_OCTETS) {
      lines += `${LINE_END} `;
      octets = 1;
    }
    lines += character;
    octets += length;
  }
  return lines + LINE_END;
}

/** A tab is the one control character that a line may have. */
function withoutControls(line: string): string {
  return line.replace(/[\0-\x08\x0a-\x1f\x7f]/g, '');
}
