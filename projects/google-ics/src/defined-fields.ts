/** What is left of an object without the fields that are `undefined`. */
export type DefinedFields<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

export function definedFields<T extends object>(fields: T): DefinedFields<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as DefinedFields<T>;
}
