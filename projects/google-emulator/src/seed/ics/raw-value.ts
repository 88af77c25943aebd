import type ICAL from 'ical.js';

/**
 * The first value of a property as jCal has it (https://www.rfc-editor.org/rfc/rfc7265): text, with dates in ISO 8601.
 * Unlike ical.js's own objects it is there even where the value makes no sense.
 */
export function rawValueOf(component: ICAL.Component, name: string): string | undefined {
  const property = component.getFirstProperty(name);
  const [value] = property ? rawValuesOf(property) : [];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function rawValuesOf(property: ICAL.Property): readonly unknown[] {
  return (property.jCal as readonly unknown[]).slice(3);
}

/** The first value of a parameter, which ical.js' types wrongly promise for every name. */
export function parameterOf(property: ICAL.Property | null, name: string): string | undefined {
  const value: string | undefined = property?.getFirstParameter(name);
  return value;
}
