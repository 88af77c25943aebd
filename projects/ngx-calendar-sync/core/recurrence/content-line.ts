/** One property of iCalendar, such as `EXDATE;TZID=Europe/Berlin:20261103T090000` (RFC 5545, 3.1). */
export interface ContentLine {
  /** In upper case. */
  readonly name: string;
  /** Values by name; values without quotes, names in upper case. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const NAME = /^([A-Za-z-]+)\s*(?=[;:])/;
/** `;NAME=value`. In quotes a value may have any character but a quote (RFC 5545, 3.2). */
const PARAMETER = /;\s*([A-Za-z-]+)\s*=((?:"[^"]*"|[^";:])*)/y;

/** Reads a content line; `undefined` for any other text. */
export function readContentLine(line: string): ContentLine | undefined {
  const [begin, name] = NAME.exec(line) ?? [];
  if (begin === undefined || name === undefined) {
    return undefined;
  }
  const parameters = new Map<string, string>();
  let end = begin.length;
  PARAMETER.lastIndex = end;
  for (let match = PARAMETER.exec(line); match; match = PARAMETER.exec(line)) {
    const [, key = '', value = ''] = match;
    parameters.set(key.toUpperCase(), value.replaceAll('"', '').trim());
    end = PARAMETER.lastIndex;
  }
  if (line[end] !== ':') {
    return undefined;
  }
  return { name: name.toUpperCase(), parameters, value: line.slice(end + 1) };
}
