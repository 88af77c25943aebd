import { resolved, schemaNamed, type Schema } from './discovery.ts';

/**
 * The first place where a value is not of the named schema, as a path such as `start.dateTime`; undefined where it
 * fits. Fields that the schema does not have are let through, and null stands for any absent value.
 */
export function misfit(value: unknown, schemaName: string): string | undefined {
  return misfitAt(value, schemaNamed(schemaName), '');
}

function misfitAt(value: unknown, schema: Schema | undefined, path: string): string | undefined {
  const target = resolved(schema);
  if (!target || value === null || value === undefined) {
    return undefined;
  }
  switch (target.type) {
    case 'object':
      return isObject(value) ? misfitIn(value, target, path) : path;
    case 'array':
      return Array.isArray(value)
        ? firstOf(value, (each, index) => misfitAt(each, target.items, `${path}[${index}]`))
        : path;
    case 'integer':
      return Number.isInteger(value) ? undefined : path;
    case 'number':
    case 'string':
    case 'boolean':
      return typeof value === target.type ? undefined : path;
    default:
      return undefined;
  }
}

function misfitIn(value: object, schema: Schema, path: string): string | undefined {
  return firstOf(Object.entries(value), ([name, inside]) =>
    misfitAt(
      inside,
      schema.properties?.[name] ?? schema.additionalProperties,
      path ? `${path}.${name}` : name,
    ),
  );
}

function firstOf<T>(
  values: readonly T[],
  find: (value: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, value] of values.entries()) {
    const found = find(value, index);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && !Array.isArray(value);
}
