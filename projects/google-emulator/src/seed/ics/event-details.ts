import type { WireEvent, WireEventAttachment } from '../../discovery/wire-types.generated.ts';
import type ICAL from 'ical.js';

import { parameterOf, rawValueOf } from './raw-value.ts';

type Event = WireEvent;

/** Google takes 25 attachments. */
const mostAttachments = 25;

/** What an event says of itself, apart from when it is and who comes. */
export function detailsOf(event: ICAL.Component): Event {
  return {
    status: status(event),
    ...present({
      summary: text(event, 'summary'),
      description: text(event, 'description'),
      location: text(event, 'location') ?? place(event),
      source: source(event),
      attachments: attachments(event),
      extendedProperties: categories(event),
      transparency:
        text(event, 'transp')?.toUpperCase() === 'TRANSPARENT' ? 'transparent' : undefined,
      visibility: visibility(event),
    }),
    sequence: Number(rawValueOf(event, 'sequence') ?? 0) || 0,
    eventType: 'default',
  };
}

/** When it was written, of which neither is after `now`. */
export function writtenAt(event: ICAL.Component, now: Date): Pick<Event, 'created' | 'updated'> {
  const stamp = moment(event, 'dtstamp', now);
  const updated = moment(event, 'last-modified', now) ?? stamp ?? now;
  const created = moment(event, 'created', now) ?? updated;
  return {
    created: new Date(Math.min(created.getTime(), updated.getTime())).toISOString(),
    updated: updated.toISOString(),
  };
}

function moment(event: ICAL.Component, name: string, now: Date): Date | undefined {
  // They are in UTC by definition, also where the Z was forgotten.
  const value = (rawValueOf(event, name) ?? '').replace(/Z?$/, 'Z');
  const instant = Date.parse(value);
  // Google writes CREATED:00001231T000000Z where it does not know.
  return instant > 0 && instant <= now.getTime() ? new Date(instant) : undefined;
}

function text(event: ICAL.Component, name: string): string | undefined {
  const value = event.getFirstPropertyValue(name);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function status(event: ICAL.Component): string {
  switch (text(event, 'status')?.toUpperCase()) {
    case 'TENTATIVE':
      return 'tentative';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return 'confirmed';
  }
}

function visibility(event: ICAL.Component): string | undefined {
  const word = text(event, 'class')?.toLowerCase();
  return word !== undefined && ['public', 'private', 'confidential'].includes(word)
    ? word
    : undefined;
}

/** GEO where no place is named. */
function place(event: ICAL.Component): string | undefined {
  const value: unknown = event.getFirstPropertyValue('geo');
  return Array.isArray(value) && value.length === 2 ? value.join(', ') : undefined;
}

function source(event: ICAL.Component): Event['source'] | undefined {
  const url = text(event, 'url');
  return url !== undefined && /^https?:\/\//i.test(url)
    ? { url, title: new URL(url).host }
    : undefined;
}

function attachments(event: ICAL.Component): WireEventAttachment[] | undefined {
  const linked = event.getAllProperties('attach').flatMap((property) => {
    // An attachment inside the file itself has no address to link to.
    const fileUrl = String(property.getFirstValue());
    if (!/^https?:\/\//i.test(fileUrl)) {
      return [];
    }
    const mimeType = parameterOf(property, 'fmttype');
    const title =
      parameterOf(property, 'filename') ?? fileUrl.split(/[/?#]/).filter(Boolean).at(-1);
    return [{ fileUrl, ...present({ title, mimeType }) }];
  });
  return linked.length > 0 ? linked.slice(0, mostAttachments) : undefined;
}

/** Google has no categories: they are kept where an app can find them. */
function categories(event: ICAL.Component): Event['extendedProperties'] | undefined {
  const names = event
    .getAllProperties('categories')
    .flatMap((property) => property.getValues().map(String))
    .filter((name) => name.trim() !== '');
  // Longer values are cut by Google as well.
  return names.length > 0 ? { private: { categories: names.join(',').slice(0, 1024) } } : undefined;
}

/** Without the fields that are undefined. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
