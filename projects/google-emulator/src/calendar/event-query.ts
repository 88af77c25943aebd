import type { Calendar } from '../world/calendar.ts';
import type { View } from './access.ts';
import {
  orderByNeedsSingleEvents,
  syncTokenWithRestrictions,
  timeRangeEmpty,
  updatedMinTooLongAgo,
} from './api-error.ts';
import type { Call } from './call.ts';
import type { EventResource } from './event-resource.ts';
import { isPrivate } from './event-view.ts';
import type { SyncScope } from './sync-token.ts';

/** Parameters that a sync token does not go with; a first list with one of them starts no sync either. */
const WITHOUT_SYNC = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMin',
  'timeMax',
  'updatedMin',
] as const;

/** How long ago a change may be and still be asked for. Google names no number; clients met refusals from weeks on. */
const MEMORY = 30 * 86_400_000;

/** What `events.list` was asked for. */
export interface EventQuery {
  /** Exclusive, on the end. */
  readonly from: number;
  /** Exclusive, on the start. */
  readonly to: number;
  readonly singleEvents: boolean;
  readonly showDeleted: boolean;
  readonly orderBy: string | undefined;
  readonly updatedMin: number | undefined;
  readonly iCalUid: string | undefined;
  /** Whether the event's content is asked for. */
  matches(resource: EventResource): boolean;
}

/** @throws ApiError 400 for combinations that Google refuses. */
export function readEventQuery(call: Call, view: View): EventQuery {
  const { parameters } = call;
  const from = parameters.instant('timeMin') ?? -Infinity;
  const to = parameters.instant('timeMax') ?? Infinity;
  if (to <= from) {
    throw timeRangeEmpty();
  }
  const updatedMin = parameters.instant('updatedMin');
  if (updatedMin !== undefined && updatedMin < call.world.clock.now() - MEMORY) {
    throw updatedMinTooLongAgo();
  }
  const asksForSingle = parameters.flag('singleEvents') ?? false;
  const orderBy = parameters.text('orderBy');
  if (orderBy === 'startTime' && !asksForSingle) {
    throw orderByNeedsSingleEvents();
  }
  return {
    from,
    to,
    // Who sees only times is told when somebody is busy, and not by which rule. What has no end is given as far as in
    // any other list of single events: MOST_INSTANCES of each series.
    singleEvents: asksForSingle || view === 'times only',
    orderBy,
    showDeleted: parameters.flag('showDeleted') ?? false,
    updatedMin,
    iCalUid: parameters.text('iCalUID'),
    matches: contentFilter(call, view),
  };
}

/** The refusals of a request with `syncToken`. */
export function assertSyncable(call: Call): void {
  const refused = WITHOUT_SYNC.find((name) => call.parameters.has(name));
  if (refused) {
    throw syncTokenWithRestrictions(refused);
  }
  if (call.parameters.flag('showDeleted') === false) {
    throw syncTokenWithRestrictions('showDeleted');
  }
}

/** Whether the last page of this list carries a token to go on from. A first list may be limited in time. */
export function startsSync(call: Call): boolean {
  return !WITHOUT_SYNC.some(
    (name) => name !== 'timeMin' && name !== 'timeMax' && call.parameters.has(name),
  );
}

/** What two lists must have in common for the one's token to serve the other. */
export function syncScope(call: Call, calendar: Calendar): SyncScope {
  const { parameters } = call;
  return [
    call.caller.user?.email,
    calendar.id,
    parameters.flag('singleEvents') ?? false,
    parameters.flag('showHiddenInvitations') ?? false,
    parameters.texts('eventTypes').sort(),
    parameters.text('timeZone'),
    parameters.text('maxAttendees'),
  ];
}

function contentFilter(call: Call, view: View): (resource: EventResource) => boolean {
  const { parameters } = call;
  const terms = parameters.text('q')?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const types = parameters.texts('eventTypes');
  const properties = (['private', 'shared'] as const).flatMap((kind) =>
    parameters.texts(`${kind}ExtendedProperty`).map((text) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
      return { kind, name, value };
    }),
  );
  return (resource) => {
    if (types.length > 0 && !types.includes(resource.eventType ?? 'default')) {
      return false;
    }
    const hasProperties = properties.every(
      ({ kind, name, value }) => resource.extendedProperties?.[kind]?.[name] === value,
    );
    return hasProperties && (terms.length === 0 || hasTerms(resource, terms, view));
  };
}

function hasTerms(resource: EventResource, terms: readonly string[], view: View): boolean {
  const isHidden = view === 'times only' || (view === 'no private details' && isPrivate(resource));
  if (isHidden) {
    return false;
  }
  const people = [...(resource.attendees ?? []), resource.organizer ?? {}];
  const { officeLocation, customLocation } = resource.workingLocationProperties ?? {};
  const text = [
    resource.summary,
    resource.description,
    resource.location,
    ...people.flatMap((person) => [person.displayName, person.email]),
    officeLocation?.buildingId,
    officeLocation?.deskId,
    officeLocation?.label,
    customLocation?.label,
  ]
    .join('\n')
    .toLowerCase();
  return terms.every((term) => text.includes(term));
}
