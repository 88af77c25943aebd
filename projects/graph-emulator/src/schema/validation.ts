import { type CsdlProperty, type CsdlType, readSchema } from './csdl.ts';

const { types, actions } = readSchema();

/** Formats of the primitive types that are strings in JSON. */
const TEXT_FORMATS: ReadonlyMap<string, RegExp> = new Map([
  ['Edm.String', /[^]*/],
  ['Edm.DateTimeOffset', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/],
  ['Edm.Date', /^\d{4}-\d\d-\d\d$/],
  ['Edm.TimeOfDay', /^\d\d:\d\d(:\d\d(\.\d+)?)?$/],
  ['Edm.Guid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ['Edm.Duration', /^-?P/],
]);

/** Open types whose further properties Graph answers, but does not take for those of the type itself. */
const TYPES_WITH_OWN_PROPERTIES: ReadonlySet<string> = new Set(['openTypeExtension', 'extension']);

/** What is wrong with a value of a type of the schema; empty if nothing is. Types outside of the subset fit all. */
export function problemsOf(value: unknown, typeName: string): string[] {
  return typeProblems(value, `graph.${typeName}`, typeName);
}

/** The same for the body of an action, such as `accept`. */
export function problemsOfAction(value: unknown, action: string): string[] {
  const type = actions.get(action);
  return type ? objectProblems(value, type, action) : [`There is no action ${action}.`];
}

/** Whether the type or one of its bases has the property. */
export function hasProperty(typeName: string, property: string): boolean {
  return propertyOf(types.get(typeName), property) !== undefined;
}

function typeProblems(value: unknown, typeName: string, place: string): string[] {
  const element = /^Collection\((.+)\)$/.exec(typeName)?.[1];
  if (element !== undefined) {
    return Array.isArray(value)
      ? value.flatMap((each, index) => typeProblems(each, element, `${place}[${index}]`))
      : [`${place} is not a collection.`];
  }
  if (typeName.startsWith('Edm.')) {
    return isPrimitive(value, typeName) ? [] : [`${place} is no ${typeName}.`];
  }
  const type = types.get(typeName.replace(/^(microsoft\.)?graph\./, ''));
  if (!type) {
    return [];
  }
  if (type.kind === 'EnumType') {
    return type.members.includes(value as string) ? [] : [`${place} is no ${typeName}.`];
  }
  return objectProblems(value, type, place);
}

function objectProblems(value: unknown, type: CsdlType, place: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${place} is no object.`];
  }
  return Object.entries(value).flatMap(([name, each]) => {
    if (name.includes('@')) {
      return [];
    }
    const property = propertyOf(type, name);
    if (!property) {
      return TYPES_WITH_OWN_PROPERTIES.has(type.name)
        ? []
        : [`The property '${name}' does not exist on type 'microsoft.graph.${type.name}'.`];
    }
    if (each === null) {
      return property.isNullable ? [] : [`${place}.${name} must not be null.`];
    }
    return typeProblems(each, property.type, `${place}.${name}`);
  });
}

function propertyOf(type: CsdlType | undefined, name: string): CsdlProperty | undefined {
  if (!type) {
    return undefined;
  }
  const base = type.baseType?.replace(/^graph\./, '');
  return type.properties.get(name) ?? (base ? propertyOf(types.get(base), name) : undefined);
}

function isPrimitive(value: unknown, typeName: string): boolean {
  switch (typeName) {
    case 'Edm.Boolean':
      return typeof value === 'boolean';
    case 'Edm.Int32':
      return Number.isInteger(value);
    case 'Edm.Double':
      return typeof value === 'number';
    default:
      return typeof value === 'string' && (TEXT_FORMATS.get(typeName) ?? /[^]*/).test(value);
  }
}
