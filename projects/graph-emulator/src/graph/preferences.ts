import { unknownZone } from '../calendar/read-times.ts';
import { zoneOf } from '../calendar/zones.ts';
import { badRequest } from './graph-error.ts';

/** What the header `Prefer` of a request asks for. */
export interface Preferences {
  readonly zone: { readonly zone: string; readonly name: string };
  readonly bodyType: 'html' | 'text';
  readonly maxPageSize?: number;
  /** The preferences that were followed, as the header `Preference-Applied` says them. */
  readonly applied: string;
}

/** One preference of the list: a name, and a value with or without quotes. */
const PREFERENCE = /([\w.-]+)\s*(?:=\s*(?:"([^"]*)"|([^,;\s]+)))?/g;

/** @throws GraphError for an unknown time zone. */
export function readPreferences(header: string | undefined): Preferences {
  const applied: string[] = [];
  let zone = { zone: 'UTC', name: 'UTC' };
  let bodyType: Preferences['bodyType'] = 'html';
  let maxPageSize: number | undefined;
  for (const [text, name = '', quoted, bare] of (header ?? '').matchAll(PREFERENCE)) {
    const value = quoted ?? bare ?? '';
    switch (name.toLowerCase()) {
      case 'outlook.timezone': {
        const iana = zoneOf(value);
        if (iana === undefined) {
          throw unknownZone(value);
        }
        zone = { zone: iana, name: value };
        applied.push(text);
        break;
      }
      case 'outlook.body-content-type':
        bodyType = value.toLowerCase() === 'text' ? 'text' : 'html';
        applied.push(text);
        break;
      case 'odata.maxpagesize':
        maxPageSize = Number(value);
        if (!Number.isInteger(maxPageSize) || maxPageSize < 1) {
          throw badRequest(`Invalid value '${value}' of odata.maxpagesize.`);
        }
        applied.push(text);
        break;
    }
  }
  return {
    zone,
    bodyType,
    applied: applied.join(', '),
    ...(maxPageSize !== undefined && { maxPageSize }),
  };
}
