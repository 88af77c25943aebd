import type { IcsComponent } from './components.ts';
import type { ContentLine } from './content-lines.ts';

export function firstOf(component: IcsComponent, name: string): ContentLine | undefined {
  return component.properties.find((property) => property.name === name);
}

export function allOf(component: IcsComponent, name: string): ContentLine[] {
  return component.properties.filter((property) => property.name === name);
}

/** The value of a property as it is written, trimmed; undefined where it is empty or not there. */
export function valueOf(component: IcsComponent, name: string): string | undefined {
  const value = firstOf(component, name)?.value.trim();
  return value === '' ? undefined : value;
}

/** A text without its backslashes; undefined where it is blank or not there. */
export function textOf(component: IcsComponent, name: string): string | undefined {
  const value = unescaped(firstOf(component, name)?.value ?? '');
  return value.trim() === '' ? undefined : value;
}

/** The texts of a list such as CATEGORIES. */
export function textsOf({ value }: ContentLine): string[] {
  return value.split(/(?<!\\),/).map(unescaped);
}

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11 */
export function unescaped(value: string): string {
  return value.replace(/\\(.)/g, (written, character: string) => {
    if (/n/i.test(character)) {
      return '\n';
    }
    return /[,;:"\\]/.test(character) ? character : written;
  });
}

/** A parameter with the escapes of https://www.rfc-editor.org/rfc/rfc6868 */
export function parameterOf(property: ContentLine | undefined, name: string): string | undefined {
  return property?.parameters
    .get(name)
    ?.replace(/\^([n'^])/g, (_, character: string) =>
      character === 'n' ? '\n' : character === "'" ? '"' : '^',
    );
}

/** What a person knows an event by: its title and day as they stand in the file, and the line it begins on. */
export function labelOf(component: IcsComponent): string {
  const title = textOf(component, 'SUMMARY')?.replaceAll('\n', ' ');
  const day = /^\s*(\d{4})-?(\d{2})-?(\d{2})/.exec(firstOf(component, 'DTSTART')?.value ?? '');
  return [
    title === undefined ? nameOf(component) : `“${title}”`,
    ...(day ? [day.slice(1).join('-')] : []),
    `line ${component.lineNumber}`,
  ].join(', ');
}

function nameOf(component: IcsComponent): string {
  const tzid = valueOf(component, 'TZID');
  return tzid === undefined ? (valueOf(component, 'UID') ?? '(no title)') : `VTIMEZONE “${tzid}”`;
}
