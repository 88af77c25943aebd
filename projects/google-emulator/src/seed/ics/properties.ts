import type { IcsComponent } from './components.ts';
import type { ContentLine } from './content-lines.ts';

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
  return property?.parameters
    .get(name)
    ?.replace(/\^([n'^])/g, (_, character: string) =>
      character === 'n' ? '\n' : character === "'" ? '"' : '^',
    );
}

/** The label of a component in the report: title and day as in the file, and the line on which it begins. */
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
