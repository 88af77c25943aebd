import { invalidProperty } from '../graph/graph-error.ts';
import {
  type Attendee,
  type EventRecord,
  type Location,
  NO_TIME,
  type PlainFields,
} from './event-record.ts';

/** @throws GraphError for an attendee without an address. */
export function readAttendees(
  sent: unknown,
  before: Pick<EventRecord, 'attendees'>,
): readonly Attendee[] {
  return ((sent ?? []) as Partial<Attendee>[]).map(({ type = 'required', emailAddress }) => {
    const address = emailAddress?.address;
    if (address === undefined || address === '') {
      throw invalidProperty('At least one recipient is not valid.');
    }
    const known = before.attendees.find(
      (each) => each.emailAddress.address.toLowerCase() === address.toLowerCase(),
    );
    return {
      type,
      // A guest's answer stays, whatever the organizer sends.
      status: known?.status ?? { response: 'none', time: NO_TIME },
      emailAddress: { name: emailAddress?.name ?? address, address },
    };
  });
}

export function readLocations(
  before: PlainFields,
  body: Readonly<Record<string, unknown>>,
): Pick<PlainFields, 'location' | 'locations'> {
  const several = body['locations'] as Partial<Location>[] | undefined;
  if (several !== undefined) {
    const locations = several.map(wholeLocation);
    return { location: joined(locations), locations };
  }
  if (body['location'] === undefined) {
    return { location: before.location, locations: before.locations };
  }
  const location = wholeLocation(body['location'] ?? {});
  return { location, locations: location.displayName === '' ? [] : [location] };
}

function wholeLocation(sent: Partial<Location>): Location {
  const displayName = sent.displayName ?? '';
  return {
    locationType: 'default',
    ...sent,
    displayName,
    ...(displayName === ''
      ? { uniqueIdType: 'unknown' }
      : { uniqueId: displayName, uniqueIdType: 'private' }),
  };
}

function joined(locations: readonly Location[]): Location {
  const [only] = locations;
  return locations.length === 1 && only
    ? only
    : wholeLocation({ displayName: locations.map(({ displayName }) => displayName).join('; ') });
}
