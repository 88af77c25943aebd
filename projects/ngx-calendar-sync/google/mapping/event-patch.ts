import { CalendarSyncError, type ExtendedProperties } from 'ngx-calendar-sync';
import type { GoogleEventPatch } from '../api/google-calendar-api';
import type { GoogleEvent } from '../api/wire-types.generated';
import { type EventContext, toEvent } from './event-mapping';
import {
  type GoogleCalendarEvent,
  type GoogleCalendarEventDraft,
  googleFields,
} from './google-calendar-event';
import { mergePatch, mergePatchBetween, sameJson } from './merge-patch';
import { timesPatch } from './times-patch';

/** A draft, or what is different of an event. */
export type Edit = Partial<GoogleCalendarEventDraft>;

/**
 * The merge patch that an edit means. Where the edit carries the resource that it was made from, what is the same
 * there is not sent, so that nobody else's change is undone.
 * @throws CalendarSyncError `invalid-event`
 */
export function toPatch(edit: Edit, context: EventContext): GoogleEventPatch {
  const seen = edit.googleEvent && toEvent(edit.googleEvent, context);
  const patch: Record<string, unknown> = { ...timesPatch(edit, seen, context.timeZone) };
  for (const [name, field] of [
    ['title', 'summary'],
    ['description', 'description'],
    ['location', 'location'],
    ['status', 'status'],
    ['recurrence', 'recurrence'],
  ] as const) {
    if (isEdited(edit, seen, name)) patch[field] = edit[name];
  }
  if (isEdited(edit, seen, 'color')) patch['colorId'] = toColorId(edit.color, context);
  for (const name of googleFields) {
    const value = edit[name];
    if (value !== undefined && !sameJson(value, seen?.googleEvent[name])) patch[name] = value;
  }
  const properties = propertiesPatch(edit, seen);
  if (properties) patch['extendedProperties'] = properties;
  return patch;
}

/**
 * The resource that a draft makes; of the resource that it was made from it takes what can be copied.
 * @throws CalendarSyncError `invalid-event`
 */
export function toResource(draft: GoogleCalendarEventDraft, context: EventContext): GoogleEvent {
  const base = draft.googleEvent ? copyOf(draft.googleEvent) : {};
  const whole = draft.end === undefined && !draft.googleEvent ? { ...draft, end: null } : draft;
  const resource = mergePatch(base, toPatch(whole, context)) as GoogleEvent;
  if (resource.start) return resource;
  throw new CalendarSyncError('invalid-event', 'An event needs a start.');
}

/** `null` and absent are the same: nothing is there. */
function isEdited(
  edit: Edit,
  seen: GoogleCalendarEvent | undefined,
  name: keyof Edit & keyof GoogleCalendarEvent,
): boolean {
  return edit[name] !== undefined && !(seen && sameJson(edit[name], seen[name] ?? null));
}

/** A copy gets an id, a history and guests' answers of its own; meetings must not be shared between events. */
function copyOf(resource: GoogleEvent): GoogleEvent {
  const copied = new Set<string>([
    ...googleFields,
    ...['summary', 'description', 'location', 'start', 'end', 'recurrence'],
    ...['colorId', 'extendedProperties'],
  ]);
  copied.delete('conferenceData');
  return Object.fromEntries(Object.entries(resource).filter(([name]) => copied.has(name)));
}

/** Google has eleven colours of events: the nearest one; none for the colour of the calendar. */
function toColorId(color: string | null | undefined, context: EventContext): string | null {
  if (!color || color === context.calendar?.color) return null;
  const wanted = toRgb(color);
  let nearest: string | null = null;
  let least = Infinity;
  for (const [id, { background }] of Object.entries(context.palette)) {
    const distance = wanted && background ? distanceOf(wanted, toRgb(background)) : Infinity;
    if (distance < least) [nearest, least] = [id, distance];
  }
  return nearest;
}

type Rgb = readonly [number, number, number];

function toRgb(color: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1];
  if (!hex) return undefined;
  const long = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const channel = (at: number) => parseInt(long.slice(at, at + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

function distanceOf(a: Rgb, b: Rgb | undefined): number {
  if (!b) return Infinity;
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/** What the model and Google have names for; anything else on a draft is the app's own. */
const known = new Set<string>([
  ...googleFields,
  ...Object.keys({
    id: true,
    calendarId: true,
    title: true,
    start: true,
    end: true,
    allDay: true,
    timeZone: true,
    description: true,
    location: true,
    color: true,
    textColor: true,
    status: true,
    editable: true,
    recurrence: true,
    seriesId: true,
    originalStart: true,
    extendedProperties: true,
    version: true,
    googleEvent: true,
  } satisfies Record<keyof GoogleCalendarEvent, true>),
]);

function propertiesPatch(
  edit: Edit,
  seen: GoogleCalendarEvent | undefined,
): Record<string, unknown> | undefined {
  const before: ExtendedProperties = seen?.extendedProperties ?? {};
  const given = edit.extendedProperties ?? before;
  const own = Object.entries<unknown>({ ...edit })
    .filter(([name, value]) => !known.has(name) && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  const after = own.length
    ? {
        ...given,
        private: { ...given.private, ...(Object.fromEntries(own) as Record<string, string>) },
      }
    : given;
  for (const properties of [after.private, after.shared]) checkLimits(properties ?? {});
  const patch = mergePatchBetween({ ...before }, { ...after });
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** Google drops a longer name and cuts a longer value without a word. */
function checkLimits(properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) {
    if (name.length > 44 || value.length > 1024) {
      throw new CalendarSyncError(
        'invalid-event',
        `The property "${name.slice(0, 44)}" is too long: Google keeps 44 characters of a name, 1024 of a value.`,
      );
    }
  }
}
