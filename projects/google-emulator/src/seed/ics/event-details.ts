import type { WireEvent, WireEventAttachment } from '../../discovery/wire-types.generated.ts';

import type { IcsComponent } from './components.ts';
import { allOf, parameterOf, textOf, textsOf, valueOf } from './properties.ts';
import { clockOf } from './written-time.ts';

type Event = WireEvent;

/** Google takes 25 attachments. */
const MAX_ATTACHMENTS = 25;

/** What an event says of itself, apart from when it is and who comes. */
export function detailsOf(event: IcsComponent): Event {
  return {
    status: status(event),
    ...present({
      summary: textOf(event, 'SUMMARY'),
      description: textOf(event, 'DESCRIPTION'),
      location: textOf(event, 'LOCATION') ?? place(event),
      source: source(event),
      attachments: attachments(event),
      extendedProperties: categories(event),
      transparency:
        textOf(event, 'TRANSP')?.toUpperCase() === 'TRANSPARENT' ? 'transparent' : undefined,
      visibility: visibility(event),
    }),
    sequence: Number(valueOf(event, 'SEQUENCE') ?? 0) || 0,
    eventType: 'default',
  };
}

/** When it was written, of which neither is after `now`. */
export function writtenAt(event: IcsComponent, now: Date): Pick<Event, 'created' | 'updated'> {
  const stamp = moment(event, 'DTSTAMP', now);
  const updated = moment(event, 'LAST-MODIFIED', now) ?? stamp ?? now;
  const created = moment(event, 'CREATED', now) ?? updated;
  return {
    created: new Date(Math.min(created.getTime(), updated.getTime())).toISOString(),
    updated: updated.toISOString(),
  };
}

function moment(event: IcsComponent, name: string, now: Date): Date | undefined {
  // They are in UTC by definition, also where the Z was forgotten.
  const clock = clockOf(valueOf(event, name) ?? '');
  const instant = clock ? clock.wall - (clock.offset ?? 0) : 0;
  // Google writes CREATED:00001231T000000Z where it does not know.
  return instant > 0 && instant <= now.getTime() ? new Date(instant) : undefined;
}

function status(event: IcsComponent): string {
  switch (textOf(event, 'STATUS')?.toUpperCase()) {
    case 'TENTATIVE':
      return 'tentative';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return 'confirmed';
  }
}

function visibility(event: IcsComponent): string | undefined {
  const word = textOf(event, 'CLASS')?.toLowerCase();
  return word !== undefined && ['public', 'private', 'confidential'].includes(word)
    ? word
    : undefined;
}

/** GEO where no place is named. */
function place(event: IcsComponent): string | undefined {
  const parts = valueOf(event, 'GEO')
    ?.split(/[;,]/)
    .map((part) => part.trim());
  return parts?.length === 2 && parts.every((part) => /^[+-]?\d+(\.\d+)?$/.test(part))
    ? parts.map(Number).join(', ')
    : undefined;
}

function source(event: IcsComponent): Event['source'] | undefined {
  const url = textOf(event, 'URL');
  return url !== undefined && /^https?:\/\//i.test(url)
    ? { url, title: URL.canParse(url) ? new URL(url).host : url }
    : undefined;
}

function attachments(event: IcsComponent): WireEventAttachment[] | undefined {
  const linked = allOf(event, 'ATTACH').flatMap((property) => {
    // An attachment inside the file itself has no address to link to.
    const fileUrl = property.value.trim();
    if (!/^https?:\/\//i.test(fileUrl)) {
      return [];
    }
    const mimeType = parameterOf(property, 'FMTTYPE');
    const title =
      parameterOf(property, 'FILENAME') ?? fileUrl.split(/[/?#]/).filter(Boolean).at(-1);
    return [{ fileUrl, ...present({ title, mimeType }) }];
  });
  return linked.length > 0 ? linked.slice(0, MAX_ATTACHMENTS) : undefined;
}

/** Google has no categories: they are kept where an app can find them. */
function categories(event: IcsComponent): Event['extendedProperties'] | undefined {
  const names = allOf(event, 'CATEGORIES')
    .flatMap(textsOf)
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
