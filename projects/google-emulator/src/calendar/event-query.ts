import type { Calendar } from '../world/calendar.ts';
import type { DetailLevel } from './access.ts';
import {
  orderByNeedsSingleEvents,
  syncTokenWithRestrictions,
  timeRangeEmpty,
  updatedMinTooLongAgo,
} from './api-error.ts';
import type { Call } from './call.ts';
import type { EventResource } from './event-resource.ts';
import { isPrivate } from './visible-event.ts';
import type { SyncScope } from './sync-token.ts';

/** Parameters that cannot be combined with a sync token. A full list with one of them gets no sync token either. */
const EXCLUDED_BY_SYNC = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMin',
  'timeMax',
  'updatedMin',
] as const;

/** How far back `updatedMin` may reach. Google documents no limit; clients report refusals after some weeks. */
const MAX_UPDATED_MIN_AGE_MS = 30 * 86_400_000;

/** The query of `events.list`. Instants are in milliseconds since the epoch. */
export interface EventQuery {
  /** Events must end after this instant. */
  readonly from: number;
  /** Events must start before this instant. */
  readonly to: number;
  readonly singleEvents: boolean;
  readonly showDeleted: boolean;
  readonly orderBy: string | undefined;
  readonly updatedMin: number | undefined;
  readonly iCalUid: string | undefined;
  /** Whether the content of the event matches. */
  matches(resource: EventResource): boolean;
}

/** @throws ApiError 400 for combinations that Google refuses. */
export function readEventQuery(call: Call, detail: DetailLevel): EventQuery {
  const { parameters } = call;
  const from = parameters.instant('timeMin') ?? -Infinity;
  const to = parameters.instant('timeMax') ?? Infinity;
  if (to <= from) {
    throw timeRangeEmpty();
  }
  const updatedMin = parameters.instant('updatedMin');
  if (updatedMin !== undefined && updatedMin < call.world.clock.now() - MAX_UPDATED_MIN_AGE_MS) {
    throw updatedMinTooLongAgo();
  }
  const wantsSingleEvents = parameters.flag('singleEvents') ?? false;
  const orderBy = parameters.text('orderBy');
  if (orderBy === 'startTime' && !wantsSingleEvents) {
    throw orderByNeedsSingleEvents();
  }
  return {
    from,
    to,
    // With free/busy access the rules of series are hidden, so the caller always gets single events.
    singleEvents: wantsSingleEvents || detail === 'times only',
    orderBy,
    showDeleted: parameters.flag('showDeleted') ?? false,
    updatedMin,
    iCalUid: parameters.text('iCalUID'),
    matches: contentFilter(call, detail),
  };
}

/** @throws ApiError 400 if the request combines `syncToken` with a parameter that excludes it. */
export function assertSyncable(call: Call): void {
  const refused = EXCLUDED_BY_SYNC.find((name) => call.parameters.has(name));
  if (refused) {
    throw syncTokenWithRestrictions(refused);
  }
  if (call.parameters.flag('showDeleted') === false) {
    throw syncTokenWithRestrictions('showDeleted');
  }
}

/** Whether the last page of a full list has a sync token. A full list may have a time range. */
export function startsSync(call: Call): boolean {
  return !EXCLUDED_BY_SYNC.some(
    (name) => name !== 'timeMin' && name !== 'timeMax' && call.parameters.has(name),
  );
}

/** A sync token is valid for lists with the same scope. */
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

function contentFilter(call: Call, detail: DetailLevel): (resource: EventResource) => boolean {
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
    return hasProperties && (terms.length === 0 || hasTerms(resource, terms, detail));
  };
}

function hasTerms(resource: EventResource, terms: readonly string[], detail: DetailLevel): boolean {
  const isHidden =
    detail === 'times only' || (detail === 'no private details' && isPrivate(resource));
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
