import type { WireEventAttendee } from '../../discovery/wire-types.generated.ts';
import type ICAL from 'ical.js';
import { parameterOf } from './raw-value.ts';

/** https://www.rfc-editor.org/rfc/rfc5545#section-3.2.12 in Google's words. */
const responses: Readonly<Record<string, string>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};

export function organizerOf(
  event: ICAL.Component,
): { email: string; displayName?: string } | undefined {
  const property = event.getFirstProperty('organizer');
  const email = property && emailOf(property);
  return property && email ? { email, ...named(property) } : undefined;
}

/** @param self Whose calendar it is. */
export function attendeesOf(event: ICAL.Component, self: string): WireEventAttendee[] {
  const organizer = organizerOf(event)?.email;
  const attendees = new Map<string, WireEventAttendee>();
  for (const property of event.getAllProperties('attendee')) {
    const email = emailOf(property);
    if (email === undefined) {
      continue;
    }
    const companions = Number(parameterOf(property, 'x-num-guests') ?? 0);
    attendees.set(email, {
      email,
      ...named(property),
      responseStatus: responses[parameter(property, 'partstat')] ?? 'needsAction',
      ...(parameter(property, 'role') === 'OPT-PARTICIPANT' ? { optional: true } : {}),
      ...(/^(RESOURCE|ROOM)$/.test(parameter(property, 'cutype')) ? { resource: true } : {}),
      ...(companions > 0 ? { additionalGuests: companions } : {}),
      ...(email === organizer ? { organizer: true } : {}),
      ...(email === self.toLowerCase() ? { self: true } : {}),
    });
  }
  return [...attendees.values()];
}

/** Apple writes `urn:uuid:` and the address beside it; some programs leave out `mailto:`. */
function emailOf(property: ICAL.Property): string | undefined {
  const value = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
  return [value, parameterOf(property, 'email') ?? '']
    .map((address) => address.trim().toLowerCase())
    .find((address) => /^[^\s@:/]+@[^\s@]+$/.test(address));
}

function named(property: ICAL.Property): { displayName?: string } {
  const name = (parameterOf(property, 'cn') ?? '').replace(/^['"]|['"]$/g, '').trim();
  return name === '' ? {} : { displayName: name };
}

function parameter(property: ICAL.Property, name: string): string {
  return (parameterOf(property, name) ?? '').toUpperCase();
}
