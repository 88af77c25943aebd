import type { IcsComponent } from './components.ts';
import type { ContentLine } from './content-lines.ts';
import type { PlaceInFile } from './import-report.ts';

const MAX_INTEGER = 2 ** 31 - 1;

export function firstOf(component: IcsComponent, name: string): ContentLine | undefined {
  return component.properties.find((property) => property.name === name);
}

export function allOf(component: IcsComponent, name: string): ContentLine[] {
  return component.properties.filter((property) => property.name === name);
}

/** The trimmed value of a property as written; undefined if it is empty or missing. */
export function valueOf(component: IcsComponent, name: string): string | undefined {
  const value = firstOf(component, name)?.value.trim();
  return value === '' ? undefined : value;
}

/** The unescaped text of a property; undefined if it is blank or missing. */
export function textOf(component: IcsComponent, name: string): string | undefined {
  const value = unescaped(firstOf(component, name)?.value ?? '');
  return value.trim() === '' ? undefined : value;
}

/** SEQUENCE, 0 if it is missing. */
export function sequenceOf(event: IcsComponent): number {
  return wholeNumber(valueOf(event, 'SEQUENCE'));
}

/** The nearest number from 0 to 2³¹ − 1, which Google has for an integer; 0 for what is no number. */
export function wholeNumber(text = ''): number {
  const number = Number(text);
  return Number.isNaN(number) ? 0 : Math.min(Math.max(0, Math.round(number)), MAX_INTEGER);
}

/** The unescaped texts of a list such as CATEGORIES. */
export function textsOf({ value }: ContentLine): string[] {
  return value.split(/(?<!\\),/).map(unescaped);
}

/** Removes the escapes of https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11 */
export function unescaped(value: string): string {
  return value.replace(/\\(.)/g, (written, character: string) => {
    if (/n/i.test(character)) {
      return '\n';
    }
    return /[,;:"\\]/.test(character) ? character : written;
  });
}

/** A parameter without the escapes of https://www.rfc-editor.org/rfc/rfc6868 */
export function parameterOf(property: ContentLine | undefined, name: string): string | undefined {
  return withoutCarets(property?.parameters.get(name));
}

function withoutCarets(value: string | undefined): string | undefined {
  return value?.replace(/\^([n'^])/g, (_, character: string) =>
    character === 'n' ? '\n' : character === "'" ? '"' : '^',
  );
}

/** CN, the name of a person, which Outlook puts into quotes of its own: `CN="'Ada Byron'"`. */
export function commonNameOf(property: ContentLine): string | undefined {
  const written = property.parameters.get('CN')?.trim();
  // A quote after a caret is a part of the name.
  const name = withoutCarets(written?.replace(/^'(.*[^^])'$/, '$1'))?.trim();
  return name === '' ? undefined : name;
}

/** Where a component stands in the file, with its title and its day as they are written there. */
export function placeOf(component: IcsComponent): PlaceInFile {
  const { lineNumber: line } = component;
  const title = textOf(component, 'SUMMARY')?.replaceAll('\n', ' ');
  const day = /^\s*(\d{4})-?(\d{2})-?(\d{2})/.exec(firstOf(component, 'DTSTART')?.value ?? '');
  const event = [
    title === undefined ? nameOf(component) : `“${title}”`,
    ...(day ? [day.slice(1).join('-')] : []),
    `line ${line}`,
  ].join(', ');
  return { event, line, ...(title === undefined ? {} : { title }) };
}

function nameOf(component: IcsComponent): string {
  const tzid = valueOf(component, 'TZID');
  return tzid === undefined ? (valueOf(component, 'UID') ?? '(no title)') : `VTIMEZONE “${tzid}”`;
}
