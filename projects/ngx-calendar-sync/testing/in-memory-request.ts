import {
  type CalendarEvent,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  ɵdateTimeOf as dateTimeOf,
  type EventTime,
  type ɵInvitationResponse as InvitationResponse,
  type ɵPlannedWrite as PlannedWrite,
  type SendUpdates,
} from 'ngx-calendar-sync/core';

/** Properties of a draft that a write changes: plain data, without id and version. */
export type Changes<T extends CalendarProviderTypes> = Partial<T['draft']>;

/** What a service in memory makes of drafts and changes. */
export interface EventModel<T extends CalendarProviderTypes> {
  readonly drafted: (calendarId: string, eventId: string, draft: T['draft']) => T['event'];
  readonly changed: (event: T['event'], changes: Changes<T>) => T['event'];
  /** The event under another id, or in another calendar. */
  readonly copied: (event: T['event'], calendarId: string, eventId: string) => T['event'];
}

/** How a write is sent to a service in memory. */
export type InMemoryRequest<T extends CalendarProviderTypes> = {
  readonly calendarId: string;
  readonly eventId: string;
  /** What the name of the request ends with. */
  readonly mails: string;
} & (
  | { readonly op: 'insert'; readonly draft: T['draft']; readonly changes: readonly Changes<T>[] }
  | UpdateRequest<T>
  | { readonly op: 'delete'; readonly series?: WholeSeries<T['event']> }
  | { readonly op: 'restore'; readonly event: T['event'] }
  | { readonly op: 'move'; readonly from: string }
  | {
      readonly op: 'respond';
      readonly response: InvitationResponse | 'needsAction';
      readonly comment?: string | undefined;
      readonly series?: WholeSeries<T['event']>;
    }
  | SplitRequest<T['event']>
  | RewriteRequest<T['event']>
);

export interface UpdateRequest<T extends CalendarProviderTypes> {
  readonly op: 'update';
  /** One after the other. */
  readonly changes: readonly Changes<T>[];
  /** Of a series: as it was before. */
  readonly series?: WholeSeries<T['event']>;
  /** Of a series: whether its exceptions go, since its occurrences are at other times now. */
  readonly resets?: boolean;
}

/** Ends a series before one of its occurrences, and adds another series from there on. */
export interface SplitRequest<E extends CalendarEvent> {
  readonly op: 'split';
  /** The original start of the first occurrence that is no longer of the series. */
  readonly from: EventTime;
  /** The recurrence that is left of the series. */
  readonly recurrence: readonly string[];
  readonly series: WholeSeries<E>;
  /** The series from there on, under the ids that it is shown with; absent where it is deleted. */
  readonly added?: WholeSeries<E>;
  /** Whether somebody else has deleted the series, so that there is nothing to end. */
  readonly isGone?: boolean;
}

/** Makes a series again what it was. */
export interface RewriteRequest<E extends CalendarEvent> {
  readonly op: 'rewrite';
  readonly series: WholeSeries<E>;
  /** As the write has left it that is taken back; absent where that has deleted it. */
  readonly written?: WholeSeries<E>;
  /** A series that goes, as the write has added it. */
  readonly removed?: WholeSeries<E>;
  /** Whether it is done whatever somebody else has changed since. */
  readonly isForced?: boolean;
}

/** A series with all that makes it. */
export interface WholeSeries<E extends CalendarEvent> {
  readonly master: E;
  readonly exceptions: readonly E[];
  readonly cancelled: readonly EventTime[];
}

/** The request of a write that was planned here. */
export function requestOf<T extends CalendarProviderTypes>({
  request,
}: PlannedWrite<T['event']>): InMemoryRequest<T> {
  return request as InMemoryRequest<T>;
}

/** The request of a write for its event in the calendar that the event was moved to. */
export function relocatedRequest<T extends CalendarProviderTypes>(
  write: PlannedWrite<T['event']>,
  from: string,
  to: string,
): PlannedWrite['request'] {
  const relocated = <Located extends { readonly calendarId: string }>(located: Located): Located =>
    located.calendarId === from ? { ...located, calendarId: to } : located;
  const relocatedSeries = ({ master, exceptions, cancelled }: WholeSeries<T['event']>) => ({
    master: relocated(master),
    exceptions: exceptions.map((each) => relocated(each)),
    cancelled,
  });
  const request = relocated(requestOf<T>(write));
  if (request.op === 'move') {
    return { ...request, from: request.from === from ? to : request.from };
  }
  const { series } = request as { readonly series?: WholeSeries<T['event']> };
  return series ? { ...request, series: relocatedSeries(series) } : request;
}

/** What the name of a request ends with where guests are told of the write by e-mail. */
export function mailsOf(sendUpdates: SendUpdates | undefined): string {
  return sendUpdates && sendUpdates !== 'none' ? `?sendUpdates=${sendUpdates}` : '';
}

/** The same as JSON: a write is stored before it is sent. */
export function toPlain<Value extends object>(value: Value): Value {
  return plain(value) as Value;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) {
    return dateTimeOf(value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      each === undefined ? [] : [[name, plain(each)]],
    ),
  );
}
