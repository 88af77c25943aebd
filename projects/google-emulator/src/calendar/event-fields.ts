import type { EventResource } from './event-resource.ts';

type Field = keyof EventResource;

/** A copy of the event with these fields alone. */
export function only(event: EventResource, names: readonly Field[]): EventResource {
  return Object.fromEntries(
    names.flatMap((name) => (event[name] === undefined ? [] : [[name, event[name]]])),
  );
}

/** A copy of the event without these fields. */
export function without(event: EventResource, names: readonly Field[]): EventResource {
  const unwanted: ReadonlySet<string> = new Set(names);
  return Object.fromEntries(Object.entries(event).filter(([name]) => !unwanted.has(name)));
}
