import { randomBytes } from 'node:crypto';
import { parseTimestamp } from 'google-calendar-ics/internal';
import { invalid } from './api-error.ts';
import type { EventTime } from './event-time.ts';

const CLIENT_CHOSEN_ID = /^[a-v0-9]{5,1024}$/;
/** Suffix that Google adds to the id when “this and following events” splits a new series off another. */
const SPLIT_SUFFIX = /_R\d{8}(?:T\d{6}Z?)?$/;
const INSTANCE_ID = /^(.+)_(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/;
const BASE32HEX_DIGITS = '0123456789abcdefghijklmnopqrstuv';

export function newEventId(): string {
  return [...randomBytes(26)].map((byte) => BASE32HEX_DIGITS[byte & 31] ?? '0').join('');
}

/** @throws ApiError 400 for an id that Google does not accept from clients. */
export function assertClientChosenId(id: string): void {
  if (!CLIENT_CHOSEN_ID.test(id)) {
    throw invalid('Invalid resource id value.');
  }
}

/** The id on which instance ids are based: the instances of `X_R20260511T090000`, split off `X`, are based on `X`. */
export function baseIdOfSeries(seriesId: string): string {
  return seriesId.replace(SPLIT_SUFFIX, '');
}

/** `<base id>_20261122T080000Z`, and `<base id>_20261122` for an all-day series. */
export function instanceId(seriesId: string, originalStart: EventTime): string {
  const moment = originalStart.kind === 'date' ? originalStart.wall : originalStart.instant;
  const basic = new Date(moment).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${baseIdOfSeries(seriesId)}_${originalStart.kind === 'date' ? basic.slice(0, 8) : basic}`;
}

/** The base id and the original start in an instance's id, or undefined for other ids. */
export function parseInstanceId(
  id: string,
): { readonly base: string; readonly originalStart: EventTime } | undefined {
  const match = INSTANCE_ID.exec(id);
  if (!match) {
    return undefined;
  }
  const [, base = '', year, month, day, hour, minute, second] = match;
  const time = hour === undefined ? '00:00:00' : `${hour}:${minute}:${second}`;
  const parsed = parseTimestamp(`${year}-${month}-${day}T${time}Z`);
  if (!parsed) {
    return undefined;
  }
  return {
    base,
    originalStart:
      hour === undefined
        ? { kind: 'date', wall: parsed.wall }
        : { kind: 'dateTime', instant: parsed.wall, zone: undefined },
  };
}
