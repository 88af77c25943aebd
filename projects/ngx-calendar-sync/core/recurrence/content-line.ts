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
const TZID = /;\s*TZID\s*=((?:"[^"]*"|[^";])*)/i;

/** Reads a content line; `undefined` for any other text. */
export function readContentLine(line: string): ContentLine | undefined {
  const [, name, parameters = '', value = ''] = LINE.exec(line) ?? [];
  return name === undefined
    ? undefined
    : {
        name: name.toUpperCase(),
        timeZone: TZID.exec(parameters)?.[1]?.replaceAll('"', '').trim(),
        value,
      };
}
