import type { EventResource } from './event-resource.ts';

type Field = keyof EventResource;

/** The event with these fields and no others. */
export function only(event: EventResource, names: readonly Field[]): EventResource {
  return Object.fromEntries(
    names.flatMap((name) => (event[name] === undefined ? [] : [[name, event[name]]])),
  );
}

/** The event without these fields. */
export function without(event: EventResource, names: readonly Field[]): EventResource {
  const unwanted: ReadonlySet<string> = new Set(names);
  return Object.fromEntries(Object.entries(event).filter(([name]) => !unwanted.has(name)));
}
