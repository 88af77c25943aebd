/** Properties of apps may have any name, also one that every object inherits, such as `toString`. */
export function ownMember(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
