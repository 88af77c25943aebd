import type { View } from './access.ts';
import {
  orderByNeedsSingleEvents,
  syncTokenWithRestrictions,
  timeRangeEmpty,
} from './api-error.ts';
import type { Call } from './call.ts';
import type { EventResource } from './event-resource.ts';

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
  const singleEvents = parameters.flag('singleEvents') ?? false;
  const orderBy = parameters.text('orderBy');
  if (orderBy === 'startTime' && !singleEvents) {
    throw orderByNeedsSingleEvents();
  }
  return {
    from,
    to,
    singleEvents,
    orderBy,
    showDeleted: parameters.flag('showDeleted') ?? false,
    updatedMin: parameters.instant('updatedMin'),
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
  const isHidden =
    view === 'times only' || (view === 'no private details' && resource.visibility === 'private');
  if (isHidden) {
    return false;
  }
  const people = [...(resource.attendees ?? []), resource.organizer ?? {}];
  const text = [
    resource.summary,
    resource.description,
    resource.location,
    ...people.flatMap((person) => [person.displayName, person.email]),
  ]
    .join('\n')
    .toLowerCase();
  return terms.every((term) => text.includes(term));
}
