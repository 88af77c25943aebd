/** One property of iCalendar, such as `EXDATE;TZID=Europe/Berlin:20261103T090000` (RFC 5545, 3.1). */
export interface ContentLine {
  /** In upper case. */
  readonly name: string;
  /** Its TZID, without quotes. */
  readonly timeZone: string | undefined;
  readonly value: string;
}

/** `NAME;PARAMETER=value:value`. In quotes the value of a parameter may have any character but a quote (RFC 5545, 3.2). */
const LINE = /^([A-Z-]+)\s*((?:;\s*[A-Z-]+\s*=(?:"[^"]*"|[^";:])*)*):(.*)$/is;
const PARAMETER = /;\s*([A-Z-]+)\s*=((?:"[^"]*"|[^";])*)/gi;

/** Reads a content line; `undefined` for any other text. */
export function readContentLine(line: string): ContentLine | undefined {
  const [, name, parameters = '', value = ''] = LINE.exec(line) ?? [];
  return name === undefined
    ? undefined
    : {
        name: name.toUpperCase(),
        timeZone: timeZoneIn(parameters),
        value,
      };
}

/** Read one by one, since the value of another parameter may hold `;TZID=` in quotes. */
function timeZoneIn(parameters: string): string | undefined {
  for (const [, name = '', value = ''] of parameters.matchAll(PARAMETER)) {
    if (name.toUpperCase() === 'TZID') {
      return value.replaceAll('"', '').trim();
    }
  }
  return undefined;
}
