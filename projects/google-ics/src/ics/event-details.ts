import { definedFields } from '../defined-fields.ts';
import type { EventResource, EventAttachment } from '../event-resource.ts';
import type { IcsComponent } from './components.ts';
import { allOf, parameterOf, sequenceOf, textOf, textsOf, valueOf } from './properties.ts';
import { writtenTimeOf } from './written-time.ts';

/** Google's limit. */
const MAX_ATTACHMENTS = 25;

/** The fields of an event other than its times and participants. */
export function detailsOf(event: IcsComponent): Partial<EventResource> {
  return {
    status: status(event),
    ...definedFields({
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
    sequence: sequenceOf(event),
    eventType: 'default',
  };
}

/** The times of creation and last update, neither of them after `now`. */
export function writtenAt(
  event: IcsComponent,
  now: Date,
): Pick<EventResource, 'created' | 'updated'> {
  const stamp = moment(event, 'DTSTAMP', now);
  const updated = moment(event, 'LAST-MODIFIED', now) ?? stamp ?? now;
  const created = moment(event, 'CREATED', now) ?? updated;
  return {
    created: new Date(Math.min(created.getTime(), updated.getTime())).toISOString(),
    updated: updated.toISOString(),
  };
}

function moment(event: IcsComponent, name: string, now: Date): Date | undefined {
  // These times are in UTC by definition, even if the Z is missing.
  const clock = writtenTimeOf(valueOf(event, name) ?? '');
  const instant = clock ? clock.wall - (clock.offset ?? 0) : 0;
  // Google writes CREATED:00001231T000000Z if it does not know the time.
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

/** The coordinates of GEO, for events without a LOCATION. */
function place(event: IcsComponent): string | undefined {
  const parts = valueOf(event, 'GEO')
    ?.split(/[;,]/)
    .map((part) => part.trim());
  return parts?.length === 2 && parts.every((part) => /^[+-]?\d+(\.\d+)?$/.test(part))
    ? parts.map(Number).join(', ')
    : undefined;
}

function source(event: IcsComponent): EventResource['source'] | undefined {
  const url = textOf(event, 'URL');
  return url !== undefined && /^https?:\/\//i.test(url)
    ? { url, title: URL.canParse(url) ? new URL(url).host : url }
    : undefined;
}

function attachments(event: IcsComponent): EventAttachment[] | undefined {
  const linked = allOf(event, 'ATTACH').flatMap((property) => {
    // Google stores links only; an attachment inside of the file has no address.
    const fileUrl = property.value.trim();
    if (!/^https?:\/\//i.test(fileUrl)) {
      return [];
    }
    const mimeType = parameterOf(property, 'FMTTYPE');
    const title =
      parameterOf(property, 'FILENAME') ?? fileUrl.split(/[/?#]/).filter(Boolean).at(-1);
    return [{ fileUrl, ...definedFields({ title, mimeType }) }];
  });
  return linked.length > 0 ? linked.slice(0, MAX_ATTACHMENTS) : undefined;
}

/** Google has no categories, so they are stored in a private extended property. */
function categories(event: IcsComponent): EventResource['extendedProperties'] | undefined {
  const names = allOf(event, 'CATEGORIES')
    .flatMap(textsOf)
    .filter((name) => name.trim() !== '');
  // Google truncates longer values.
  return names.length > 0 ? { private: { categories: names.join(',').slice(0, 1024) } } : undefined;
}
