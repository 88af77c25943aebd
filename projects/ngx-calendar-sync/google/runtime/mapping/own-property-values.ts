import { ɵownMember as ownMember } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { OwnProperties, OwnPropertyKind } from '../config/own-properties';

/** The app's own properties that a resource has, of those that the configuration names. */
export function shownOwnProperties(
  resource: GoogleEvent,
  ownProperties: OwnProperties | undefined,
): Readonly<Record<string, unknown>> {
  const stored = resource.extendedProperties?.private ?? {};
  return Object.fromEntries(
    [...(ownProperties ?? [])]
      .map(([name, kind]) => [name, ownValue(ownMember(stored, name), kind)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/**
 * The value of an own property from its stored text; `undefined` for a text that is no JSON, though it should be, and for a
 * JSON `null`, which in an edit would remove the property.
 */
export function ownValue(text: unknown, kind: OwnPropertyKind | undefined): unknown {
  if (typeof text !== 'string' || kind !== 'json') {
    return text;
  }
  try {
    return (JSON.parse(text) as unknown) ?? undefined;
  } catch {
    return undefined;
  }
}
