import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/**
 * A resource after a patch as Google carries it out: objects are merged, `null` removes a value, and lists are replaced
 * (RFC 7396). With `attendeesOmitted` the guests that the patch lacks stay.
 */
export function mergePatched(resource: GoogleEvent, patch: GoogleEvent): GoogleEvent {
  const { attendeesOmitted, attendees, ...others } = patch;
  if (!attendeesOmitted || !attendees) {
    return mergedObject(resource, patch);
  }
  const guests = resource.attendees?.map(
    (guest) => attendees.find(({ email }) => email === guest.email) ?? guest,
  );
  return { ...mergedObject(resource, others), ...(guests ? { attendees: guests } : {}) };
}

function mergedObject(before: object, patch: object): object {
  const values: Readonly<Record<string, unknown>> = { ...before };
  const merged = Object.entries<unknown>({ ...patch }).map(([name, value]) => {
    const old = values[name];
    return [name, isObject(value) ? mergedObject(isObject(old) ? old : {}, value) : value] as const;
  });
  const all = { ...values, ...Object.fromEntries(merged) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
