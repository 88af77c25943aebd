import type { EventAttendee } from '../event-resource.ts';
import type { IcsComponent } from './components.ts';
import type { ContentLine } from './content-lines.ts';
import { allOf, commonNameOf, firstOf, parameterOf, unescaped, wholeNumber } from './properties.ts';

/** Google's names for PARTSTAT: https://www.rfc-editor.org/rfc/rfc5545#section-3.2.12 */
const RESPONSE_STATUS: Readonly<Record<string, string>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
};

export function organizerOf(
  event: IcsComponent,
): { email: string; displayName?: string } | undefined {
  const property = firstOf(event, 'ORGANIZER');
  const email = property && emailOf(property);
  return property && email ? { email, ...named(property) } : undefined;
}

/** @param self Address of the owner of the calendar. */
export function attendeesOf(event: IcsComponent, self: string): EventAttendee[] {
  const organizer = organizerOf(event)?.email;
  const attendees = new Map<string, EventAttendee>();
  for (const property of allOf(event, 'ATTENDEE')) {
    const email = emailOf(property);
    if (email === undefined) {
      continue;
    }
    const companions = wholeNumber(parameterOf(property, 'X-NUM-GUESTS'));
    attendees.set(email, {
      email,
      ...named(property),
      responseStatus: RESPONSE_STATUS[parameter(property, 'PARTSTAT')] ?? 'needsAction',
      ...(parameter(property, 'ROLE') === 'OPT-PARTICIPANT' ? { optional: true } : {}),
      ...(/^(RESOURCE|ROOM)$/.test(parameter(property, 'CUTYPE')) ? { resource: true } : {}),
      ...(companions > 0 ? { additionalGuests: companions } : {}),
      ...(email === organizer ? { organizer: true } : {}),
      ...(email === self.toLowerCase() ? { self: true } : {}),
    });
  }
  return [...attendees.values()];
}

/** Apple writes `urn:uuid:` and puts the address into EMAIL; some programs leave out `mailto:`. */
function emailOf(property: ContentLine): string | undefined {
  const value = unescaped(property.value.trim()).replace(/^mailto:/i, '');
  return [value, parameterOf(property, 'EMAIL') ?? '']
    .map((address) => address.trim().toLowerCase())
    .find((address) => /^[^\s@:/]+@[^\s@]+$/.test(address));
}

function named(property: ContentLine): { displayName?: string } {
  const displayName = commonNameOf(property);
  return displayName === undefined ? {} : { displayName };
}

function parameter(property: ContentLine, name: string): string {
  return (parameterOf(property, name) ?? '').toUpperCase();
}
